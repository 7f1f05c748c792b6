package batchbook.view;

import batchbook.doctor.Fact;
import batchbook.doctor.FactSource;
import batchbook.html.Rendering;
import java.awt.GraphicsEnvironment;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** The kernel around us, and whether charts can be drawn. */
public final class ViewFacts implements FactSource {
    @Override
    public List<Fact> facts() {
        return List.of(
                new Fact(
                        "kernel",
                        JupyterKernel.running().map(JupyterKernel::banner).orElse("none")),
                new Fact("charts", charts()));
    }

    private static String charts() {
        XYChart chart =
                new XYChartBuilder().width(200).height(100).title("a test").build();
        chart.addSeries("line", new double[] {0, 1}, new double[] {0, 1});
        Rendering shown = Notebook.rendering(chart);
        return shown.data().containsKey("image/png")
                ? "can be drawn, " + fonts() + " families of fonts"
                : String.valueOf(shown.data().get("text/plain"));
    }

    private static int fonts() {
        return GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length;
    }
}
