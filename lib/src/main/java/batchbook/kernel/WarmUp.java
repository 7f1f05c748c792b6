package batchbook.kernel;

import batchbook.gemini.Gemini;
import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * Loads what first cells use while the kernel starts and its user reads: Tablesaw, which looks through all jars for readers
 * of files when its first table is made, Google's SDK, and the JDK's fonts.
 *
 * <p>All of it is used once and thrown away: the class loading stays. It sends nothing but to a simulator of its own, prints
 * nothing, and no failure of it is a failure of the kernel: a cell that needs the same will say what is wrong. It starts no
 * batch and looks for no kernel, because both would be remembered.
 */
final class WarmUp {
    private WarmUp() {}

    /** In a thread of its own that keeps nothing alive. */
    static Thread begin() {
        Thread thread = new Thread(WarmUp::run, "batchbook-warm-up");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
        return thread;
    }

    static void run() {
        for (Step step : List.<Step>of(WarmUp::table, WarmUp::request, WarmUp::chart)) {
            try {
                step.run();
            } catch (Exception | LinkageError | InternalError e) {
                // AWT says InternalError where there are no fonts. The cell that needs them says it better.
                continue;
            }
        }
    }

    static int table() {
        return Table.read()
                .usingOptions(CsvReadOptions.builderFromString("text,number\nfirst,1\n"))
                .rowCount();
    }

    static String request() {
        try (Simulator simulator = Simulator.start(Scenario.calm().latency(Duration.ofMillis(1)))) {
            return Gemini.at(simulator).ask("How much is 1 + 1?").text();
        }
    }

    static int chart() throws IOException {
        CategoryChart chart = new CategoryChartBuilder().width(200).height(100).build();
        chart.addSeries("runs", List.of("first", "second"), List.of(1, 2));
        BufferedImage image = new BufferedImage(chart.getWidth(), chart.getHeight(), BufferedImage.TYPE_INT_RGB);
        chart.paint(image.createGraphics(), chart.getWidth(), chart.getHeight());
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.size();
    }

    private interface Step {
        Object run() throws Exception;
    }
}
