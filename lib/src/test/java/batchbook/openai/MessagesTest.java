package batchbook.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.Prompt;
import batchbook.prompt.Attachment;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What goes with the text of a prompt. */
class MessagesTest {
    private static final Attachment PHOTO = Attachment.of("pixels".getBytes(StandardCharsets.UTF_8), "image/png");
    private static final String SENT =
            "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,cGl4ZWxz\"}}";

    private static String content(Prompt prompt) {
        try (FakeServer server = FakeServer.saying(200, FakeServer.text("ok"))) {
            server.model().system("Be brief.").ask(prompt);
            return server.only().body();
        }
    }

    @Test
    void aConversationGoesBeforeTheQuestion() {
        assertThat(content(Prompt.of("And Spain?").after("The capital of Italy?", "Rome")))
                .contains("[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                        + "{\"role\":\"user\",\"content\":\"The capital of Italy?\"},"
                        + "{\"role\":\"assistant\",\"content\":\"Rome\"},"
                        + "{\"role\":\"user\",\"content\":\"And Spain?\"}]");
    }

    @Test
    void imagesStandInTheirPlaceInTheText() {
        assertThat(content(Prompt.of("What is on it?").attach(PHOTO)))
                .contains("\"content\":[" + SENT + ",{\"type\":\"text\",\"text\":\"What is on it?\"}]");
        assertThat(content(Prompt.of("One:two").attach(PHOTO.at(99)).attach(PHOTO.at(4))))
                .contains("\"content\":[{\"type\":\"text\",\"text\":\"One:\"}," + SENT
                        + ",{\"type\":\"text\",\"text\":\"two\"}," + SENT + "]");
    }

    @Test
    void aSoundHasItsOwnForm() {
        Attachment sound = Attachment.of(new byte[] {1, 2, 3}, "audio/mpeg");
        assertThat(content(Prompt.of("Write it down.").attach(sound)))
                .contains("{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"AQID\",\"format\":\"mp3\"}}");
    }

    @Test
    void anotherTypeIsRefusedBeforeAnythingIsSent() {
        try (FakeServer server = FakeServer.saying(200, FakeServer.text("ok"))) {
            Attachment paper = Attachment.of(new byte[] {1}, "application/pdf");
            ModelException refusal = catchThrowableOfType(
                    ModelException.class,
                    () -> server.model().ask(Prompt.of("Sum it up.").attach(paper)));
            assertThat(refusal.kind()).isEqualTo(ErrorKind.BAD_REQUEST);
            assertThat(refusal).hasMessageContaining("application/pdf").hasMessageContaining("Nothing was sent");
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void theyCountInTheMostTokens() {
        OpenAi model = OpenAi.of("a-test-key").model("m");
        Prompt bare = Prompt.of("What is on it?");
        Attachment large = Attachment.of(new byte[30_000], "image/png");
        assertThat(model.mostTokens(bare.attach(large)).in())
                .isEqualTo(model.mostTokens(bare).in() + 40_000);
        assertThat(model.mostTokens(bare.after("A?", "B")).in())
                .isGreaterThan(model.mostTokens(bare).in());
    }
}
