package batchbook.view;

import batchbook.Format;
import batchbook.Limits;
import batchbook.Metrics;
import batchbook.Preview;
import batchbook.Progress;
import batchbook.Reply;
import batchbook.Result;
import batchbook.Run;
import batchbook.Running;
import batchbook.Totals;
import batchbook.html.AnswerHtml;
import batchbook.html.Html;
import batchbook.html.Rendering;
import batchbook.html.RunHtml;
import batchbook.html.TableHtml;
import batchbook.html.TotalsHtml;
import batchbook.picture.ChartImage;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.knowm.xchart.internal.chartpart.Chart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tech.tablesaw.api.Table;

/**
 * The bridge to the notebook: makes runs, tables and charts show themselves in a cell.
 *
 * <p>It installs itself the first time a batch runs or a table or chart is made, on JJava and on IJava. Call {@link
 * #install()} yourself only to show Tablesaw tables and XChart charts before that.
 */
public final class Notebook {
    private static final Logger LOG = LoggerFactory.getLogger(Notebook.class);
    private static final Optional<String> KERNEL = register();

    private Notebook() {}

    /**
     * Makes a {@link Run}, a {@link Result} and a list of them, a {@link Reply}, {@link Limits}, a {@link Preview}, {@link
     * Totals}, a {@link Running}, a {@code Compare}, a Tablesaw {@link Table} and an XChart chart show as HTML or picture when they are a cell's last
     * expression; of what still goes on, a display that is live until its end. Doing it twice changes nothing; outside a
     * kernel it does nothing.
     *
     * <p>A table of more than eight columns is shown without those that have no value or the same in all rows, which are
     * told above it. Of more than fifteen rows the first ten and the last five are shown. An answer shows its Markdown; its
     * HTML is shown as text, and no image is fetched.
     *
     * @return the kernel's name, {@code JJava} or {@code IJava}; empty outside a kernel
     */
    public static Optional<String> install() {
        return KERNEL;
    }

    /**
     * Shows several things in one cell, which by itself shows only its last expression. Outside a kernel it prints them.
     */
    public static void show(Object... things) {
        for (Object thing : things) {
            JupyterKernel.running()
                    .ifPresentOrElse(
                            kernel -> new Cell(kernel).display(UUID.randomUUID().toString(), rendering(thing)),
                            () -> System.out.println(rendering(thing).data().get("text/plain")));
        }
    }

    static Rendering rendering(Object thing) {
        if (thing instanceof Run run) {
            return run.isOver() ? rendering(run) : live(run, run::watch);
        }
        if (thing instanceof Running running) {
            return running.isDone() ? rendering(running.soFar()) : live(running, running::watch);
        }
        if (thing instanceof Totals totals) {
            return Rendering.html(
                    isAbove(totals.metrics()) ? TotalsHtml.rest(totals) : TotalsHtml.of(totals), totals.toString());
        }
        if (thing instanceof Result row) {
            return Rendering.html(AnswerHtml.of(row), Format.plain(row.ok() ? row.text() : row.error()));
        }
        if (thing instanceof List<?> list && ResultTable.isOf(list)) {
            return rendering(ResultTable.of(list));
        }
        if (thing instanceof List<?> list && ChartImage.isOf(list)) {
            return ChartImage.of(list);
        }
        if (thing instanceof Reply reply) {
            return Rendering.html(AnswerHtml.of(reply), reply.toString());
        }
        if (thing instanceof Shown shown) {
            return shown.rendering();
        }
        if (thing instanceof Table table) {
            return TableHtml.rendering(table);
        }
        if (thing instanceof Limits || thing instanceof Preview) {
            // As plain text a front end breaks long lines in the middle of a word.
            return Rendering.html(Html.lines(thing.toString()), thing.toString());
        }
        return thing instanceof Chart<?, ?> chart ? ChartImage.of(chart) : Rendering.text(String.valueOf(thing));
    }

    private static Rendering rendering(Run run) {
        return Rendering.html(isAbove(run.metrics()) ? RunHtml.rest(run) : RunHtml.of(run), run.toString());
    }

    private static boolean isAbove(Metrics figures) {
        return JupyterKernel.running()
                .filter(kernel -> Dashboard.shows(new Cell(kernel), figures))
                .isPresent();
    }

    /** What goes on has a display of its own in each cell that shows it: a cell's last expression is never updated. */
    private static Rendering live(Object run, Consumer<Progress> watch) {
        String text = run.toString();
        if (JupyterKernel.running().isEmpty()) {
            return Rendering.html(Html.lines(text), text);
        }
        watch.accept(Progress.automatic());
        return Rendering.html(Html.dim("The display above shows it, to its end."), text);
    }

    private static Optional<String> register() {
        Optional<JupyterKernel> running = JupyterKernel.running();
        try {
            running.ifPresent(kernel -> shown().forEach(type -> kernel.render(type, Notebook::rendering)));
            return running.map(JupyterKernel::name);
        } catch (RuntimeException | LinkageError e) {
            // Thrown from here, it would end every batch of this session.
            LOG.warn("runs, tables and charts show as plain text: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Named only within a kernel: an executor of a cluster has neither tables nor charts, and runs batches all the same. */
    private static List<Class<?>> shown() {
        return List.of(
                Run.class,
                Result.class,
                List.class,
                Reply.class,
                Limits.class,
                Preview.class,
                Totals.class,
                Running.class,
                Shown.class,
                Table.class,
                Chart.class);
    }
}
