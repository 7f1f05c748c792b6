package batchbook;

/** Lets the tests of models hear what a batch hears. */
public final class DepartureWatch {
    private DepartureWatch() {}

    /** Runs this while that is told of departures on this thread. */
    public static void on(Runnable told, Runnable asking) {
        Departure.watch(told);
        try {
            asking.run();
        } finally {
            Departure.watch(null);
        }
    }
}
