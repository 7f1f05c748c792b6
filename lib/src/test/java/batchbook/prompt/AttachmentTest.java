package batchbook.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.Prompt;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttachmentTest {
    @TempDir
    Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.write(folder.resolve(name), content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] image(String format, int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
        return bytes.toByteArray();
    }

    /** The bytes before the dots, in hexadecimal digits, and then those of a file of that kind. */
    @ParameterizedTest
    @CsvSource({
        "89504e470d0a1a0a, a.png, image/png",
        "89504e470d0a1a0a, named-wrong.jpg, image/png",
        "ffd8ffe0, a.jpg, image/jpeg",
        "474946383961, a.gif, image/gif",
        "524946460000000057454250, a.webp, image/webp",
        "000000186674797068656963, a.heic, image/heic",
        "00000018667479706d696631, a.heif, image/heif",
        "424d3600000000000000, a.bmp, image/bmp",
        "255044462d312e37, a.pdf, application/pdf",
        "0a0a255044462d312e37, a, application/pdf",
        "524946460000000057415645, a.wav, audio/wav",
        "4944330400, a.mp3, audio/mp3",
        "fffb9064, a.mp3, audio/mp3",
        "00fffb9064ff, a.mp3, audio/mp3",
        "664c614300, a.flac, audio/flac",
        "4f67675300, a.ogg, audio/ogg",
        "fff15080, a.aac, audio/aac",
        "464f524d0000000041494646, a.aiff, audio/aiff",
        "00000018667479704d344120, a.m4a, audio/m4a",
        "000000186674797069736f6d, a.mp4, video/mp4",
        "0000001466747970717420200000, a.mov, video/quicktime",
        "1a45dfa39f4286810142f7810142f2810442f381084282847765626d, a.webm, video/webm",
        "000001ba44, a.mpg, video/mpeg",
        "524946460000000041564920, a.avi, video/avi",
        "68656c6c6f, a.txt, text/plain",
        "68656c6c6f, README, text/plain",
        "68656c6c6f, a.java, text/plain",
        "612c620a, a.csv, text/csv",
        "23204869, a.MD, text/md",
        "3c68746d6c3e, a.html, text/html",
        "7b7d, a.json, text/plain",
        "e697a5e69c, a.txt, text/plain",
    })
    void aTypeIsToldFromTheBeginningAndOfATextFromItsName(String head, String name, String type) throws IOException {
        Path file = Files.write(folder.resolve(name), HexFormat.of().parseHex(head));

        assertThat(Attachment.of(file).mimeType()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data.bin|00010203|nobody can tell what it is (ending .bin): say its type",
                "data|00010203|nobody can tell what it is: say its type",
                "page.png|3c68746d6c3e|it is called png, and it is a text, perhaps the page of an error",
                "old.txt|e4f6fc|it is no text in UTF-8: save it in UTF-8",
                "report.docx|504b0304|save it as PDF or text",
            })
    void aTypeThatCannotBeToldIsToldWithTheWayOut(String name, String head, String words) throws IOException {
        Path file = Files.write(folder.resolve(name), HexFormat.of().parseHex(head));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attachment.of(file))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(words);
        assertThat(Attachment.of(file, "x/y").mimeType()).isEqualTo("x/y");
    }

    @Test
    void whatIsNoFileIsTold() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prompt.of("x").attach("photos/nothing.jpg"))
                .withMessage("photos" + java.io.File.separator + "nothing.jpg: there is no such file (looked for it at "
                        + Path.of("photos/nothing.jpg").toAbsolutePath() + ")");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attachment.of(folder))
                .withMessage(folder + ": it is no file but a folder");
        Path empty = file("empty.png", "");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attachment.of(empty))
                .withMessage(empty + ": it is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attachment.of(new byte[0]))
                .withMessageContaining("it is empty");
    }

    @Test
    void aFileThatChangesIsTold() throws IOException {
        Path file = file("note.txt", "hello");
        Attachment note = Attachment.of(file);
        assertThat(note.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
        assertThat(note).hasToString("note.txt (5 bytes)");

        for (String other : new String[] {"hullo", "hello!", "hell"}) {
            Files.writeString(file, other);
            assertThatIllegalStateException()
                    .isThrownBy(note::bytes)
                    .withMessage("note.txt has changed since it was attached: attach it again");
        }
        Files.delete(file);
        assertThatThrownBy(note::bytes)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("note.txt cannot be read any more");
    }

    @Test
    void bytesAreCopied() {
        byte[] bytes = "hello".getBytes(StandardCharsets.UTF_8);
        Attachment text = Attachment.of(bytes);
        bytes[0] = 'j';
        text.bytes()[0] = 'y';

        assertThat(text.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
        assertThat(text).isEqualTo(Attachment.of(text.bytes())).hasToString("text/plain (5 bytes)");
        assertThat(text).isNotEqualTo(text.at(3)).isNotEqualTo(Attachment.of(text.bytes(), "text/csv"));
        assertThat(text.at(3).at(0)).isEqualTo(text).hasSameHashCodeAs(text);
        assertThatIllegalArgumentException().isThrownBy(() -> text.at(-1));
    }

    @Test
    void aLargeFileIsReadInPieces() throws IOException {
        Path file = folder.resolve("large.pdf");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.writeBytes("%PDF-1.7\n");
            large.setLength(300_000_000);
        }
        Attachment pdf = Attachment.of(file);

        assertThat(pdf.size()).isEqualTo(300_000_000);
        assertThat(pdf).hasToString("large.pdf (300.0 MB)");
    }

    @ParameterizedTest
    @CsvSource({
        "png, 300, 200, 258, 2240",
        "png, 384, 384, 258, 2240",
        "png, 960, 540, 1548, 2240",
        "jpg, 960, 540, 1548, 2240",
        "gif, 960, 540, 1548, 2240",
        "bmp, 960, 540, 1548, 2240",
        "png, 4032, 3024, 6192, 6192"
    })
    void anImageHasTokensByItsTiles(String format, int width, int height, long usual, long most) throws IOException {
        Attachment image = Attachment.of(image(format, width, height));

        assertThat(image.tokens()).isEqualTo(usual);
        assertThat(image.mostTokens()).isEqualTo(most);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "52494646000000005745425056503820000000000000009d012ac0031c02",
                "5249464600000000574542505650384c000000002fbfc38600",
                "524946460000000057454250565038580a00000000000000bf03001b0200"
            })
    void theThreeKindsOfWebpTellTheirSize(String head) {
        ImageSize size = ImageSize.of(HexFormat.of().parseHex(head));
        assertThat(size).isEqualTo(new ImageSize(960, 540));
    }

    @Test
    void tokensOfOtherFilesGoByPagesSecondsAndSize() throws IOException {
        String pages = "%PDF-1.7\n" + "1 0 obj << /Type /Page >> endobj\n".repeat(12) + "<< /Type /Pages /Count 12 >>";
        assertThat(Attachment.of(file("pages.pdf", pages)).tokens()).isEqualTo(12 * 258);
        assertThat(Attachment.of(file("pages.pdf", pages)).mostTokens()).isEqualTo(12 * 1_120);
        String hidden = "%PDF-1.7\n" + "x".repeat(200_000);
        assertThat(Attachment.of(file("hidden.pdf", hidden)).tokens()).isEqualTo(4 * 258);
        assertThat(Attachment.of(file("hidden.pdf", hidden)).mostTokens()).isEqualTo(1_000 * 1_120);
        // 10 seconds of 16,000 bytes each.
        byte[] wav = new byte[160_044];
        System.arraycopy("RIFF....WAVEfmt ".getBytes(StandardCharsets.US_ASCII), 0, wav, 0, 16);
        wav[28] = (byte) 0x80;
        wav[29] = 0x3e;
        assertThat(Attachment.of(wav).tokens()).isBetween(320L, 322L);
        assertThat(Attachment.of(wav).mostTokens()).isBetween(320L, 360L);
        assertThat(Attachment.of(file("a.mp3", "ID3" + "x".repeat(160_000))).tokens())
                .isBetween(320L, 322L);
        assertThat(Attachment.of(file("a.flac", "fLaC" + "x".repeat(1_000_000))).tokens())
                .isBetween(320L, 322L);
        assertThat(Attachment.of(file("a.txt", "x".repeat(400))).tokens()).isEqualTo(100);
        assertThat(Attachment.of(file("a.txt", "x".repeat(400))).mostTokens()).isEqualTo(400);
        assertThat(Attachment.of(file("a.mp4", "....ftypisom" + "x".repeat(250_000)))
                        .tokens())
                .isBetween(300L, 302L);
        assertThat(Attachment.recorded("a.heic", "image/heic", 5, "00").mostTokens())
                .isEqualTo(150 * 258);
        assertThat(Attachment.recorded("a.mp4", "video/mp4", 1L << 40, "00").mostTokens())
                .isEqualTo(2_097_152);
    }

    /** Wherever a piece ends, a page that lies across is counted once. */
    @Test
    void pagesAcrossPiecesAreCountedOnce() throws IOException {
        for (int before = 65_536 - 30; before < 65_536 + 5; before++) {
            String pdf = "%PDF-1.7\n" + "x".repeat(before - 9) + "<< /Type /Page >>" + "y".repeat(70_000);
            assertThat(Attachment.of(file("a.pdf", pdf)).tokens())
                    .as("page at " + before)
                    .isEqualTo(258);
        }
    }
}
