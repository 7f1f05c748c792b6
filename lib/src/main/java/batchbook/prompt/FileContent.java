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

/** What is kept of a file that was read once, however large it is. Immutable. */
final class FileContent {
    private static final int BUFFER = 1 << 16;
    /** The longest that is looked for, which may lie across two buffers. */
    private static final int OVERLAP = 64;

    private static final Pattern PAGE = Pattern.compile("/Type\\s*/Page\\b|/Count\\s+(\\d{1,6})");

    private final long size;
    private final String sha256;
    private final byte[] head;
    private final int pages;
    private final int mostPages;

    private FileContent(long size, String sha256, byte[] head, int pages, int mostPages) {
        this.size = size;
        this.sha256 = sha256;
        this.head = head;
        this.pages = pages;
        this.mostPages = mostPages;
    }

    /** Of which only this is known. */
    static FileContent recorded(long size, String sha256) {
        return new FileContent(size, sha256, new byte[0], 0, 0);
    }

    static FileContent read(InputStream in) throws IOException {
        MessageDigest sha = digest();
        byte[] buffer = new byte[BUFFER];
        byte[] head = new byte[0];
        Pages pages = new Pages();
        boolean pdf = false;
        long size = 0;
        for (int count = in.readNBytes(buffer, 0, BUFFER); count > 0; count = in.readNBytes(buffer, 0, BUFFER)) {
            sha.update(buffer, 0, count);
            if (size == 0) {
                head = Arrays.copyOf(buffer, count);
                pdf = new String(buffer, 0, Math.min(count, 1024), ISO_8859_1).contains("%PDF-");
            }
            size += count;
            if (pdf) {
                pages.read(new String(buffer, 0, count, ISO_8859_1), count < BUFFER);
            }
        }
        return new FileContent(size, HexFormat.of().formatHex(sha.digest()), head, pages.usual(), pages.most());
    }

    /** The pages of a PDF, as far as they are not compressed. */
    private static final class Pages {
        private String rest = "";
        private int found;
        private int told;

        void read(String piece, boolean last) {
            String text = rest + piece;
            // What begins in the overlap is found with the next piece, in whole.
            int end = last ? text.length() : text.length() - OVERLAP;
            int from = 0;
            if (text.contains("/Type") || text.contains("/Count")) {
                Matcher pages = PAGE.matcher(text);
                while (pages.find() && pages.start() < end) {
                    from = pages.end();
                    if (pages.group(1) == null) {
                        found++;
                    } else {
                        told = Math.max(told, Integer.parseInt(pages.group(1)));
                    }
                }
            }
            rest = text.substring(Math.max(from, end));
        }

        int usual() {
            return found > 0 ? found : told;
        }

        int most() {
            return Math.max(found, told);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256, but this one has not", e);
        }
    }

    long size() {
        return size;
    }

    String sha256() {
        return sha256;
    }

    /** How it begins; not to be changed. */
    byte[] head() {
        return head;
    }

    /** Pages of a PDF, as far as it tells them; 0 when it does not, as they may be compressed. */
    int pages() {
        return pages;
    }

    /** The most pages that it tells of, some of which may be entries of its contents. */
    int mostPages() {
        return mostPages;
    }
}
