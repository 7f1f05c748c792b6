package batchbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
    private final ModelException overloaded = ModelException.of(ErrorKind.OVERLOADED, "busy");

    private final SplittableRandom random = new SplittableRandom(11);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 20, 60})
    void waitsAreSpreadFromNothingToADoublingBound(int tries) {
        Retry retry = Retry.upTo(100);
        long bound = Math.min(60_000, 1_000L << Math.min(tries - 1, 20));

        long[] waits = new SplittableRandom(3)
                .longs(2_000)
                .map(seed -> retry.waitAfter(tries, Duration.ZERO, overloaded, new SplittableRandom(seed))
                        .orElseThrow()
                        .toMillis())
                .sorted()
                .toArray();

        assertThat(waits[0]).isLessThan(bound / 50 + 1);
        assertThat(waits[waits.length - 1]).isBetween(bound * 49 / 50, bound);
        assertThat(Arrays.stream(waits).average().orElseThrow()).isBetween(bound * 0.45, bound * 0.55);
    }

    @Test
    void theServersDelayIsTheLeastWait() {
        ModelException named = overloaded.retryAfter(Duration.ofMillis(38_270));
        assertThat(Retry.standard().waitAfter(1, Duration.ZERO, named, random).orElseThrow())
                .isBetween(Duration.ofMillis(38_270), Duration.ofMillis(39_270));
    }

    @Test
    void aDelayBeyondPatienceEndsTheRow() {
        ModelException tomorrow = overloaded.retryAfter(Duration.ofSeconds(65_205));
        assertThat(Retry.standard().waitAfter(1, Duration.ZERO, tomorrow, random))
                .isEmpty();
    }

    @Test
    void triesAreBounded() {
        assertThat(Retry.upTo(3).waitAfter(2, Duration.ZERO, overloaded, random))
                .isPresent();
        assertThat(Retry.upTo(3).waitAfter(3, Duration.ZERO, overloaded, random))
                .isEmpty();
        assertThat(Retry.none().waitAfter(1, Duration.ZERO, overloaded, random)).isEmpty();
    }

    @Test
    void aRefusalForALimitIsNoTryButOnlyPatienceBoundsIt() {
        ModelException refused = ModelException.of(ErrorKind.RATE_LIMITED, "slow down");
        assertThat(Retry.upTo(3).waitAfter(50, Duration.ofMinutes(14), refused, random))
                .isPresent();
        assertThat(Retry.upTo(3)
                        .waitAfter(1, Duration.ofMinutes(15), refused.retryAfter(Duration.ofSeconds(1)), random))
                .isEmpty();
        assertThat(Retry.none().waitAfter(0, Duration.ZERO, refused, random)).isEmpty();
        assertThat(Retry.standard().waitAfter(0, Duration.ZERO, refused.retryAfter(Duration.ofSeconds(38)), random))
                .contains(Duration.ofSeconds(38));
    }

    @Test
    void aRowThatHasWaitedLongEnoughIsGivenUp() {
        Retry retry = Retry.standard().patience(Duration.ofMinutes(1));
        assertThat(retry.waitAfter(1, Duration.ofSeconds(58), overloaded, random))
                .isPresent();
        assertThat(retry.waitAfter(1, Duration.ofSeconds(61), overloaded, random))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ErrorKind.class)
    void onlyWhatMayPassIsTriedAgain(ErrorKind kind) {
        boolean again = Retry.standard()
                .waitAfter(1, Duration.ZERO, ModelException.of(kind, "x"), random)
                .isPresent();
        assertThat(again)
                .isEqualTo(
                        switch (kind) {
                            case RATE_LIMITED, OVERLOADED, TIMEOUT, NETWORK, UNREADABLE, NOT_ACCEPTED -> true;
                            case QUOTA_EXHAUSTED, BLOCKED, TRUNCATED, EMPTY, BAD_REQUEST, AUTH, NOT_FOUND, UNEXPECTED ->
                                false;
                        });
    }

    @Test
    void ofAQuotaThatIsUsedUpOnlyOneOfTheDayMayPass() {
        ModelException day = exhausted(Limit.Window.DAY, 20);
        assertThat(Retry.standard().waitAfter(9, Duration.ZERO, day, random)).isPresent();
        assertThat(Retry.standard().waitAfter(0, Duration.ZERO, exhausted(Limit.Window.DAY, 0), random))
                .isEmpty();
        assertThat(Retry.standard().waitAfter(0, Duration.ZERO, exhausted(Limit.Window.MINUTE, 0), random))
                .isEmpty();
    }

    private static ModelException exhausted(Limit.Window window, long value) {
        return ModelException.of(ErrorKind.QUOTA_EXHAUSTED, "used up")
                .limits(List.of(
                        new Limit("id", "", OptionalLong.of(value), window, Limit.Counts.REQUESTS, Optional.empty())));
    }

    @Test
    void whatPassesByChanceOrCannotBeReadIsTriedThreeTimesAndNeverMoreThanSaid() {
        ModelException chance = ModelException.of(ErrorKind.EMPTY, "nothing").mayPass();
        ModelException unreadable = ModelException.of(ErrorKind.UNREADABLE, "?");
        for (ModelException problem : List.of(chance, unreadable)) {
            assertThat(Retry.standard().waitAfter(2, Duration.ZERO, problem, random))
                    .isPresent();
            assertThat(Retry.standard().waitAfter(3, Duration.ZERO, problem, random))
                    .isEmpty();
            assertThat(Retry.upTo(2).waitAfter(2, Duration.ZERO, problem, random))
                    .isEmpty();
            assertThat(Retry.none().waitAfter(1, Duration.ZERO, problem, random))
                    .isEmpty();
        }
    }

    @Test
    void badBoundsAreNamed() {
        assertThatThrownBy(() -> Retry.upTo(0))
                .hasMessageContaining("tries is 0")
                .hasMessageContaining("Retry.none()");
        assertThatThrownBy(() -> new Retry(3, Duration.ofSeconds(-1), Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("firstWait is PT-1S");
    }
}
