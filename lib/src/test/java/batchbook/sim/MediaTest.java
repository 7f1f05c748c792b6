package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.sim.answers.PictureSize;
import batchbook.sim.answers.Question.Attachment;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTest {

    @ParameterizedTest
    @CsvSource({
        "png,10,10,258",
        "png,384,384,258",
        "png,385,10,258",
        "jpg,768,768,258",
        "jpg,769,768,516",
        "gif,1600,1200,1548"
    })
    void aPictureCountsByItsTiles(String format, int width, int height, int tokens) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);

        assertThat(PictureSize.of(out.toByteArray())).contains(new PictureSize(width, height));
        assertThat(Media.tokens(file("image/" + format, out.toByteArray()))).isEqualTo(tokens);
    }

    @Test
    void theSizeOfAWebPictureStandsInThreePlaces() {
        assertThat(PictureSize.of(webp("VP8 ")
                        .putShort(26, (short) 800)
                        .putShort(28, (short) 600)
                        .array()))
                .contains(new PictureSize(800, 600));
        assertThat(PictureSize.of(webp("VP8L").putInt(21, 799 | 599 << 14).array()))
                .contains(new PictureSize(800, 600));
        assertThat(PictureSize.of(
                        webp("VP8X").putInt(24, 799).putInt(26, 599 << 8).array()))
                .hasValueSatisfying(size -> assertThat(size.height()).isEqualTo(600));
        assertThat(PictureSize.of(webp("????").array())).isEmpty();
    }

    @Test
    void whatIsNoPictureHasNoSizeAndCountsAsASmallOne() {
        assertThat(PictureSize.of(new byte[0])).isEmpty();
        assertThat(PictureSize.of(new byte[] {(byte) 0xFF, (byte) 0xD8, 0, 0, 0, 0}))
                .isEmpty();
        assertThat(Media.tokens(file("image/png", new byte[3]))).isEqualTo(258);
        assertThat(Media.tokens(new Attachment("image/png", "", "https://example.com/x")))
                .isEqualTo(258);
    }

    @Test
    void aDocumentCountsByItsPagesSoundBySecondsAndTextByLetters() {
        byte[] pdf =
                "%PDF-1.4 /Type /Pages /Type /Page\n/Type/Page /Type /PageLabel".getBytes(StandardCharsets.US_ASCII);
        byte[] wav = ByteBuffer.allocate(96_044)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(8, new byte[] {'W', 'A', 'V', 'E'})
                .putInt(28, 32_000)
                .array();

        assertThat(Media.tokens(file("application/pdf", pdf))).isEqualTo(2 * 258);
        assertThat(Media.tokens(file("audio/wav", wav))).isEqualTo(4 * 32);
        assertThat(Media.tokens(file("audio/mp3", new byte[16_000]))).isEqualTo(32);
        assertThat(Media.tokens(file("video/mp4", new byte[250_000]))).isEqualTo(2 * 263);
        assertThat(Media.tokens(file("text/csv", "a,b,c,d;".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "image/png,IMAGE,true",
        "application/pdf,DOCUMENT,true",
        "Audio/WAV,AUDIO,true",
        "video/mp4,VIDEO,true",
        "text/csv; charset=utf-8,TEXT,true",
        "image/gif,IMAGE,false",
        "application/zip,TEXT,false",
        "png,TEXT,false"
    })
    void typesHaveTheirModality(String type, String modality, boolean taken) {
        assertThat(Media.modality(type)).isEqualTo(modality);
        assertThat(Media.takes(type)).isEqualTo(taken);
    }

    private static ByteBuffer webp(String kind) {
        ByteBuffer bytes = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(8, "WEBP".getBytes(StandardCharsets.US_ASCII)).put(12, kind.getBytes(StandardCharsets.US_ASCII));
        return bytes;
    }

    private static Attachment file(String type, byte[] bytes) {
        return new Attachment(type, Base64.getEncoder().encodeToString(bytes), "");
    }
}
