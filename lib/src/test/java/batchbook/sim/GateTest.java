package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final String FLASH = "gemini-3.8-flash";
    private Duration now = Duration.ZERO;

    @Test
    void withoutQuotasEverythingComesIn() {
        Gate gate = new Gate(Quotas.none());

        for (int i = 0; i < 5000; i++) {
            assertThat(enter(gate, 1000)).isEmpty();
        }
        assertThat(gate.mostInAnyMinute()).isEqualTo(5000);
        assertThat(gate.mostTokensInAnyMinute()).isEqualTo(5_000_000);
    }

    @Test
    void everyBrokenQuotaIsNamedAndTheLongestDelayCounts() {
        Gate gate = new Gate(Quotas.none().perMinute(2).tokensPerMinute(100).perDay(50));
        enter(gate, 60);
        at(20);
        enter(gate, 40);
        at(25);

        assertThat(violations(enter(gate, 70)))
                .containsExactly(
                        new Denial.Violation(Quota.REQUESTS_PER_MINUTE, 2, Duration.ofSeconds(35)),
                        new Denial.Violation(Quota.TOKENS_PER_MINUTE, 100, Duration.ofSeconds(55)));
        assertThat(((Denial.OverQuota) enter(gate, 70).orElseThrow()).delay()).isEqualTo(Duration.ofSeconds(55));
    }

    @Test
    void eachModelHasQuotasOfItsOwnAndAnAliasSharesThem() {
        Gate gate = new Gate(Quotas.none().perMinute(1));

        assertThat(gate.enter(now, "gemini-flash-latest", 1)).isEmpty();
        assertThat(gate.enter(now, "gemini-2.5-flash", 1)).isEmpty();
        assertThat(gate.enter(now, FLASH, 1)).isPresent();
    }

    @Test
    void liteModelsHaveOtherQuotasWhereTheScenarioSaysSo() {
        Gate gate = new Gate(Scenario.freeTier().quotas());

        for (int i = 0; i < 15; i++) {
            assertThat(gate.enter(now, "gemini-flash-lite-latest", 1)).isEmpty();
            assertThat(gate.enter(now, FLASH, 1).isPresent()).isEqualTo(i >= 5);
        }
        assertThat(violations(gate.enter(now, "gemini-3.5-flash-lite", 1)))
                .containsExactly(new Denial.Violation(Quota.REQUESTS_PER_MINUTE, 15, Duration.ofMinutes(1)));
    }

    @Test
    void aLimitMayRiseAndFallInTheCourseOfTime() {
        Gate gate = new Gate(
                Quotas.none().perMinute(2).perMinute(4, Duration.ofSeconds(30)).perMinute(1, Duration.ofMinutes(10)));
        assertThat(List.of(enter(gate, 1), enter(gate, 1))).containsOnly(Optional.empty());
        assertThat(enter(gate, 1)).isPresent();

        at(30);
        assertThat(List.of(enter(gate, 1), enter(gate, 1))).containsOnly(Optional.empty());
        assertThat(violations(enter(gate, 1)))
                .containsExactly(new Denial.Violation(Quota.REQUESTS_PER_MINUTE, 4, Duration.ofSeconds(30)));

        at(599);
        assertThat(List.of(enter(gate, 1), enter(gate, 1))).containsOnly(Optional.empty());
        at(600);
        assertThat(violations(enter(gate, 1)))
                .containsExactly(new Denial.Violation(Quota.REQUESTS_PER_MINUTE, 1, Duration.ofSeconds(59)));
        at(659);
        assertThat(enter(gate, 1)).isEmpty();
    }

    @Test
    void aLimitMayBeginLateAndFixedMinutesChangeToo() {
        Gate gate = new Gate(Quotas.none().perMinute(1, Duration.ofMinutes(1)).fixedMinutes(Duration.ZERO));
        for (int i = 0; i < 100; i++) {
            assertThat(enter(gate, 1)).isEmpty();
        }

        at(60);
        assertThat(enter(gate, 1)).isEmpty();
        assertThat(enter(gate, 1)).isPresent();
    }

    @Test
    void othersOnTheSameKeyTakeTheirPlacesEvenly() {
        Gate gate = new Gate(Quotas.none().perMinute(10).others(6).others(0, Duration.ofMinutes(3)));
        at(59);
        for (int i = 0; i < 4; i++) {
            assertThat(enter(gate, 1)).isEmpty();
        }
        assertThat(violations(enter(gate, 1)))
                .as("six of the ten have gone to others, the first of them a minute ago in a second")
                .containsExactly(new Denial.Violation(Quota.REQUESTS_PER_MINUTE, 10, Duration.ofSeconds(1)));

        at(240);
        for (int i = 0; i < 10; i++) {
            assertThat(enter(gate, 1)).as("the others have gone").isEmpty();
        }
        assertThat(enter(gate, 1)).isPresent();
    }

    @Test
    void othersUseUpTheDayAndAreRefusedLikeAnybody() {
        Gate gate = new Gate(Quotas.none().perMinute(2).perDay(4).others(60).refusedCount(true));

        at(1);
        assertThat(violations(enter(gate, 1)).get(0).quota()).isEqualTo(Quota.REQUESTS_PER_MINUTE);
        Gate day = new Gate(Quotas.none().perDay(4).others(60));
        at(10);
        assertThat(violations(day.enter(now, FLASH, 1)))
                .extracting(Denial.Violation::quota)
                .containsExactly(Quota.REQUESTS_PER_DAY);
    }

    @Test
    void aPromptLargerThanTheWholeLimitIsRefusedForEver() {
        Gate gate = new Gate(Quotas.none().tokensPerMinute(100));
        for (int minute = 0; minute < 60; minute++) {
            at(60 * minute);
            assertThat(violations(enter(gate, 101)).get(0).delay()).isPositive();
        }
        assertThat(enter(gate, 100)).isEmpty();
    }

    @Test
    void refusedRequestsTakeNoPlace() {
        Gate gate = new Gate(Quotas.none().perMinute(1));
        enter(gate, 1);
        for (int second = 1; second < 60; second++) {
            at(second);
            assertThat(enter(gate, 1)).isPresent();
        }

        at(60);
        assertThat(enter(gate, 1)).isEmpty();
        assertThat(gate.mostInAnyMinute()).isEqualTo(1);
    }

    @Test
    void refusedRequestsTakeAPlaceWhereTheyCount() {
        Gate gate = new Gate(Quotas.none().perMinute(1).refusedCount(true));
        enter(gate, 1);
        at(30);
        assertThat(violations(enter(gate, 1)).get(0).delay()).isEqualTo(Duration.ofSeconds(30));

        at(60);
        assertThat(violations(enter(gate, 1)).get(0).delay()).isEqualTo(Duration.ofSeconds(30));
        at(90);
        gate.refuse(now, FLASH, 1);
        at(119);
        assertThat(enter(gate, 1)).isPresent();
        at(300);
        assertThat(enter(gate, 1)).isEmpty();
    }

    @Test
    void aDayNeverEndsThoughTheDelayNamedIsShort() {
        Gate gate = new Gate(Quotas.none().perDay(1));
        enter(gate, 1);
        at(100_000);

        Denial.Violation violation = violations(enter(gate, 1)).get(0);

        assertThat(violation.quota()).isEqualTo(Quota.REQUESTS_PER_DAY);
        assertThat(violation.delay()).isBetween(Duration.ofSeconds(36), Duration.ofSeconds(37));
    }

    @Test
    void aLimitOfZeroRefusesTheFirstRequestToo() {
        Gate gate = new Gate(Quotas.none().perMinute(0).tokensPerMinute(0).perDay(0));

        assertThat(violations(enter(gate, 0)))
                .extracting(Denial.Violation::quota)
                .containsExactly(Quota.values());
        assertThat(new Gate(Quotas.none().inFlight(0)).enter(now, FLASH, 1)).contains(new Denial.TooManyInFlight());
        assertThat(new Gate(Quotas.none().spendLimit(0)).enter(now, FLASH, 1)).contains(new Denial.SpendingCap());
    }

    @Test
    void aPlaceInFlightIsFreeOnceAnAnswerLeaves() {
        Gate gate = new Gate(Quotas.none().inFlight(2));
        enter(gate, 1);
        enter(gate, 1);
        assertThat(enter(gate, 1)).contains(new Denial.TooManyInFlight());

        gate.leave(FLASH, 0);

        assertThat(enter(gate, 1)).isEmpty();
        assertThat(enter(gate, 1)).contains(new Denial.TooManyInFlight());
    }

    @Test
    void moneyIsSpentByAnswersAndWhatIsUnderWayMayExceedTheLimit() {
        Gate gate = new Gate(Quotas.none().spendLimit(0.01));
        enter(gate, 1);
        enter(gate, 1);
        gate.leave(FLASH, 9_999_999);
        assertThat(gate.enter(now, "gemini-2.5-pro", 1)).isEmpty();

        gate.leave(FLASH, 1);

        assertThat(gate.enter(now, "gemini-2.5-pro", 1)).contains(new Denial.SpendingCap());
    }

    @Test
    void theFullestMinuteIsFoundWhereverItBegins() {
        Gate gate = new Gate(Quotas.none().fixedMinutes(Duration.ZERO).perMinute(10));
        for (int second : new int[] {5, 55, 56, 57, 61, 62, 118, 200}) {
            at(second);
            enter(gate, second);
        }

        assertThat(gate.mostInAnyMinute()).isEqualTo(6);
        assertThat(gate.mostTokensInAnyMinute()).isEqualTo(55 + 56 + 57 + 61 + 62 + 5);
    }

    private void at(int second) {
        now = Duration.ofSeconds(second);
    }

    private Optional<Denial> enter(Gate gate, long tokens) {
        return gate.enter(now, FLASH, tokens);
    }

    private static List<Denial.Violation> violations(Optional<Denial> denial) {
        return ((Denial.OverQuota) denial.orElseThrow()).violations();
    }
}
