package batchbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The words of a status. */
class SnapshotTest {
    private final Snapshots now = new Snapshots();

    private String pace(long sent, OptionalLong perMinute) {
        now.tempo = new Snapshot.Tempo(sent, perMinute, perMinute.isPresent(), Optional.empty(), 1);
        return now.snapshot().paceWords();
    }

    private Optional<String> cost(double soFar, double projected) {
        now.spending = Optional.of(new Snapshot.Spending(soFar, projected));
        return now.snapshot().costWords();
    }

    @Test
    void thePaceIsToldBesideTheLimit() {
        assertThat(pace(1, OptionalLong.empty())).isEqualTo("1 request in the last minute");
        assertThat(pace(8, OptionalLong.of(10))).isEqualTo("8 of 10 requests in the last minute");
        assertThat(pace(0, OptionalLong.of(1))).isEqualTo("0 of 1 request in the last minute");
        assertThat(pace(41, OptionalLong.of(10)))
                .isEqualTo("41 requests in the last minute, refused ones included; the limit is 10");
    }

    @Test
    void theCostIsToldWithItsProjectionUntilTheEnd() {
        assertThat(now.snapshot().costWords()).isEmpty();
        assertThat(cost(0, 0)).contains("$0.00 so far");
        assertThat(cost(0.25, 0.5)).contains("$0.25 so far, about $0.50 in all");
        now.over = true;
        assertThat(cost(0.5, 0.5)).contains("$0.50");
    }

    @Test
    void ofARunThatWasResumedTheCostIsThatOfThisPart() {
        now.resumed = 12;
        assertThat(cost(0.25, 0.5)).contains("$0.25 so far, about $0.50 in this part");
        now.over = true;
        assertThat(cost(0.5, 0.5)).contains("$0.50 in this part");
    }

    @Test
    void theLastChangeOfThePaceIsToldWithItsAgeAndNoClockTime() {
        now.now = Instant.EPOCH.plusMillis(39_500);
        assertThat(now.snapshot().changeWords()).isEmpty();
        assertThat(changed(Reason.ALL_GOES_WELL, "all goes well: up to 10 at once"))
                .contains("more at once, as all goes well");
        assertThat(changed(Reason.LIMIT_LEARNED, "limit named by the server: 10 requests a minute"))
                .contains("40 s ago: limit named by the server: 10 requests a minute");
    }

    private Optional<String> changed(Reason reason, String why) {
        Change change = new Change(Instant.EPOCH, 10, OptionalLong.empty(), reason, why);
        now.tempo = new Snapshot.Tempo(1, OptionalLong.empty(), true, Optional.of(change), 1);
        return now.snapshot().changeWords();
    }

    @Test
    void onASimulatorAWaitIsToldInSimulatedTimeAlone() {
        now.hold = Optional.of(new Snapshot.Hold("10 requests a minute", Optional.of(now.now.plusSeconds(72))));
        now.tempo = new Snapshot.Tempo(1, OptionalLong.empty(), true, Optional.empty(), 60);

        assertThat(now.snapshot().holdWords())
                .contains("10 requests a minute; next request in 1 min 12 s of simulated time");
    }

    private String ended(int answered, int failed, int notRun) {
        now.total = answered + failed + notRun;
        now.answered = answered;
        now.failed = failed;
        now.notRun = notRun;
        now.over = true;
        return now.snapshot().headWords();
    }

    @Test
    void theHeadlineSaysAtOnceWhetherItWentWell() {
        assertThat(now.snapshot().headWords()).isEqualTo("Asking: 0 of 1000 prompts");
        assertThat(ended(0, 0, 0)).isEqualTo("Done: 0 of 0 prompts");
        assertThat(ended(1, 0, 0)).isEqualTo("Done: 1 of 1 prompt");
        assertThat(ended(27, 3, 0)).isEqualTo("Done, 3 of 30 prompts failed");
        assertThat(ended(0, 30, 0)).isEqualTo("Failed: 30 of 30 prompts");
        assertThat(ended(0, 1, 2)).isEqualTo("Failed: 1 of 3 prompts, 2 not run");
        assertThat(ended(3, 1, 6)).isEqualTo("Stopped: 3 of 10 prompts answered, 1 failed, 6 not run");
        assertThat(ended(0, 0, 10)).isEqualTo("Stopped: 0 of 10 prompts answered, 10 not run");
    }

    private String trouble(Map<ErrorKind, Integer> failures, int refused) {
        now.trouble = new Snapshot.Trouble(failures, Optional.empty(), refused);
        return now.snapshot().troubleWords();
    }

    @Test
    void whatWentWrongIsToldByKindTheMostFrequentFirst() {
        assertThat(trouble(Map.of(), 0)).isEmpty();
        assertThat(trouble(Map.of(ErrorKind.BLOCKED, 1, ErrorKind.TIMEOUT, 2, ErrorKind.EMPTY, 1), 0))
                .isEqualTo("4 failed: 2 TIMEOUT, 1 BLOCKED, 1 EMPTY");
        assertThat(trouble(Map.of(), 12)).isEqualTo("12 refused (429), sent again");
        assertThat(trouble(Map.of(ErrorKind.TIMEOUT, 1), 12))
                .isEqualTo("1 failed: 1 TIMEOUT · 12 refused (429), sent again");
        assertThat(trouble(Map.of(ErrorKind.QUOTA_EXHAUSTED, 1), 2))
                .isEqualTo("1 failed: 1 QUOTA_EXHAUSTED · 2 refused (429)");
        now.stopped = Optional.of("the quota of the day");
        assertThat(trouble(Map.of(), 12)).isEqualTo("12 refused (429)");
    }

    @Test
    void aWaitSaysWhyUntilWhenAndForHowLong() {
        now.now = Instant.parse("2026-11-25T14:03:10Z");
        now.hold = Optional.of(new Snapshot.Hold("10 requests a minute", Optional.of(now.now.plusSeconds(72))));

        assertThat(now.snapshot().holdWords())
                .contains("10 requests a minute; next request at " + Format.time(now.now.plusSeconds(72))
                        + " (in 1 min 12 s)");
    }

    @Test
    void waitsAreToldTheLongestFirstAndNotBelowAHundredth() {
        Map<String, Duration> waits = new LinkedHashMap<>();
        waits.put("blink", Duration.ofMillis(999));
        waits.put("short", Duration.ofSeconds(1));
        waits.put("long", Duration.ofSeconds(50));
        now.waits = waits;
        now.elapsed = Duration.ofSeconds(100);

        assertThat(now.snapshot().waitWords()).contains("50.0 s (long), 1.00 s (short)");
        assertThat(now.snapshot().waits()).containsOnlyKeys("long", "short", "blink");
        now.waits = Map.of("nothing", Duration.ZERO);
        now.elapsed = Duration.ZERO;
        assertThat(now.snapshot().waitWords()).isEmpty();
    }

    @Test
    void asTextItIsTheStatusInOneLine() {
        now.total = 40;
        now.answered = 20;
        now.failed = 2;
        now.waiting = 3;
        now.active = 1;
        now.queued = 14;
        now.elapsed = Duration.ofSeconds(72);
        now.remaining = Optional.of(Duration.ofSeconds(58));
        now.tempo = new Snapshot.Tempo(8, OptionalLong.of(10), true, Optional.empty(), 60);
        assertThat(now.snapshot())
                .hasToString("22/40  ok 20  failed 2  retrying 3  active 1  queued 14  1 min 12 s, about 58 s to go"
                        + " (simulated time, 60x)  8 of 10 requests in the last minute");
        now.over = true;
        now.notRun = 18;
        now.remaining = Optional.empty();
        now.stopped = Optional.of("wrong key");
        assertThat(now.snapshot())
                .hasToString(
                        "22/40  ok 20  failed 2  not run 18  1 min 12 s (simulated time, 60x)  STOPPED: wrong key");
    }
}
