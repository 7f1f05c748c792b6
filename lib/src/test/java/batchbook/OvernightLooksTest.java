package batchbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import batchbook.html.NightHtml;
import batchbook.html.RunHtml;
import batchbook.night.NightStatus;
import batchbook.view.Charts;
import batchbook.view.Tables;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is shown of batches that can wait, and of runs whose rows came with jobs. */
@Timeout(120)
class OvernightLooksTest {
    @TempDir
    Path directory;

    private NightWorld world;

    @BeforeEach
    void begin() {
        world = new NightWorld(directory.resolve("reviews.jsonl"));
    }

    @Test
    void chartsAndFiguresOfARunFromJobsTellNoLatency() {
        Run run = world.plan().overnight(NightWorld.prompts(30)).await();

        assertThat(Charts.all(run)).isNotEmpty();
        assertThat(Charts.timeline(run).getTitle()).isNotEmpty();
        assertThat(Charts.distribution(run).getTitle()).isNotEmpty();
        assertThat(Charts.rate(run).getTitle()).isNotEmpty();
        assertThat(Charts.inFlight(run).getTitle()).isNotEmpty();
        assertThat(RunHtml.of(run)).contains("in jobs").doesNotContain("median latency");
        assertThat(run.toString()).contains("in jobs").doesNotContain("latency");
        assertThat(run.explain()).contains("which tell no times of single requests");
        assertThat(Tables.of(run).doubleColumn("latency_ms").countMissing()).isEqualTo(30);
        assertThat(Tables.attempts(run).intColumn("lane").unique().asList()).containsExactly(-1);
    }

    @Test
    void aRunThatIsTakenBeforeAnythingIsThereTellsNoTimes() {
        Run early = world.plan().overnight(NightWorld.prompts(30)).collect();

        assertThat(early.answered()).isEmpty();
        assertThat(early.label()).isEqualTo("in jobs");
        assertThat(RunHtml.of(early)).doesNotContain("median latency", "under way on average", "at most 0");
        assertThat(early.toString()).contains("in jobs").doesNotContain("at most 0", "latency");
    }

    @Test
    void aRunThatIsHalfFromJobsHasTheLatenciesOfItsLiveRows() {
        world.plan().overnight(NightWorld.prompts(20)).await();
        Run run = world.plan().run(NightWorld.prompts(25));

        assertThat(run.metrics().mostInFlight()).isPositive();
        assertThat(Charts.all(run)).isNotEmpty();
        assertThat(Tables.of(run).doubleColumn("latency_ms").countMissing()).isEqualTo(20);
        assertThat(run.toString()).contains("under way at most").doesNotContain("average");
        assertThat(RunHtml.of(run)).contains("under way at most").doesNotContain("average");
    }

    @Test
    void aCellShowsTheJobsAndWhatToDoNext() {
        world.jobs.limits = new batchbook.job.JobLimits(
                700,
                10_000,
                java.util.OptionalLong.empty(),
                2,
                0.5,
                Duration.ofHours(24),
                Duration.ofHours(48),
                Duration.ofMinutes(5));
        Overnight night = world.plan().overnight(NightWorld.prompts(60));
        assertThat(night.toString()).contains("submitted just now").doesNotContain("0 ms");
        world.pass(Duration.ofMinutes(20));
        night.collect();

        String html = NightHtml.of(night.status());
        assertThat(html)
                .contains("Overnight: 0 of 60 prompts answered")
                .contains("batches/0")
                .contains("RUNNING")
                .contains("20 min")
                .contains("not submitted yet")
                .contains("<b>Next</b> await() waits for it")
                .as("a parser would put a body into a table, and the safe exporter show its tags")
                .doesNotContain("<table");
    }

    @Test
    void whatAProviderSaysIsEscaped() {
        NightStatus status = new NightStatus(
                "<b>model</b>",
                "j.jsonl",
                NightWorld.START,
                1,
                0,
                0,
                1,
                0,
                0,
                List.of(new NightStatus.Job(
                        "batches/<i>", "<u>", 1, 0, NightWorld.START, false, List.of("<script>alert(1)</script>"))),
                List.of("<img>"),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                "wait");
        assertThat(NightHtml.of(status)).doesNotContain("<script>", "<img>", "<i>", "<u>", "<b>model");
    }

    @Test
    void theWaitingIsToldWhoeverWatches() {
        List<String> told = new ArrayList<>();
        Run run = world.plan()
                .progress(snapshot -> told.add(snapshot.headWords()))
                .overnight(NightWorld.prompts(10))
                .await();

        assertThat(run.answered()).hasSize(10);
        assertThat(told).contains("Asking: 0 of 10 prompts", "Done: 10 of 10 prompts");
    }

    /** Prints only while the thread that waits for the jobs waits for that, too, or is gone. */
    private static final class SlowPrinter extends PrintStream {
        private final List<String> printed = Collections.synchronizedList(new ArrayList<>());
        private final AtomicReference<Thread> whoAwaits;

        SlowPrinter(AtomicReference<Thread> whoAwaits) {
            super(OutputStream.nullOutputStream(), true, UTF_8);
            this.whoAwaits = whoAwaits;
        }

        @Override
        public void println(String line) {
            while (whoAwaits.get().getState() == Thread.State.RUNNABLE) {
                Thread.onSpinWait();
            }
            printed.add(line);
        }
    }

    @Test
    void theLastStateIsShownBeforeTheWaitingEnds() throws InterruptedException {
        AtomicReference<Thread> waiting = new AtomicReference<>(Thread.currentThread());
        SlowPrinter slow = new SlowPrinter(waiting);
        Overnight night = Batch.of(world).journal(world.journal).overnight(NightWorld.prompts(10));
        AtomicReference<List<String>> seen = new AtomicReference<>(List.of());
        waiting.set(new Thread(() -> {
            night.await();
            seen.set(List.copyOf(slow.printed));
        }));

        PrintStream before = System.out;
        System.setOut(slow);
        try {
            waiting.get().start();
            waiting.get().join();
        } finally {
            System.setOut(before);
        }
        assertThat(seen.get()).last(STRING).isEqualTo("Overnight: 10 of 10 prompts answered");
    }

    @Test
    void thePreviewHasBothPricesAndTimesSideBySide() {
        Preview preview = world.plan().preview(NightWorld.prompts(100));

        assertThat(preview.overnightCost().orElseThrow())
                .isEqualTo(preview.cost().orElseThrow() / 2);
        assertThat(preview.toString().lines().toList())
                .anyMatch(line -> line.matches(" +run\\(prompts\\) +overnight\\(prompts\\)"))
                .anyMatch(line ->
                        line.matches("  cost    about \\$\\S+, at most \\$\\S+ +about \\$\\S+, at most \\$\\S+"))
                .anyMatch(line -> line.contains("mostly within 24 hours, given up after 48 hours"));
    }
}
