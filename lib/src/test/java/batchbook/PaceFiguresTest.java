package batchbook;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.PaceFigures.Figure;
import batchbook.PaceFigures.Scene;
import batchbook.journal.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of docs/benchmarks.md hold, in virtual time, so that they are the same on every machine. */
class PaceFiguresTest {
    static final List<Scene> SCENES = PaceFigures.SCENES;

    @ParameterizedTest
    @FieldSource("SCENES")
    void nobodySaysTheLimitAndTheBatchComesNearTheIdeal(Scene scene) {
        int seeds = scene.prompts() > 1_000 ? 3 : 9;
        List<Figure> figures = IntStream.rangeClosed(1, seeds)
                .mapToObj(seed -> PaceFigures.measure(scene, seed))
                .sorted(Comparator.comparingDouble(Figure::share))
                .toList();

        assertThat(figures.get(seeds / 2).share())
                .as("median share of the ideal time")
                .isGreaterThan(scene.leastShare());
        for (Figure figure : figures) {
            assertThat(figure.answered()).as("nothing is lost").isEqualTo(scene.prompts());
            assertThat(figure.share()).isGreaterThan(scene.leastShare() - 0.02);
            assertThat(figure.refusedPerPrompt()).isLessThanOrEqualTo(scene.mostRefusedPerPrompt());
            assertThat(figure.mostOver()).as("over the limit of tokens").isLessThanOrEqualTo(0.02);
            assertThat(figure.worstEta()).as("error of the estimated time").isLessThanOrEqualTo(0.15);
        }
    }

    /** As after a stop: 40 of 100 rows are there, 10 requests a minute, and the rest is asked by another run. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theEstimateIsRightAfterAResumeToo(boolean limitKnown) {
        VirtualServer server = new VirtualServer(1);
        server.perMinute = 10;
        Batch plan = Batch.of(new PaceFigures.Asked());
        Scene scene = new Scene("10 a minute", 100, s -> {}, 0, 0);
        List<Prompt> prompts = PaceFigures.prompts(scene, 1);
        Run whole = PaceFigures.run(plan, prompts, server, 1, Progress.none());
        if (!limitKnown) {
            plan = Batch.of(new PaceFigures.Asked());
        }
        VirtualServer later = new VirtualServer(2);
        later.perMinute = 10;
        List<Snapshot> snapshots = new ArrayList<>();
        List<Session> earlier = List.of(new Session(VirtualWorkers.START, VirtualWorkers.START.plusSeconds(185)));
        List<Optional<Result>> known = new ArrayList<>(Collections.nCopies(100, Optional.empty()));
        for (int index = 0; index < 40; index++) {
            known.set(index, Optional.of(whole.get(index).resumedAs(index, prompts.get(index))));
        }
        ListResults.Earlier forty = new ListResults.Earlier(known, index -> Optional.empty(), List.of(), earlier);
        ListResults results = new ListResults(prompts, forty, result -> {});
        Run rest = Loops.of(plan, results, snapshots::add, later.workers(), new SplittableRandom(2))
                .run();

        assertThat(rest.answered()).hasSize(100);
        // From 20 % of what was left: 12 of 60 rows.
        assertThat(PaceFigures.worstEta(
                        snapshots.stream()
                                .filter(snapshot -> snapshot.done() >= 52)
                                .toList(),
                        rest.took()))
                .isLessThanOrEqualTo(0.15);
        assertThat(snapshots.stream().filter(snapshot -> snapshot.done() >= 52)).hasSizeGreaterThan(500);
    }
}
