package batchbook.view;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Snapshot;
import batchbook.Snapshots;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DashboardTest {
    /** What a reader sees of it. */
    private static String read(Snapshot snapshot) {
        return Dashboard.html(snapshot)
                .replaceAll("<[^>]*>", " ")
                .replace("&nbsp;", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static Snapshot atTheStart() {
        Snapshots start = new Snapshots();
        start.active = 5;
        start.queued = 995;
        return start.snapshot();
    }

    private static Snapshot underWay(Optional<String> stopping) {
        Snapshots now = new Snapshots();
        now.answered = 400;
        now.failed = 12;
        now.answeredAfterRetry = 30;
        now.active = 4;
        now.waiting = 3;
        now.queued = 581;
        now.elapsed = Duration.ofSeconds(61);
        now.remaining = Optional.of(Duration.ofSeconds(87));
        now.stopped = stopping;
        return now.snapshot();
    }

    private static Snapshot over(int answered, int failed, int notRun, String stopped) {
        Snapshots end = new Snapshots();
        end.workers = 1;
        end.total = answered + failed + notRun;
        end.answered = answered;
        end.failed = failed;
        end.notRun = notRun;
        end.elapsed = Duration.ofMillis(2_500);
        end.over = true;
        end.stopped = Optional.of(stopped).filter(why -> !why.isEmpty());
        return end.snapshot();
    }

    @Test
    void atTheStartItSaysWhatIsAskedAndHowMuch() {
        assertThat(read(atTheStart()))
                .isEqualTo("Asking gemini, 0 of 1,000 prompts 0 ms 0 ok 0 failed 5 active of 5 workers 995 queued");
        assertThat(Dashboard.text(atTheStart())).isEqualTo("0/1,000  ok 0  failed 0  0 ms");
    }

    @Test
    void underWayItCountsRetriesAndEstimatesTheTimeToGo() {
        assertThat(read(underWay(Optional.empty())))
                .isEqualTo("Asking gemini, 412 of 1,000 prompts 1 min 01 s, about 1 min 27 s to go"
                        + " 400 ok ( 30 after a retry) 12 failed 4 active of 5 workers"
                        + " 3 waiting to try again 581 queued");
        assertThat(Dashboard.html(underWay(Optional.empty())))
                .contains("width:37.000%;background:" + Look.ANSWERED_CSS)
                .contains("width:3.000%;background:" + Look.RETRIED_CSS)
                .contains("width:1.200%;background:" + Look.FAILED_CSS);
    }

    @Test
    void itSaysAtOnceWhyARunIsEnding() {
        assertThat(read(underWay(Optional.of("wrong key"))))
                .startsWith("Asking")
                .endsWith("wrong key");
    }

    @Test
    void atTheEndOnlyTheResultIsLeft() {
        assertThat(read(over(23, 1, 0, "")))
                .isEqualTo("Done: gemini, 24 of 24 prompts, 1 worker 2.50 s 23 ok 1 failed");
        assertThat(read(over(1, 0, 0, ""))).contains("1 of 1 prompt,");
        assertThat(Dashboard.text(over(23, 1, 0, ""))).isEqualTo("24/24  ok 23  failed 1  2.50 s");
    }

    @Test
    void aRunThatWasStoppedSaysHowFarItCameAndWhy() {
        assertThat(read(over(3, 1, 6, "wrong key")))
                .isEqualTo("Stopped: gemini, 4 of 10 prompts, 1 worker 2.50 s 3 ok 1 failed 6 not run wrong key");
        assertThat(Dashboard.text(over(3, 1, 6, "wrong key")))
                .isEqualTo("4/10  ok 3  failed 1  2.50 s  STOPPED: wrong key");
    }

    @Test
    void anEmptyRunIsDone() {
        assertThat(read(over(0, 0, 0, ""))).startsWith("Done: gemini, 0 of 0 prompts");
    }
}
