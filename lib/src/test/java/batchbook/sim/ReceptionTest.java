package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.sim.reply.Refusals;
import batchbook.sim.reply.RefusedException;
import batchbook.sim.reply.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceptionTest {
    private Duration now = Duration.ZERO;

    @Test
    void whatAQuotaRefusesIsNoTryOfItsPrompt() {
        Scenario scenario = Scenario.calm().fault(Fault.INTERNAL, 0.5);
        Reception free = reception(scenario);
        Reception strict = reception(scenario.perMinute(1));
        List<TimedResponse> expected = new ArrayList<>();
        List<TimedResponse> seen = new ArrayList<>();
        for (int minute = 0; minute < 30; minute++) {
            now = Duration.ofMinutes(minute);
            expected.add(receive(free, "Hi"));
            seen.add(receive(strict, "Hi"));
            assertThat(status(receive(strict, "Hi"))).isEqualTo(429);
        }

        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void refusalsComeQuicklyButNeverLaterThanAnAnswer() {
        assertThat(receive(reception(Scenario.calm().perDay(0)), "Hi").delay())
                .isBetween(Duration.ofMillis(30), Duration.ofMillis(80));
        assertThat(receive(reception(Scenario.calm().perDay(0).latency(Duration.ZERO)), "Hi")
                        .delay())
                .isZero();
    }

    @Test
    void duringAnOutageNothingIsAnsweredAndNothingCounts() {
        Reception reception = reception(Scenario.outage().perDay(2));
        assertThat(status(receive(reception, "Hi"))).isEqualTo(200);

        now = Duration.ofSeconds(20);
        TimedResponse refused = receive(reception, "Hi");
        assertThat(status(refused)).isEqualTo(503);
        assertThat(refused.delay()).isLessThan(Duration.ofMillis(80));
        now = Duration.ofSeconds(110).minusNanos(1);
        assertThat(status(receive(reception, "Hi"))).isEqualTo(503);

        now = Duration.ofSeconds(110);
        assertThat(status(receive(reception, "Hi"))).isEqualTo(200);
        assertThat(status(receive(reception, "Hi"))).isEqualTo(429);
    }

    @Test
    void anOutageMayCutConnections() {
        Reception reception = reception(Scenario.calm()
                .outage(Duration.ofSeconds(50), Duration.ofSeconds(60))
                .cutOff(Duration.ZERO, Duration.ofSeconds(5)));

        assertThat(receive(reception, "Hi").response()).isEqualTo(new Response.Cut());
        now = Duration.ofSeconds(55);
        assertThat(status(receive(reception, "Hi"))).isEqualTo(503);
    }

    @Test
    void aFaultWithStatus429TakesNoPlaceUnlessRefusedRequestsCount() {
        Scenario limited = Scenario.calm().perMinute(1).fault(Fault.DAY_QUOTA, 1);
        Reception kind = reception(limited);
        Reception strict = reception(limited.fault(Fault.DAY_QUOTA, 0.5).refusedCount());

        assertThat(body(receive(kind, "Hi"))).contains("PerDay");
        assertThat(body(receive(kind, "Hi"))).contains("PerDay");
        assertThat(kind.mostInAnyMinute()).isZero();
        String prompt = firstRefused(limited.fault(Fault.DAY_QUOTA, 0.5));
        assertThat(body(receive(strict, prompt))).contains("PerDay");
        assertThat(body(receive(strict, prompt))).contains("429");
        assertThat(strict.mostInAnyMinute()).isZero();
    }

    @Test
    void anAnswerFreesItsPlaceOnceEvenWhenItCouldNotBeMade() throws RefusedException {
        Reception reception = reception(Scenario.calm().inFlight(1).answers(prompt -> {
            throw new AssertionError("no idea");
        }));
        Delivery delivery = reception.receive(request("Hi"));
        assertThat(status(delivery.timed())).isEqualTo(500);
        assertThat(status(receive(reception, "Hi"))).isEqualTo(429);

        delivery.beforehand().run();

        assertThat(status(receive(reception, "Hi"))).isEqualTo(500);
    }

    @Test
    void onlyAnswersCostMoneyAndThoughtsAreAnswersToo() throws RefusedException {
        Scenario lite = Scenario.calm().answers(prompt -> "x".repeat(40));
        Response answer = new Responder(lite)
                .respond(parse("gemini-2.5-flash-lite", "a prompt"), 1)
                .response();
        Response thoughtful =
                new Responder(lite).respond(request("a prompt"), 1).response();
        Response broken = new Responder(lite.fault(Fault.BROKEN_JSON, 1))
                .respond(request("a prompt"), 1)
                .response();

        assertThat(answer.nanoDollars()).isEqualTo(2 * 750 + 10 * 3750);
        assertThat(thoughtful.nanoDollars()).isGreaterThanOrEqualTo(2 * 750 + 30 * 3750);
        assertThat(broken.nanoDollars()).isEqualTo(thoughtful.nanoDollars());
        assertThat(Refusals.overloaded().nanoDollars()).isZero();
        assertThat(new Response.Cut().nanoDollars()).isZero();
    }

    private Reception reception(Scenario scenario) {
        return new Reception(scenario, () -> now);
    }

    private static String firstRefused(Scenario scenario) {
        for (int i = 0; ; i++) {
            String prompt = "prompt " + i;
            try {
                boolean first =
                        new Responder(scenario).fault(request(prompt), 1).isPresent();
                if (first && new Responder(scenario).fault(request(prompt), 2).isEmpty()) {
                    return prompt;
                }
            } catch (RefusedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static TimedResponse receive(Reception reception, String prompt) {
        try {
            return reception.receive(request(prompt)).timed();
        } catch (RefusedException e) {
            throw new AssertionError(e);
        }
    }

    private static int status(TimedResponse timed) {
        return ((Response.Message) timed.response()).status();
    }

    private static String body(TimedResponse timed) {
        return ((Response.Message) timed.response()).body();
    }

    private static ContentRequest request(String prompt) throws RefusedException {
        return parse("gemini-flash-latest", prompt);
    }

    private static ContentRequest parse(String model, String prompt) throws RefusedException {
        return RequestParser.parse(model, Raw.asking(prompt).getBytes(StandardCharsets.UTF_8));
    }
}
