package batchbook.pace;

/**
 * So much to be asked. Immutable.
 *
 * @param requests how many requests
 * @param bytes of all their prompts together, in UTF-8
 */
public record Workload(double requests, double bytes) {
    public static final Workload NONE = new Workload(0, 0);

    /** One request for this prompt. */
    public static Workload of(String prompt) {
        return new Workload(1, bytes(prompt));
    }

    public Workload times(double factor) {
        return new Workload(requests * factor, bytes * factor);
    }

    public Workload plus(Workload other) {
        return new Workload(requests + other.requests, bytes + other.bytes);
    }

    boolean isNone() {
        return requests < 0.5;
    }

    /** A text's length in UTF-8, without making the bytes. */
    static long bytes(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Half of a surrogate pair is two of its four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
