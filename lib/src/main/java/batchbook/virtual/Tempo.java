package batchbook.virtual;

/**
 * How a simulated time passes.
 *
 * @param speedUp how many times faster than real time, 1 to 1000
 * @param virtual whether it stands still while anybody in this JVM works; {@code speedUp} is then the most
 */
public record Tempo(double speedUp, boolean virtual) {
    /** As real time does. */
    public static final Tempo REAL = new Tempo(1, false);

    /** @throws IllegalArgumentException when {@code speedUp} is out of range */
    public Tempo {
        if (!(speedUp >= 1 && speedUp <= 1000)) {
            throw new IllegalArgumentException("speedUp must be between 1.0 and 1000.0, but was " + speedUp);
        }
    }

    public Tempo faster(double times) {
        return new Tempo(times, virtual);
    }

    public Tempo asVirtual() {
        return new Tempo(speedUp, true);
    }
}
