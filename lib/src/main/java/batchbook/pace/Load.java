package batchbook.pace;

/**
 * So much to be asked.
 *
 * @param requests how many requests
 * @param bytes of all their prompts together, in UTF-8
 */
public record Load(double requests, double bytes) {
    public static final Load NONE = new Load(0, 0);

    public Load times(double factor) {
        return new Load(requests * factor, bytes * factor);
    }

    public Load plus(Load other) {
        return new Load(requests + other.requests, bytes + other.bytes);
    }

    boolean isNone() {
        return requests < 0.5;
    }
}
