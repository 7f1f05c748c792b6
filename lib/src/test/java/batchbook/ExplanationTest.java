package batchbook;

import static batchbook.VirtualWorkers.Step.answer;
import static batchbook.VirtualWorkers.Step.fail;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says of itself, on runs of the real loop: so its words and those of the loop stay in step. */
class ExplanationTest {
    /** Another one in each test: what one learns of it the next must not know. */
    private static final class Priced implements Model {
        @Override
        public Reply ask(Prompt prompt) {
            throw new AssertionError("the workers of the test answer");
        }

        @Override
        public Optional<Price> price() {
            return Optional.of(Price.perMillion(1, 10));
        }

        @Override
        public Usage mostTokens(Prompt prompt) {
            return new Usage(100, 1_000, 0, 0);
        }
    }

    private final VirtualServer server = new VirtualServer(3);
    private Batch plan = Batch.of(new Priced());

    @BeforeEach
    void quick() {
        server.spread = 0;
    }

    private Run run(VirtualWorkers workers, int prompts) {
        return Loops.of(plan, SampleRuns.prompts(prompts), Progress.none(), workers, new SplittableRandom(1))
                .run();
    }

    private Run run(int prompts) {
        return run(server.workers(), prompts);
    }

    private Run failing(ErrorKind kind, String message, int prompts) {
        return run(new VirtualWorkers((prompt, number) -> fail(20, ModelException.of(kind, message))), prompts);
    }

    /** As one line: where lines are broken is of no interest. */
    private static String explain(Run run) {
        return run.explain().replaceAll("\\s+", " ");
    }

    private static List<Integer> shares(Run run) {
        return Pattern.compile("(?m)^ +(\\d+) %")
                .matcher(run.explain())
                .results()
                .map(match -> Integer.parseInt(match.group(1)))
                .toList();
    }

    @Test
    void aRunThatMetALimitSaysWhichHowItWasLearnedAndThatItDecided() {
        server.perMinute = 10;
        Run run = run(40);

        assertThat(explain(run))
                .startsWith("40 prompts to model in " + Format.duration(run.took()) + ": all answered; "
                        + Format.rate(run.metrics().perSecond()) + ". The answers cost $")
                .contains("nothing could be sent: 10 requests a minute")
                .contains("While nothing could be sent, requests under way went on.")
                .contains("refused (429) and sent again. That is how limits are found")
                .containsPattern("after \\d\\.\\d+ s: limit named by the server: 10 requests a minute")
                .contains("kept to from the start next time: Batch.limits().")
                .doesNotContain("all goes well", "not run", "failed");
        assertThat(run.advice())
                .singleElement()
                .asString()
                .isEqualTo(
                        "The limit of 10 requests a minute decided how long this took, so more workers would not help."
                                + " A higher tier of the key has a higher limit, and another model has its own.");
        assertThat(run.waits()).containsOnlyKeys("10 requests a minute");
    }

    @Test
    void theSharesAddUpToTheWhole() {
        Run quick = run(3);
        server.perMinute = 10;
        Run slow = run(40);

        assertThat(shares(quick).stream().mapToInt(share -> share).sum()).isBetween(98, 102);
        assertThat(shares(slow).stream().mapToInt(share -> share).sum()).isBetween(98, 102);
        assertThat(shares(slow).get(0)).as("the longest wait first").isGreaterThan(50);
    }

    @Test
    void aLimitThatWasKnownIsNotSaidToHaveBeenFound() {
        server.perMinute = 10;
        run(15);
        Run second = run(new VirtualServer(4).workers(), 20);

        assertThat(explain(second))
                .contains("The limit was known from the start")
                .contains("nothing could be sent: 10 requests a minute")
                .doesNotContain("limit named by the server", "refused");
    }

    @Test
    void ofALimitOfTokensItSaysThatShorterPromptsHelp() {
        plan = plan.tokensPerMinute(20);

        assertThat(run(30).advice()).singleElement().asString().contains("20 tokens a minute", "shorter prompts would");
    }

    @Test
    void withoutAWaitThereAreNoLimitsAndNothingToDo() {
        Run run = run(6);

        assertThat(run.advice()).isEmpty();
        assertThat(explain(run))
                .contains("all was sent, and the last answers were waited for")
                .doesNotContain("The limits", "What to do", "nothing could be sent", "It is not finished");
    }

    @Test
    void anOutageIsTroubleOfTheServerAndItsFailuresWereSentAgain() {
        server.outageFrom = Duration.ofSeconds(5);
        server.outageTo = Duration.ofSeconds(60);
        plan = plan.workers(8);
        Run run = run(60);

        assertThat(run.answered()).hasSize(60);
        assertThat(explain(run))
                .contains("nothing could be sent: server in trouble")
                .containsPattern(
                        "\\d+ requests failed in a way that may pass \\(\\d+ OVERLOADED\\) and were sent again");
    }

    @Test
    void aServerThatStaysDownEndsTheRunAndResumeGoesOn() {
        server.outageFrom = Duration.ofSeconds(2);
        server.outageTo = Duration.ofDays(1);
        plan = plan.workers(8);
        Run run = run(60);

        assertThat(explain(run)).contains("It is not finished: the server has answered nothing but errors since");
        assertThat(run.story().reason()).contains(Reason.SERVER_IN_TROUBLE);
        assertThat(run.advice().get(0)).contains("when the server works again, run.resume() asks them");
    }

    @Test
    void aBudgetThatIsUsedUpSaysThatResumeHasItOnceMore() {
        plan = plan.maxRequests(20);
        Run run = run(60);

        assertThat(explain(run)).contains("20 answered, 40 not run", "(.maxRequests) is used up.");
        assertThat(run.advice())
                .containsExactly("40 rows were not run for want of budget: run.resume() asks them and keeps the others,"
                        + " with the same budget once more.");
        plan = Batch.of(new Priced()).maxCost(0.015);
        assertThat(run(60).advice().get(0)).contains("for want of budget");
        plan = Batch.of(new Priced()).maxTokens(1_500);
        assertThat(run(60).advice().get(0)).contains("for want of budget");
    }

    @Test
    void aBudgetThatLetFewGoAtOnceSaysHowMoreCould() {
        plan = plan.maxTokens(2_000);
        assertThat(run(20).advice())
                .singleElement()
                .asString()
                .startsWith("The most that an answer can use is set aside")
                .contains("maxOutputTokens");

        plan = Batch.of(new Priced()).maxRequests(1);
        assertThat(run(1).advice()).isEmpty();
    }

    @Test
    void aQuotaOfTheDayIsWaitedForOrGoneAround() {
        server.perDay = 12;
        Run run = run(40);

        assertThat(explain(run)).contains("the quota of the day is used up").contains("12 requests a day");
        assertThat(run.advice().get(0))
                .startsWith("28 rows were not run: when the quota has started again, run.resume() asks them")
                .contains("Another model");
    }

    @Test
    void aKeyThatIsWrongIsNotResumedAsTheModelHasIt() {
        plan = plan.workers(1);
        Run run = failing(ErrorKind.AUTH, "API key not valid", 10);

        assertThat(run.advice())
                .containsExactly("1 row AUTH: make the model again with a valid key, and run the prompts again.");
        assertThat(explain(run)).contains("1 failed, 9 not run").contains("It is not finished: API key not valid.");
    }

    @Test
    void anInterruptLeavesRowsThatResumeAsks() {
        Run run = run(
                new VirtualWorkers((prompt, number) -> answer(1_000, "ok")).interruptAfter(Duration.ofMillis(2_500)),
                60);

        assertThat(explain(run))
                .contains("It is not finished: stopped by an interrupt")
                .doesNotContain("the last answers were waited for");
        assertThat(run.advice()).singleElement().asString().contains("not run: run.resume() asks them and keeps");
    }

    @Test
    void failuresAreToldTheMostFrequentFirstWithAnExampleAndTheWayOut() {
        VirtualWorkers workers =
                new VirtualWorkers((prompt, number) -> switch (prompt.text().charAt(7) % 4) {
                    case 0 -> fail(20, ModelException.of(ErrorKind.TRUNCATED, "cut at the limit. Raise it."));
                    case 1, 2 -> fail(20, ModelException.of(ErrorKind.BLOCKED, "SAFETY\n stopped it -> Rephrase."));
                    default -> answer(20, "ok");
                });
        List<String> advice = run(workers, 10).advice();

        assertThat(advice).hasSize(3);
        assertThat(advice.get(0)).startsWith("5 rows BLOCKED (\"SAFETY stopped it\"): a filter stopped it");
        assertThat(advice.get(1)).startsWith("3 rows TRUNCATED (\"cut at the limit\"): the answer was too long");
        assertThat(advice.get(2)).contains("plan.run(run.failed())");
    }

    @Test
    void everyKindOfFailureHasAWayOut() {
        List<String> endings = new ArrayList<>();
        for (ErrorKind kind : ErrorKind.values()) {
            plan = Batch.of(new Priced()).retry(Retry.none());
            List<String> advice = failing(kind, "x".repeat(500), 1).advice();
            assertThat(advice).as(kind.name()).isNotEmpty();
            assertThat(advice.get(0))
                    .startsWith("1 row " + kind)
                    .hasSizeLessThan(400)
                    .endsWith(".");
            endings.add(advice.get(0).replaceFirst(".*\"\\): ", ""));
        }
        assertThat(endings.stream().distinct()).hasSizeGreaterThanOrEqualTo(ErrorKind.values().length - 3);
    }

    @Test
    void rowsThatShareAnOutcomeAndRowsThatWereDoneEarlierAreTold() {
        List<Prompt> prompts = Prompts.of(List.of("a", "a", "b"));
        Model echo = prompt -> Reply.of("ok " + prompt.text());
        Run first = Batch.of(echo).progress(Progress.none()).maxRequests(1).run(prompts);
        Run second = first.resume();

        assertThat(explain(first)).contains("1 row shares the outcome of an equal prompt");
        assertThat(explain(second))
                .contains("2 rows were done earlier, in the journal or in the run that was resumed")
                .contains("Where the time went in the last part, which took");
    }

    @Test
    void aRunThatGoesOnSaysThatItDoes() {
        List<Run> looks = new ArrayList<>();
        EventLoop<?>[] loop = new EventLoop<?>[1];
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> answer(1_000, "ok"));
        loop[0] = Loops.of(
                plan,
                SampleRuns.prompts(20),
                snapshot -> looks.add((Run) loop[0].soFar()),
                workers,
                new SplittableRandom(1));
        loop[0].run();
        Run half = looks.get(looks.size() / 2);

        assertThat(half.isOver()).isFalse();
        assertThat(half.advice()).isEmpty();
        assertThat(explain(half))
                .contains("It is still running: this is what has come so far.")
                .doesNotContain("Where the time went");
    }

    @Test
    void aRunThatWasReadFromAFileSaysHowToGetOneThatGoesOn(@TempDir Path folder) {
        Path file = folder.resolve("rows.jsonl");
        Model blocked = prompt -> {
            throw ModelException.of(ErrorKind.BLOCKED, "no");
        };
        Batch.of(Model.named("m", blocked))
                .progress(Progress.none())
                .journal(file)
                .run(List.of("a"));

        assertThat(Journal.read(file).advice()).hasSize(3).last().asString().contains("was read from a file");
    }

    @Test
    void workersThatWereBusyAllTheTimeAreToldAndOnesThatWereNotToo() {
        VirtualWorkers steady = new VirtualWorkers((prompt, number) -> answer(1_000, "ok"));
        plan = plan.workers(4);
        assertThat(explain(run(steady, 40))).contains("On average 4.0 of 4 workers were busy, which is nearly all");

        VirtualWorkers uneven =
                new VirtualWorkers((prompt, number) -> answer(prompt.text().equals("prompt 9") ? 60_000 : 1_000, "ok"));
        assertThat(explain(run(uneven, 40))).containsPattern("On average 1\\.\\d of 4 workers were busy\\.");
        plan = plan.workers(1);
        assertThat(explain(run(steady, 4))).contains("Requests went one after another.");
    }

    @Test
    void linesAreShortEnoughForATerminal() {
        server.perDay = 12;

        assertThat(run(40).explain().lines().map(String::length)).allMatch(length -> length <= 101);
        assertThat(SampleRuns.empty().explain()).contains("the list was empty");
    }
}
