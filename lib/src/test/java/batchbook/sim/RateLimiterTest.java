package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private static final String FLASH = "gemini-3.8-flash";
    private Duration now = Duration.ZERO;

    @Test
    void withoutQuotasEverythingComesIn() {
        RateLimiter limiter = new RateLimiter(Quotas.none());

        for (int i = 0; i < 5000; i++) {
            assertThat(enter(limiter, 1000)).isEmpty();
        }
        assertThat(limiter.mostInAnyMinute()).isEqualTo(5000);
        assertThat(limiter.mostTokensInAnyMinute()).isEqualTo(5_000_000);
    }

    @Test
    void everyBrokenQuotaIsNamedAndTheLongestDelayCounts() {
        RateLimiter limiter =
                new RateLimiter(Quotas.none().perMinute(2).tokensPerMinute(100).perDay(50));
        enter(limiter, 60);
        at(20);
        enter(limiter, 40);
        at(25);

        assertThat(violations(enter(limiter, 70)))
                .containsExactly(
                        new LimitExceeded.Violation(QuotaKind.REQUESTS_PER_MINUTE, 2, Duration.ofSeconds(35)),
                        new LimitExceeded.Violation(QuotaKind.TOKENS_PER_MINUTE, 100, Duration.ofSeconds(55)));
        assertThat(((LimitExceeded.OverQuota) enter(limiter, 70).orElseThrow()).delay())
                .isEqualTo(Duration.ofSeconds(55));
    }

    @Test
    void eachModelHasQuotasOfItsOwnAndAnAliasSharesThem() {
        RateLimiter limiter = new RateLimiter(Quotas.none().perMinute(1));

        assertThat(limiter.enter(now, "gemini-flash-latest", 1)).isEmpty();
        assertThat(limiter.enter(now, "gemini-2.5-flash", 1)).isEmpty();
        assertThat(limiter.enter(now, FLASH, 1)).isPresent();
    }

    @Test
    void liteModelsHaveOtherQuotasWhereTheScenarioSaysSo() {
        RateLimiter limiter = new RateLimiter(Scenario.freeTier().quotas());

        for (int i = 0; i < 15; i++) {
            assertThat(limiter.enter(now, "gemini-flash-lite-latest", 1)).isEmpty();
            assertThat(limiter.enter(now, FLASH, 1).isPresent()).isEqualTo(i >= 5);
        }
        assertThat(violations(limiter.enter(now, "gemini-3.5-flash-lite", 1)))
                .containsExactly(new LimitExceeded.Violation(QuotaKind.REQUESTS_PER_MINUTE, 15, Duration.ofMinutes(1)));
    }

    @Test
    void aLimitMayRiseAndFallInTheCourseOfTime() {
        RateLimiter limiter = new RateLimiter(
                Quotas.none().perMinute(2).perMinute(4, Duration.ofSeconds(30)).perMinute(1, Duration.ofMinutes(10)));
        assertThat(List.of(enter(limiter, 1), enter(limiter, 1))).containsOnly(Optional.empty());
        assertThat(enter(limiter, 1)).isPresent();

        at(30);
        assertThat(List.of(enter(limiter, 1), enter(limiter, 1))).containsOnly(Optional.empty());
        assertThat(violations(enter(limiter, 1)))
                .containsExactly(new LimitExceeded.Violation(QuotaKind.REQUESTS_PER_MINUTE, 4, Duration.ofSeconds(30)));

        at(599);
        assertThat(List.of(enter(limiter, 1), enter(limiter, 1))).containsOnly(Optional.empty());
        at(600);
        assertThat(violations(enter(limiter, 1)))
                .containsExactly(new LimitExceeded.Violation(QuotaKind.REQUESTS_PER_MINUTE, 1, Duration.ofSeconds(59)));
        at(659);
        assertThat(enter(limiter, 1)).isEmpty();
    }

    @Test
    void aLimitMayBeginLateAndFixedMinutesChangeToo() {
        RateLimiter limiter = new RateLimiter(
                Quotas.none().perMinute(1, Duration.ofMinutes(1)).fixedMinutes(Duration.ZERO));
        for (int i = 0; i < 100; i++) {
            assertThat(enter(limiter, 1)).isEmpty();
        }

        at(60);
        assertThat(enter(limiter, 1)).isEmpty();
        assertThat(enter(limiter, 1)).isPresent();
    }

    @Test
    void othersOnTheSameKeyTakeTheirPlacesEvenly() {
        RateLimiter limiter =
                new RateLimiter(Quotas.none().perMinute(10).others(6).others(0, Duration.ofMinutes(3)));
        at(59);
        for (int i = 0; i < 4; i++) {
            assertThat(enter(limiter, 1)).isEmpty();
        }
        assertThat(violations(enter(limiter, 1)))
                .as("six of the ten have gone to others, the first of them a minute ago in a second")
                .containsExactly(new LimitExceeded.Violation(QuotaKind.REQUESTS_PER_MINUTE, 10, Duration.ofSeconds(1)));

        at(240);
        for (int i = 0; i < 10; i++) {
            assertThat(enter(limiter, 1)).as("the others have gone").isEmpty();
        }
        assertThat(enter(limiter, 1)).isPresent();
    }

    @Test
    void othersUseUpTheDayAndAreRefusedLikeAnybody() {
        RateLimiter limiter =
                new RateLimiter(Quotas.none().perMinute(2).perDay(4).others(60).refusedCount(true));

        at(1);
        assertThat(violations(enter(limiter, 1)).get(0).quota()).isEqualTo(QuotaKind.REQUESTS_PER_MINUTE);
        RateLimiter day = new RateLimiter(Quotas.none().perDay(4).others(60));
        at(10);
        assertThat(violations(day.enter(now, FLASH, 1)))
                .extracting(LimitExceeded.Violation::quota)
                .containsExactly(QuotaKind.REQUESTS_PER_DAY);
    }

    @Test
    void aPromptLargerThanTheWholeLimitIsRefusedForEver() {
        RateLimiter limiter = new RateLimiter(Quotas.none().tokensPerMinute(100));
        for (int minute = 0; minute < 60; minute++) {
            at(60 * minute);
            assertThat(violations(enter(limiter, 101)).get(0).delay()).isPositive();
        }
        assertThat(enter(limiter, 100)).isEmpty();
    }

    @Test
    void refusedRequestsTakeNoPlace() {
        RateLimiter limiter = new RateLimiter(Quotas.none().perMinute(1));
        enter(limiter, 1);
        for (int second = 1; second < 60; second++) {
            at(second);
            assertThat(enter(limiter, 1)).isPresent();
        }

        at(60);
        assertThat(enter(limiter, 1)).isEmpty();
        assertThat(limiter.mostInAnyMinute()).isEqualTo(1);
    }

    @Test
    void refusedRequestsTakeAPlaceWhereTheyCount() {
        RateLimiter limiter = new RateLimiter(Quotas.none().perMinute(1).refusedCount(true));
        enter(limiter, 1);
        at(30);
        assertThat(violations(enter(limiter, 1)).get(0).delay()).isEqualTo(Duration.ofSeconds(30));

        at(60);
        assertThat(violations(enter(limiter, 1)).get(0).delay()).isEqualTo(Duration.ofSeconds(30));
        at(90);
        limiter.refuse(now, FLASH, 1);
        at(119);
        assertThat(enter(limiter, 1)).isPresent();
        at(300);
        assertThat(enter(limiter, 1)).isEmpty();
    }

    @Test
    void aDayNeverEndsThoughTheDelayNamedIsShort() {
        RateLimiter limiter = new RateLimiter(Quotas.none().perDay(1));
        enter(limiter, 1);
        at(100_000);

        LimitExceeded.Violation violation = violations(enter(limiter, 1)).get(0);

        assertThat(violation.quota()).isEqualTo(QuotaKind.REQUESTS_PER_DAY);
        assertThat(violation.delay()).isBetween(Duration.ofSeconds(36), Duration.ofSeconds(37));
    }

    @Test
    void aLimitOfZeroRefusesTheFirstRequestToo() {
        RateLimiter limiter =
                new RateLimiter(Quotas.none().perMinute(0).tokensPerMinute(0).perDay(0));

        assertThat(violations(enter(limiter, 0)))
                .extracting(LimitExceeded.Violation::quota)
                .containsExactly(QuotaKind.values());
        assertThat(new RateLimiter(Quotas.none().inFlight(0)).enter(now, FLASH, 1))
                .contains(new LimitExceeded.TooManyInFlight());
        assertThat(new RateLimiter(Quotas.none().spendLimit(0)).enter(now, FLASH, 1))
                .contains(new LimitExceeded.SpendingCap());
    }

    @Test
    void aPlaceInFlightIsFreeOnceAnAnswerLeaves() {
        RateLimiter limiter = new RateLimiter(Quotas.none().inFlight(2));
        enter(limiter, 1);
        enter(limiter, 1);
        assertThat(enter(limiter, 1)).contains(new LimitExceeded.TooManyInFlight());

        limiter.leave(FLASH, 0);

        assertThat(enter(limiter, 1)).isEmpty();
        assertThat(enter(limiter, 1)).contains(new LimitExceeded.TooManyInFlight());
    }

    @Test
    void moneyIsSpentByAnswersAndWhatIsUnderWayMayExceedTheLimit() {
        RateLimiter limiter = new RateLimiter(Quotas.none().spendLimit(0.01));
        enter(limiter, 1);
        enter(limiter, 1);
        limiter.leave(FLASH, 9_999_999);
        assertThat(limiter.enter(now, "gemini-2.5-pro", 1)).isEmpty();

        limiter.leave(FLASH, 1);

        assertThat(limiter.enter(now, "gemini-2.5-pro", 1)).contains(new LimitExceeded.SpendingCap());
    }

    @Test
    void theFullestMinuteIsFoundWhereverItBegins() {
        RateLimiter limiter =
                new RateLimiter(Quotas.none().fixedMinutes(Duration.ZERO).perMinute(10));
        for (int second : new int[] {5, 55, 56, 57, 61, 62, 118, 200}) {
            at(second);
            enter(limiter, second);
        }

        assertThat(limiter.mostInAnyMinute()).isEqualTo(6);
        assertThat(limiter.mostTokensInAnyMinute()).isEqualTo(55 + 56 + 57 + 61 + 62 + 5);
    }

    private void at(int second) {
        now = Duration.ofSeconds(second);
    }

    private Optional<LimitExceeded> enter(RateLimiter limiter, long tokens) {
        return limiter.enter(now, FLASH, tokens);
    }

    private static List<LimitExceeded.Violation> violations(Optional<LimitExceeded> exceeded) {
        return ((LimitExceeded.OverQuota) exceeded.orElseThrow()).violations();
    }
}
