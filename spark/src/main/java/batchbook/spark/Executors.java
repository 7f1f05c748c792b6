package batchbook.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.jspecify.annotations.Nullable;

/** The JVMs that ask. */
final class Executors {
    /** As Spark names the driver among them. */
    private static final String DRIVER = "driver";

    private Executors() {}

    /**
     * How many there are, or will be: those that have come, or those that were ordered if they are more.
     *
     * @throws IllegalStateException when they come and go without a limit
     */
    static int of(SparkContext context) {
        // The driver is in this list too.
        return context.isLocal()
                ? 1
                : of(context.getConf(), context.statusTracker().getExecutorInfos().length - 1);
    }

    static int of(SparkConf settings, int come) {
        int ordered = settings.getInt("spark.executor.instances", 0);
        if (settings.getBoolean("spark.dynamicAllocation.enabled", false)) {
            ordered = settings.getInt("spark.dynamicAllocation.maxExecutors", Integer.MAX_VALUE);
            if (ordered == Integer.MAX_VALUE) {
                throw new IllegalStateException(
                        "the number of executors has no limit, so a quota cannot be divided among"
                                + " them: set spark.dynamicAllocation.maxExecutors, or say each one's share with perMinute(..)");
            }
        }
        return Math.max(1, Math.max(come, ordered));
    }

    /** This JVM, in words. */
    static String here() {
        @Nullable SparkEnv environment = SparkEnv.get();
        return environment == null || environment.executorId().equals(DRIVER)
                ? "this machine"
                : "executor " + environment.executorId() + " ("
                        + environment.blockManager().blockManagerId().host() + ")";
    }
}
