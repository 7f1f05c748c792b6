package batchbook.view;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.SampleRuns;
import batchbook.chart.ChartImage;
import batchbook.html.Rendering;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

class ChartImageTest {
    @Test
    void theImageHasTwiceTheSizeAndIsShownAtItsSize() throws IOException {
        Rendering rendering = ChartImage.of(Charts.latency(SampleRuns.flaky(20, 4)));

        byte[] png = Base64.getDecoder().decode((String) rendering.data().get("image/png"));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(1_600);
        assertThat(image.getHeight()).isEqualTo(840);
        assertThat(rendering.metadata()).isEqualTo(Map.of("image/png", Map.of("width", 800, "height", 420)));
        assertThat(rendering.data())
                .containsEntry("text/plain", "chart: Latency of each prompt: 4 workers, 20 prompts");
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
