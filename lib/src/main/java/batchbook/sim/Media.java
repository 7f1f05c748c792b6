package batchbook.sim;

import batchbook.sim.answers.PictureSize;
import batchbook.sim.answers.Question.Attachment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/** What attachments count, as Google's pages on tokens tell it, and which are taken at all. */
final class Media {
    private static final int TILE = 768;
    private static final int SMALL = 384;
    private static final int TOKENS_OF_A_TILE = 258;
    private static final int TOKENS_OF_A_SECOND_OF_SOUND = 32;
    private static final int TOKENS_OF_A_SECOND_OF_VIDEO = 263;

    /** Bytes a second where a file does not say it: 128 kbit/s of sound, 1 Mbit/s of video. */
    private static final int SOUND = 16_000;

    private static final int VIDEO = 125_000;
    private static final Pattern PAGE = Pattern.compile("/Type\\s*/Page(?![a-zA-Z])");
    private static final Set<String> KNOWN = Set.of(
            "image/png",
            "image/jpeg",
            "image/jpg",
            "image/webp",
            "image/heic",
            "image/heif",
            "application/pdf",
            "application/rtf",
            "application/x-javascript",
            "application/x-python",
            "text/plain",
            "text/html",
            "text/css",
            "text/javascript",
            "text/x-typescript",
            "text/csv",
            "text/markdown",
            "text/md",
            "text/x-python",
            "text/xml",
            "text/rtf",
            "text/x-javascript",
            "audio/wav",
            "audio/x-wav",
            "audio/mp3",
            "audio/mpeg",
            "audio/aiff",
            "audio/aac",
            "audio/ogg",
            "audio/flac",
            "audio/mp4",
            "audio/m4a",
            "audio/webm",
            "audio/opus",
            "audio/pcm",
            "video/mp4",
            "video/mpeg",
            "video/mov",
            "video/quicktime",
            "video/avi",
            "video/x-flv",
            "video/mpg",
            "video/webm",
            "video/wmv",
            "video/3gpp");

    private Media() {}

    static boolean takes(String mimeType) {
        return KNOWN.contains(type(mimeType));
    }

    /** As usage metadata names it. */
    static String modality(String mimeType) {
        String type = type(mimeType);
        if (type.equals("application/pdf")) {
            return "DOCUMENT";
        }
        return switch (type.substring(0, Math.max(0, type.indexOf('/')))) {
            case "image" -> "IMAGE";
            case "audio" -> "AUDIO";
            case "video" -> "VIDEO";
            default -> "TEXT";
        };
    }

    /** A file that was only named counts as a small picture or one page: it is not there to be looked at. */
    static int tokens(Attachment file) {
        byte[] bytes = file.bytes();
        return switch (modality(file.mimeType())) {
            case "IMAGE" -> PictureSize.of(bytes).map(Media::tokens).orElse(TOKENS_OF_A_TILE);
            case "DOCUMENT" -> TOKENS_OF_A_TILE * pages(bytes);
            case "AUDIO" -> TOKENS_OF_A_SECOND_OF_SOUND * seconds(bytes.length, soundRate(bytes));
            case "VIDEO" -> TOKENS_OF_A_SECOND_OF_VIDEO * seconds(bytes.length, VIDEO);
            default -> tokens(new String(bytes, StandardCharsets.UTF_8));
        };
    }

    /** A rough count, good for English: four characters to the token. */
    static int tokens(String text) {
        return (text.length() + 3) / 4;
    }

    private static int tokens(PictureSize size) {
        if (size.width() <= SMALL && size.height() <= SMALL) {
            return TOKENS_OF_A_TILE;
        }
        return TOKENS_OF_A_TILE * Math.max(1, tiles(size.width()) * tiles(size.height()));
    }

    private static int tiles(int pixels) {
        return (pixels + TILE - 1) / TILE;
    }

    private static int pages(byte[] pdf) {
        long pages = PAGE.matcher(new String(pdf, StandardCharsets.ISO_8859_1))
                .results()
                .count();
        return (int) Math.max(1, pages);
    }

    private static int seconds(int bytes, int rate) {
        return Math.max(1, (int) Math.ceil((double) bytes / Math.max(1, rate)));
    }

    /** A WAV file has its bytes a second in its head. */
    private static int soundRate(byte[] bytes) {
        boolean wav = bytes.length >= 32 && new String(bytes, 8, 4, StandardCharsets.US_ASCII).equals("WAVE");
        return wav ? ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(28) : SOUND;
    }

    private static String type(String mimeType) {
        return mimeType.replaceFirst(";.*", "").strip().toLowerCase(java.util.Locale.ROOT);
    }
}
