package batchbook.view;

import batchbook.Reply;
import batchbook.Run;
import java.util.Optional;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/**
 * The bridge to the notebook: makes runs, tables and charts show themselves in a cell.
 *
 * <p>It installs itself the first time a batch runs or a table or chart is made, on JJava and on IJava. Call {@link
 * #install()} yourself only to show Tablesaw tables and XChart charts before that.
 */
public final class Notebook {
    private static final Optional<String> KERNEL = register();

    private Notebook() {}

    /**
     * Makes a {@link Run}, a {@link Reply}, a Tablesaw {@link Table} and an XChart chart show as HTML or picture when
     * they are a cell's last expression. Doing it twice changes nothing; outside a kernel it does nothing.
     *
     * @return the kernel's name, {@code JJava} or {@code IJava}; empty outside a kernel
     */
    public static Optional<String> install() {
        return KERNEL;
    }

    /**
     * Prints whether an exercise is solved: a tick, or a cross and the hint. It does not throw, so a notebook whose
     * exercises are still open runs to its end.
     */
    public static void check(boolean right, String hint) {
        System.out.println(right ? "✔ right" : "✘ not yet: " + hint);
    }

    private static Optional<String> register() {
        Optional<Kernel> running = Kernel.running();
        running.ifPresent(kernel -> {
            kernel.render(Run.class, run -> Rendering.html(RunHtml.of(run), run.toString()));
            kernel.render(Reply.class, reply -> Rendering.html(RunHtml.of(reply), reply.text()));
            kernel.render(Table.class, table -> Rendering.html(TableHtml.of(table), table.shape()));
            kernel.render(Chart.class, ChartImage::of);
        });
        return running.map(Kernel::name);
    }
}
