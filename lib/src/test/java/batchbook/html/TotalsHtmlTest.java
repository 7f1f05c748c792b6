package batchbook.html;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.Progress;
import batchbook.Snapshots;
import batchbook.Totals;
import java.util.List;
import org.junit.jupiter.api.Test;

class TotalsHtmlTest {
    private static Totals totals(Batch plan) {
        return plan.workers(1).progress(Progress.none()).stream(List.of("a", "bad", "c", "d"), row -> {});
    }

    private static Batch plan() {
        return Batch.of(new RunHtmlTest.Priced(prompt -> {
            if (prompt.text().equals("bad")) {
                throw ModelException.of(ErrorKind.BLOCKED, "<b>a filter</b>");
            }
            return batchbook.Reply.of("ok");
        }));
    }

    @Test
    void whatCameOfAStreamIsToldInFigures() {
        String html = TotalsHtml.of(totals(plan()));

        assertThat(Pages.read(html))
                .contains("Done, 1 of 4 prompts failed")
                .contains("75 % answered")
                .contains("1 failed: 1 BLOCKED")
                .contains("1 row BLOCKED, the first: <b>a filter</b>");
        assertThat(html).doesNotContain("<b>a filter");
        assertThat(Pages.read(TotalsHtml.rest(totals(plan())))).contains("Figures above", "1 row BLOCKED");
    }

    @Test
    void anEarlyEndIsTold() {
        assertThat(Pages.read(TotalsHtml.of(totals(plan().maxRequests(2)))))
                .contains("Stopped: 1 of 4 prompts answered, 1 failed, 2 not run")
                .contains("Not finished: ");
    }

    @Test
    void ofALengthThatNobodyKnowsThereIsNoShare() {
        Snapshots now = new Snapshots();
        now.total = 1_240;
        now.totalKnown = false;
        now.answered = 1_234;

        assertThat(Pages.read(SnapshotHtml.of(now.snapshot())))
                .contains("Asking: 1234 prompts done")
                .doesNotContain("of 1240", "to go");
        assertThat(now.snapshot().toString()).startsWith("1234 done  ok 1234");
    }
}
