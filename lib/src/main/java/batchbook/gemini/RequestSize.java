package batchbook.gemini;

import batchbook.Prompt;
import batchbook.prompt.Attachment;

/**
 * How large a request may be that has its files within it, as all of ours have
 * (<a href="https://ai.google.dev/gemini-api/docs/file-input-methods">file input methods</a>, since January 2026; on the
 * wire three bytes of a file are four).
 */
final class RequestSize {
    private static final long MOST = 100_000_000;
    private static final long MOST_OF_A_PDF = 50_000_000;

    private RequestSize() {}

    /** @throws IllegalArgumentException when it is more than Gemini takes */
    static void check(Prompt prompt, long fixedBytes) {
        long size = prompt.bytes() + fixedBytes;
        for (Attachment file : prompt.attachments()) {
            if (file.mimeType().equals("application/pdf") && file.size() > MOST_OF_A_PDF) {
                throw new IllegalArgumentException(
                        file + " is larger than the 50 MB that Gemini takes of a PDF in a request: split it.");
            }
            size += (file.size() + 2) / 3 * 4;
        }
        if (size > MOST) {
            throw new IllegalArgumentException("With " + prompt.attachments().get(0)
                    + (prompt.attachments().size() > 1 ? " and its other files" : "") + " it is " + size / 1_000_000
                    + " MB on the wire, and Gemini takes 100 MB in one request: make the files smaller, or ask about"
                    + " fewer at once.");
        }
    }
}
