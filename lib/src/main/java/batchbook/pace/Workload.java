package batchbook.pace;

/**
 * So much to be asked.
 *
 * @param requests how many requests
 * @param bytes of all their prompts together, in UTF-8
 */
public record Workload(double requests, double bytes) {
    public static final Workload NONE = new Workload(0, 0);

    public Workload times(double factor) {
        return new Workload(requests * factor, bytes * factor);
    }

    public Workload plus(Workload other) {
        return new Workload(requests + other.requests, bytes + other.bytes);
    }

    boolean isNone() {
        return requests < 0.5;
    }
}
