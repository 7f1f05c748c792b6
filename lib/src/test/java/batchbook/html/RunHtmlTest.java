package batchbook.html;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.Format;
import batchbook.Model;
import batchbook.ModelException;
import batchbook.Price;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Result;
import batchbook.Retry;
import batchbook.Run;
import batchbook.SampleRuns;
import batchbook.Usage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

public class RunHtmlTest {
    /** A model with a price: ten tokens in and a hundred out are 0.00101 dollars. */
    public static final class Priced implements Model {
        private final Function<Prompt, Reply> answer;

        public Priced(Function<Prompt, Reply> answer) {
            this.answer = answer;
        }

        public Priced() {
            this(prompt -> new Reply("ok", new Usage(10, 60, 40, 0), "STOP", "flash"));
        }

        @Override
        public Reply ask(Prompt prompt) {
            return answer.apply(prompt);
        }

        @Override
        public Optional<Price> price() {
            return Optional.of(Price.perMillion(1, 10));
        }
    }

    /** What a reader sees of it whose page drops styles. */
    private static String read(Run run) {
        return Pages.read(RunHtml.of(run));
    }

    @Test
    void theCostIsAFigureWhenThePriceIsKnown() {
        assertThat(read(SampleRuns.of(SampleRuns.prompts(20), 4, new Priced())))
                .contains(" · $0.020 cost ($1.01 per 1000 answers)");
        assertThat(read(SampleRuns.flaky(20, 4))).doesNotContain("cost", "$");
    }

    @Test
    void aCostOfNothingHasNoMean() {
        Run run = SampleRuns.of(SampleRuns.prompts(2), 1, new Priced(prompt -> {
            throw ModelException.of(ErrorKind.BLOCKED, "no");
        }));

        assertThat(read(run)).contains("$0.00 cost").doesNotContain("per 1000");
    }

    @Test
    void timesOfASimulatorAreLabelled() {
        assertThat(read(SampleRuns.simulated(60, 2_000)))
                .startsWith("Done: 1 of 1 prompt · 2.00 s (simulated time, 60x) █");
        assertThat(read(SampleRuns.lasting(2_000))).startsWith("Done: 1 of 1 prompt · 2.00 s █");
    }

    @Test
    void whatItWaitedForAndWhatDecidedIsTold() {
        Run run = SampleRuns.freeTier(40);

        assertThat(read(run))
                .contains(
                        "waited " + Format.duration(run.waits().get("10 requests a minute")) + ": 10 requests a minute")
                .contains("What to do – The limit of 10 requests a minute decided how long this took");
    }

    @Test
    void rowsThatWereNotAskedAreTold() {
        assertThat(read(SampleRuns.resumed())).containsPattern("\\d+ rows done earlier");
        assertThat(read(SampleRuns.deduplicated())).contains("57 rows with the outcome of an equal prompt");
    }

    @Test
    void aRunThatWentWellSaysNoMoreThanItsFigures() {
        assertThat(read(SampleRuns.lasting(100, 200, 300)))
                .doesNotContain("What to do", "waited", "Not finished", "earlier", "equal prompt");
    }

    @Test
    void whyItEndedGoesBeforeWhatToDo() {
        Run run = SampleRuns.of(SampleRuns.prompts(5), 1, prompt -> {
            throw ModelException.of(ErrorKind.QUOTA_EXHAUSTED, "used up");
        });

        assertThat(read(run))
                .contains("Not finished: used up What to do – 1 row QUOTA_EXHAUSTED: when the quota starts again")
                .contains("– 4 rows were not run: run.resume() asks them");
    }

    @Test
    void itBeginsWithHowItWentAndHowItWasRun() {
        assertThat(read(SampleRuns.flaky(60, 5)))
                .startsWith("Done, 1 of 60 prompts failed · ")
                .contains(" model · 5 workers 98.3 % answered (3 after a retry) · ", " prompts a second (")
                .contains(" ● 1 failed: 1 BLOCKED · last: row 4, BLOCKED: <b>no</b> ");
        assertThat(read(SampleRuns.freeTier(30)))
                .contains(" model · at most 10 at once ", " prompts a minute (", " 1 refused (429), sent again ");
    }

    @Test
    void aRunThatFailedIsNoSuccessAtFirstGlance() {
        Run run = SampleRuns.refused(30, 5);

        assertThat(read(run))
                .startsWith("✘ Failed: 30 of 30 prompts · ")
                .contains("✘".repeat(40) + " model · 5 workers 0 % answered · ", "30 failed: 30 BLOCKED · last: row ")
                .doesNotContain("needed a retry");
        assertThat(RunHtml.of(run)).startsWith(SnapshotHtml.FRAME).contains("<b style=\"color:" + Palette.FAILED);
        assertThat(RunHtml.of(SampleRuns.lasting(10))).doesNotContain(Palette.FAILED);
    }

    @Test
    void theLastFailureIsThatWhichCameLast() {
        Run run = SampleRuns.refused(30, 5);
        Result last = run.failed().stream()
                .max(Comparator.comparing(row -> row.attempts().get(0).finished()))
                .orElseThrow();

        assertThat(read(run)).contains("last: row " + last.index() + ", BLOCKED: refused");
    }

    @Test
    void besideItsDisplayOnlyTheRestIsTold() {
        String rest = Pages.read(RunHtml.rest(SampleRuns.flaky(60, 5)));

        assertThat(rest)
                .startsWith("Figures above. More: ")
                .contains("What to do – 1 row BLOCKED")
                .doesNotContain("answered", "latency", "%");
        assertThat(Pages.read(RunHtml.rest(SampleRuns.deduplicated())))
                .contains("57 rows with the outcome of an equal prompt");
    }

    @Test
    void aRunThatGoesOnIsNoBadNews() {
        List<Run> looks = new ArrayList<>();
        Batch.of(new Priced()).progress(snapshot -> looks.add(Batch.last())).run(List.of("a", "b"));

        assertThat(read(looks.get(0)))
                .startsWith("0 of 2 prompts so far · ")
                .contains("Still running: this is what has come so far.");
        assertThat(RunHtml.of(looks.get(0))).doesNotContain("Not finished", Palette.FAILED, "What to do");
    }

    @Test
    void ofManyKindsOfFailureTheMostFrequentAreTold() {
        ErrorKind[] kinds = ErrorKind.values();
        Run run = Batch.of((Model) prompt -> {
                    throw ModelException.of(kinds[Integer.parseInt(prompt.id())], "m");
                })
                .retry(Retry.none())
                .progress(Progress.none())
                .workers(1)
                .run(List.of(0, 2, 3, 4, 5, 6, 7, 8, 11, 12).stream()
                        .map(kind -> Prompt.of(kind.toString(), "prompt " + kind))
                        .toList());

        assertThat(run.advice()).hasSizeGreaterThan(6);
        assertThat(read(run))
                .endsWith("more: run.explain()")
                .contains(run.advice().get(5).substring(0, 12));
    }
}
