package batchbook.prompt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How many tokens a file is, as Gemini's documentation of 2026 counts them: an image 258 for each tile of up to 768 pixels
 * (<a href="https://ai.google.dev/gemini-api/docs/image-understanding">images</a>), up to 2,240 whatever its size with
 * Gemini 3 (<a href="https://ai.google.dev/gemini-api/docs/media-resolution">media resolution</a>), a page of a PDF 258 and
 * up to 1,120, a second of sound 32 and of film about 300
 * (<a href="https://ai.google.dev/gemini-api/docs/tokens">tokens</a>). Where pages or seconds are not told, they are guessed
 * from the size.
 *
 * @param usual how many it probably is
 * @param most how many it can be, for budgets
 */
record FileTokens(long usual, long most) {
    private static final int TILE = 258;
    private static final int MOST_OF_AN_IMAGE = 2_240;
    private static final int MOST_OF_A_PAGE = 1_120;
    private static final int MOST_PAGES = 1_000;
    private static final int SOUND_PER_SECOND = 32;
    private static final int FILM_PER_SECOND = 300;
    /** No model reads more at once. */
    private static final long MOST = 2_097_152;

    /** Of a size that is not told: about that of a telephone's camera, and of a large scan. */
    private static final int USUAL_TILES = 24;

    private static final int MOST_TILES = 150;

    static FileTokens of(String mimeType, FileContent file) {
        long size = file.size();
        FileTokens tokens;
        if (mimeType.startsWith("image/")) {
            tokens = image(ImageSize.of(file.head()));
        } else if (mimeType.equals("application/pdf")) {
            tokens = pdf(file);
        } else if (mimeType.startsWith("audio/")) {
            tokens = sound(mimeType, file);
        } else if (mimeType.startsWith("video/")) {
            tokens = perSecond(FILM_PER_SECOND, size / 250_000.0, size / 4_000.0);
        } else {
            tokens = new FileTokens(size / 4, size);
        }
        return new FileTokens(Math.max(1, Math.min(MOST, tokens.usual)), Math.max(1, Math.min(MOST, tokens.most)));
    }

    private static FileTokens pdf(FileContent file) {
        boolean told = file.pages() > 0;
        long usual = told ? file.pages() : Math.max(1, file.size() / 50_000);
        long most = told ? file.mostPages() : Math.min(MOST_PAGES, file.size() / 100);
        return new FileTokens(usual * TILE, Math.max(usual, most) * MOST_OF_A_PAGE);
    }

    private static FileTokens image(ImageSize size) {
        if (size.isUnknown()) {
            return new FileTokens((long) TILE * USUAL_TILES, (long) TILE * MOST_TILES);
        }
        long tiles = 1;
        if (size.width() > 384 || size.height() > 384) {
            int side = Math.max(256, Math.min(768, (int) (Math.min(size.width(), size.height()) / 1.5)));
            tiles = tiles(size.width(), side) * tiles(size.height(), side);
        }
        return new FileTokens(TILE * tiles, Math.max(MOST_OF_AN_IMAGE, TILE * tiles));
    }

    private static long tiles(int length, int side) {
        return ((long) length + side - 1) / side;
    }

    private static FileTokens sound(String mimeType, FileContent file) {
        double size = file.size();
        if (mimeType.equals("audio/wav") && file.head().length >= 32) {
            int bytesPerSecond =
                    ByteBuffer.wrap(file.head()).order(ByteOrder.LITTLE_ENDIAN).getInt(28);
            if (bytesPerSecond > 0) {
                return perSecond(SOUND_PER_SECOND, size / bytesPerSecond, size / bytesPerSecond);
            }
        }
        boolean whole = mimeType.equals("audio/flac") || mimeType.equals("audio/aiff") || mimeType.equals("audio/wav");
        return perSecond(SOUND_PER_SECOND, size / (whole ? 100_000 : 16_000), size / (whole ? 8_000 : 750));
    }

    private static FileTokens perSecond(int tokens, double usualSeconds, double mostSeconds) {
        return new FileTokens((long) Math.ceil(tokens * usualSeconds), (long) Math.ceil(tokens * (mostSeconds + 1)));
    }
}
