package batchbook.prompt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a file is: by how it begins, and of texts, which begin with anything, by the ending of its name. Types are called
 * as Gemini's documentation calls them.
 */
final class FileType {
    private static final Map<String, String> TEXTS = Map.of(
            "csv", "text/csv",
            "html", "text/html",
            "htm", "text/html",
            "md", "text/md",
            "markdown", "text/md",
            "xml", "text/xml",
            "css", "text/css",
            "rtf", "text/rtf");

    /** Endings of files that are no text, whose beginnings may be anything or are told below. */
    private static final Map<String, String> BINARIES = Map.ofEntries(
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("heic", "image/heic"),
            Map.entry("heif", "image/heif"),
            Map.entry("bmp", "image/bmp"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("wav", "audio/wav"),
            Map.entry("mp3", "audio/mp3"),
            Map.entry("flac", "audio/flac"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("opus", "audio/ogg"),
            Map.entry("aac", "audio/aac"),
            Map.entry("aiff", "audio/aiff"),
            Map.entry("aif", "audio/aiff"),
            Map.entry("m4a", "audio/m4a"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("mov", "video/quicktime"),
            Map.entry("webm", "video/webm"),
            Map.entry("mpg", "video/mpeg"),
            Map.entry("mpeg", "video/mpeg"),
            Map.entry("avi", "video/avi"));

    /** The two whose beginnings are but a few bits: a file may have something else before its sound. */
    private static final String WEAK = "mp3 aac mpg mpeg";

    private FileType() {}

    /**
     * The type of a file that begins so.
     *
     * @throws IllegalArgumentException when it cannot be told, with what to do
     */
    static String of(byte[] head, String name) {
        String ending = ending(name);
        Optional<String> binary = byBeginning(head, ending);
        if (binary.isPresent()) {
            return binary.get();
        }
        if (isText(head)) {
            if (BINARIES.containsKey(ending)) {
                throw new IllegalArgumentException(
                        "it is called " + ending + ", and it is a text, perhaps the page of an"
                                + " error: look into it. If it is right, say its type: Attachment.of(Path.of(\"..\"), \"text/plain\")");
            }
            return TEXTS.getOrDefault(ending, "text/plain");
        }
        if (WEAK.contains(ending) && BINARIES.containsKey(ending)) {
            return BINARIES.get(ending);
        }
        throw new IllegalArgumentException(unknown(head, ending));
    }

    private static String unknown(byte[] head, String ending) {
        if (TEXTS.containsKey(ending) || ending.equals("txt") || ending.equals("json") || ending.equals("tsv")) {
            return "it is called " + ending + ", and it is no text in UTF-8: save it in UTF-8";
        }
        if (startsWith(head, "PK\3\4")) {
            return "it is a zip file, as those of office programs are, which models do not read: save it as PDF or text";
        }
        return "nobody can tell what it is" + (ending.isEmpty() ? "" : " (ending ." + ending + ")")
                + ": say its type, such as Attachment.of(Path.of(\"..\"), \"image/png\")";
    }

    private static Optional<String> byBeginning(byte[] head, String ending) {
        if (startsWith(head, "\u0089PNG\r\n\u001a\n")) {
            return Optional.of("image/png");
        }
        if (startsWith(head, "\u00ff\u00d8\u00ff")) {
            return Optional.of("image/jpeg");
        }
        if (startsWith(head, "GIF87a") || startsWith(head, "GIF89a")) {
            return Optional.of("image/gif");
        }
        if (startsWith(head, "BM") && at(head, 6, "\0\0\0\0")) {
            return Optional.of("image/bmp");
        }
        if (startsWith(head, "II*\0") || startsWith(head, "MM\0*")) {
            return Optional.of("image/tiff");
        }
        if (new String(head, 0, Math.min(head.length, 1024), ISO_8859_1).contains("%PDF-")) {
            return Optional.of("application/pdf");
        }
        return container(head, ending).or(() -> sound(head));
    }

    /** Formats that hold one thing or another. */
    private static Optional<String> container(byte[] head, String ending) {
        if (startsWith(head, "RIFF")) {
            return Optional.ofNullable(Map.of("WEBP", "image/webp", "WAVE", "audio/wav", "AVI ", "video/avi")
                    .get(text(head, 8, 4)));
        }
        if (startsWith(head, "FORM") && text(head, 8, 4).startsWith("AIF")) {
            return Optional.of("audio/aiff");
        }
        if (at(head, 4, "ftyp")) {
            return Optional.of(
                    switch (text(head, 8, 4)) {
                        case "heic", "heix", "hevc", "heim", "heis" -> "image/heic";
                        case "mif1", "msf1", "heif" -> "image/heif";
                        case "avif", "avis" -> "image/avif";
                        case "M4A ", "M4B " -> "audio/m4a";
                        case "qt  " -> "video/quicktime";
                        case "3gp4", "3gp5", "3gp6" -> "video/3gpp";
                        default -> ending.equals("m4a") ? "audio/m4a" : "video/mp4";
                    });
        }
        if (startsWith(head, "\u001aE\u00df\u00a3")) {
            boolean webm = text(head, 0, 80).contains("webm");
            return Optional.of(webm ? (ending.equals("weba") ? "audio/webm" : "video/webm") : "video/x-matroska");
        }
        return Optional.empty();
    }

    private static Optional<String> sound(byte[] head) {
        if (startsWith(head, "fLaC")) {
            return Optional.of("audio/flac");
        }
        if (startsWith(head, "OggS")) {
            return Optional.of("audio/ogg");
        }
        if (startsWith(head, "ID3")) {
            return Optional.of("audio/mp3");
        }
        if (startsWith(head, "FLV\1")) {
            return Optional.of("video/x-flv");
        }
        if (startsWith(head, "\0\0\1\u00ba") || startsWith(head, "\0\0\1\u00b3")) {
            return Optional.of("video/mpeg");
        }
        if (head.length > 2 && (head[0] & 0xff) == 0xff) {
            int second = head[1] & 0xf6;
            if (second == 0xf0) {
                return Optional.of("audio/aac");
            }
            return second == 0xf2 ? Optional.of("audio/mp3") : Optional.empty();
        }
        return Optional.empty();
    }

    /** Whether it begins as a text in UTF-8; what is read may end within a character. */
    private static boolean isText(byte[] head) {
        for (byte b : head) {
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
                return false;
            }
        }
        CharsetDecoder utf8 = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        return !utf8.decode(ByteBuffer.wrap(head), CharBuffer.allocate(head.length), false)
                .isError();
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).equals(name)
                ? ""
                : name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static boolean startsWith(byte[] head, String bytes) {
        return at(head, 0, bytes);
    }

    private static boolean at(byte[] head, int place, String bytes) {
        return text(head, place, bytes.length()).equals(bytes);
    }

    private static String text(byte[] head, int from, int length) {
        int start = Math.min(from, head.length);
        return new String(head, start, Math.min(length, head.length - start), ISO_8859_1);
    }
}
