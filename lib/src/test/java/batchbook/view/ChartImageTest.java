package batchbook.view;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Run;
import batchbook.SampleRuns;
import batchbook.html.Rendering;
import batchbook.picture.ChartImage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;

class ChartImageTest {
    @Test
    void theImageHasTwiceTheSizeAndIsShownAtItsSize() throws IOException {
        Rendering rendering = ChartImage.of(Charts.latency(SampleRuns.flaky(20, 4)));

        byte[] png = Base64.getDecoder().decode((String) rendering.data().get("image/png"));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(1_360);
        assertThat(image.getHeight()).isEqualTo(880);
        assertThat(rendering.metadata().get("image/png"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("width", 680)
                .containsEntry("height", 440)
                .hasEntrySatisfying(
                        "alt",
                        alt -> assertThat((String) alt)
                                .contains("Latency", "slowest")
                                .doesNotContain("\n"));
    }

    @Test
    void theWordsOfAChartAreItsPlainText() {
        Rendering rendering = ChartImage.of(Charts.latency(SampleRuns.lasting(500, 500, 2_000)));

        assertThat(rendering.data()).containsEntry("text/plain", """
                        chart: Latency of each prompt
                        model, at most 3 at once. 3 prompts: 3 answered
                        The median was 500 ms, the slowest took 2.00 s.""");
    }

    @Test
    void theGroundIsTransparentInACellAndWhiteInAFile() throws IOException {
        for (Chart<?, ?> chart : List.of(
                Charts.latency(SampleRuns.flaky(20, 4)),
                Charts.outcomes(SampleRuns.flaky(20, 4)),
                Charts.style(new XYChart(300, 200)))) {
            BufferedImage inACell = ImageIO.read(new ByteArrayInputStream(ChartImage.png(chart)));
            BufferedImage inAFile = BitmapEncoder.getBufferedImage(chart);
            assertThat(inACell.getRGB(2, 2) >>> 24).isZero();
            assertThat(inAFile.getRGB(2, 2)).isEqualTo(0xffffffff);
        }
    }

    @Test
    void aGroundThatTheUserChoseStays() throws IOException {
        XYChart chart = Charts.latency(SampleRuns.flaky(20, 4));
        chart.getStyler().setChartBackgroundColor(Color.YELLOW);

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(ChartImage.png(chart)));

        assertThat(image.getRGB(2, 2)).isEqualTo(Color.YELLOW.getRGB());
    }

    @Test
    void severalChartsAreOneCell() {
        Run run = SampleRuns.freeTier(20);
        Rendering rendering = Notebook.rendering(Charts.all(run));

        String html = (String) rendering.data().get("text/html");
        assertThat(html.split("<img ", -1)).hasSize(1 + Charts.all(run).size());
        assertThat(html).contains("max-width:100%", "alt=\"Latency of each prompt");
        assertThat((String) rendering.data().get("text/plain"))
                .contains("Latency of each prompt", "Requests under way");
    }

    @Test
    void aChartThatCannotBeDrawnSaysWhatToDo() {
        Rendering noFonts = ChartImage.of(broken(() -> {
            throw new IllegalStateException("no fonts");
        }));
        Rendering noLibrary = ChartImage.of(broken(() -> {
            throw new NoClassDefFoundError("sun.awt.X11FontManager");
        }));

        assertThat(noFonts.data())
                .containsOnlyKeys("text/plain")
                .extractingByKey("text/plain")
                .asString()
                .contains("The chart 'broken' cannot be drawn", "no fonts", "apt install fontconfig");
        assertThat(noLibrary.data()).containsOnlyKeys("text/plain");
    }

    private static XYChart broken(Runnable drawing) {
        XYChart chart = new XYChart(800, 600) {
            @Override
            public void paint(Graphics2D graphics, int width, int height) {
                drawing.run();
            }
        };
        chart.setTitle("broken");
        return chart;
    }
}
