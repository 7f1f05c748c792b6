package batchbook.prompt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is kept of a file that was read once, however large it is.
 *
 * @param head how it begins
 * @param pages of a PDF, as far as it tells them; 0 when it does not, as they may be compressed
 * @param mostPages the most pages that it tells of, which may be entries of its contents
 */
record FileContent(long size, String sha256, byte[] head, int pages, int mostPages) {
    private static final int BUFFER = 1 << 16;
    /** The longest that is looked for, which may lie across two buffers. */
    private static final int OVERLAP = 64;

    private static final Pattern PAGE = Pattern.compile("/Type\\s*/Page\\b|/Count\\s+(\\d{1,6})");
    private static final Pattern PDF = Pattern.compile("%PDF-");

    static FileContent read(InputStream in) throws IOException {
        MessageDigest sha = digest();
        byte[] buffer = new byte[BUFFER];
        byte[] head = new byte[0];
        String rest = "";
        long size = 0;
        int found = 0;
        int told = 0;
        boolean pdf = false;
        for (int count = in.readNBytes(buffer, 0, BUFFER); count > 0; count = in.readNBytes(buffer, 0, BUFFER)) {
            sha.update(buffer, 0, count);
            if (size == 0) {
                head = Arrays.copyOf(buffer, count);
                pdf = PDF.matcher(new String(buffer, 0, Math.min(count, 1024), ISO_8859_1))
                        .find();
            }
            size += count;
            if (pdf) {
                String text = rest + new String(buffer, 0, count, ISO_8859_1);
                // What ends in the overlap is found with the next buffer, in whole.
                int end = count < BUFFER ? text.length() : text.length() - OVERLAP;
                Matcher pages = PAGE.matcher(text);
                int from = 0;
                while (pages.find() && pages.start() < end) {
                    from = pages.end();
                    if (pages.group(1) == null) {
                        found++;
                    } else {
                        told = Math.max(told, Integer.parseInt(pages.group(1)));
                    }
                }
                rest = text.substring(Math.max(from, Math.min(end, text.length())));
            }
        }
        return new FileContent(
                size, HexFormat.of().formatHex(sha.digest()), head, found > 0 ? found : told, Math.max(found, told));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256, but this one has not", e);
        }
    }
}
