package batchbook.jobs;

import static batchbook.jobs.World.QUICK;
import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Batch;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.gemini.Gemini;
import batchbook.sim.answers.Question;
import batchbook.sim.answers.Question.Attachment;
import batchbook.view.Tables;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Job 9: images, a PDF, examples before the prompt, several answers to it. */
class PartsTest {
    private static final Path FOLDER = Path.of("target", "jobs");

    @BeforeAll
    static void files() throws IOException {
        Files.createDirectories(FOLDER);
        ImageIO.write(
                new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB),
                "png",
                FOLDER.resolve("mug.png").toFile());
        Files.writeString(FOLDER.resolve("invoice.pdf"), "%PDF-1.7\n% nothing on it");
    }

    @Test
    void filesExamplesAndSamplesGoOutWithAPrompt() {
        Queue<Question> seen = new ConcurrentLinkedQueue<>();
        try (World world = new World(QUICK.answersTo(question -> {
            seen.add(question);
            return "POSITIVE";
        }))) {
            Gemini gemini = world.gemini().system("In one word.");
            var reviews = Tables.read("../notebooks/data/feedback.csv").first(2);

            gemini.ask(Prompt.of("What is on it?").attach("target/jobs/mug.png").attach("target/jobs/invoice.pdf"));
            var products = List.of(Map.of("name", "mug", "photo", "target/jobs/mug.png"));
            Batch.of(gemini)
                    .progress(Progress.none())
                    .run(Tables.prompts(products, "What is on this photo of {name}? {photo:file}"));
            var shots = gemini.example("Broke.", "NEGATIVE").example("Great!", "POSITIVE");
            var five = Batch.of(shots.temperature(1.2))
                    .progress(Progress.none())
                    .samples(5)
                    .run(Tables.prompts(reviews, "{text}"));
            var table = Tables.of(five);

            assertThat(seen).extracting(Question::system).containsOnly("In one word.");
            assertThat(seen).extracting(Question::model).containsOnly(Gemini.DEFAULT_MODEL);
            Question first = seen.remove();
            assertThat(first.attachments())
                    .extracting(Attachment::mimeType)
                    .containsExactly("image/png", "application/pdf");
            Question second = seen.remove();
            assertThat(second.prompt()).startsWith("What is on this photo of mug?");
            assertThat(second.attachments()).hasSize(1);
            assertThat(seen).hasSize(10).allSatisfy(sample -> {
                assertThat(sample.turns()).hasSize(5);
                assertThat(sample.turns().get(1).text()).isEqualTo("NEGATIVE");
                assertThat(sample.temperature()).hasValue(1.2);
            });
            assertThat(table.intColumn("sample").asList()).containsExactly(1, 2, 3, 4, 5, 1, 2, 3, 4, 5);
        }
    }
}
