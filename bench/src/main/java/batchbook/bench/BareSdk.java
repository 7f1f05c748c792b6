package batchbook.bench;

import batchbook.Batch;
import batchbook.Progress;
import batchbook.Run;
import batchbook.gemini.Gemini;
import com.google.genai.Client;
import com.google.genai.types.ClientOptions;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/**
 * What a batch costs more than Google's SDK alone: wall time and CPU time, on a server without limits.
 *
 * <p>The bare SDK is one client, a thread for each request and a semaphore, without retries or a time-out. It is measured
 * as it comes, when it keeps 5 connections, and with a pool that keeps one for each worker, as Batchbook's does. All three
 * take turns in one JVM, which is warm when it compiles next to nothing any more, and so are their connections: those that
 * have rested since the turn before are used by the pooled one and not by Batchbook, as servers close such. Each figure is
 * the median of the ratios of the rounds, to the pooled one.
 */
final class BareSdk {
    private static final int ROUNDS = 9;
    /** Of the time of a turn: it is as warm as it gets. */
    private static final double HARDLY_COMPILES = 0.01;

    private static final int MOST_TURNS = 40;
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final CompilationMXBean COMPILERS = ManagementFactory.getCompilationMXBean();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private BareSdk() {}

    /**
     * Seconds.
     *
     * @param cpu of the process
     * @param caller of it, that of the thread that asked: Batchbook's loop
     * @param others of it, that of all other threads of Java
     */
    record Cost(double wall, double cpu, double caller, double others) {
        /** What is left: the JVM's own threads, which compile and collect. */
        double jvm() {
            return cpu - caller - others;
        }
    }

    interface Batches {
        void ask(List<String> prompts, int workers);
    }

    public static void main(String[] args) throws IOException {
        measure(Duration.ofMillis(200), 4_000, 100);
        measure(Duration.ofSeconds(2), 4_000, 1_000);
    }

    private static void measure(Duration latency, int requests, int workers) throws IOException {
        try (Server quick = Server.start(Duration.ofMillis(20));
                Server server = Server.start(latency)) {
            warm(all(quick.uri(), workers));
            Map<String, Batches> batches = all(server.uri(), workers);
            batches.values().forEach(batch -> batch.ask(prompts(2 * workers), workers));
            Map<String, List<Cost>> costs = new LinkedHashMap<>();
            for (int round = 0; round < ROUNDS; round++) {
                batches.forEach((name, batch) -> costs.computeIfAbsent(name, key -> new ArrayList<>())
                        .add(cost(batch, prompts(requests), workers)));
            }
            String what = Table.text("%,d requests of %,d ms, %,d workers", requests, latency.toMillis(), workers);
            report(what, costs, requests);
        }
    }

    private static void warm(Map<String, Batches> all) {
        double compiles = 1;
        for (int turn = 0; turn < MOST_TURNS && compiles > HARDLY_COMPILES; turn++) {
            long start = System.nanoTime();
            long compiled = COMPILERS.getTotalCompilationTime();
            all.values().forEach(batch -> batch.ask(prompts(6_000), 100));
            compiles = (COMPILERS.getTotalCompilationTime() - compiled) * 1e6 / (System.nanoTime() - start);
        }
    }

    private static Map<String, Batches> all(URI server, int workers) {
        Map<String, Batches> all = new LinkedHashMap<>();
        all.put("pooled", bare(server, new ConnectionPool(workers, 5, TimeUnit.MINUTES)));
        all.put("Batchbook", batchbook(server));
        all.put("as it comes", bare(server, new ConnectionPool()));
        return all;
    }

    static Batches batchbook(URI server) {
        return (prompts, workers) -> {
            Run run = Batch.of(Gemini.at(server))
                    .workers(workers)
                    .progress(Progress.none())
                    .run(prompts);
            if (run.metrics().answered() != prompts.size()) {
                throw new IllegalStateException("a calm simulator must answer everything: " + run);
            }
        };
    }

    static Batches bare(URI server, ConnectionPool connections) {
        Client client = Client.builder()
                .apiKey("simulator")
                .httpOptions(HttpOptions.builder()
                        .baseUrl(server.toString())
                        .apiVersion("v1beta")
                        .retryOptions(HttpRetryOptions.builder()
                                .attempts(1)
                                .httpStatusCodes(List.of())
                                .build())
                        .build())
                .clientOptions(ClientOptions.builder()
                        .customHttpClient(new OkHttpClient.Builder()
                                .connectionPool(connections)
                                .readTimeout(Duration.ZERO)
                                .build())
                        .build())
                .build();
        return (prompts, workers) -> {
            Semaphore places = new Semaphore(workers);
            ExecutorService threads = threads(workers);
            List<Future<String>> answers = prompts.stream()
                    .map(prompt -> threads.submit(() -> {
                        places.acquire();
                        try {
                            return client.models
                                    .generateContent("gemini-flash-latest", prompt, null)
                                    .text();
                        } finally {
                            places.release();
                        }
                    }))
                    .toList();
            try {
                for (Future<String> answer : answers) {
                    answer.get();
                }
            } catch (Exception e) {
                throw new IllegalStateException("a calm simulator must answer everything", e);
            } finally {
                threads.shutdown();
            }
        };
    }

    /** Virtual ones where there are, as Batchbook's; otherwise no more than may ask, as thousands that wait cost too. */
    private static ExecutorService threads(int workers) {
        try {
            return (ExecutorService) Executors.class
                    .getMethod("newVirtualThreadPerTaskExecutor")
                    .invoke(null);
        } catch (ReflectiveOperationException e) {
            return Executors.newFixedThreadPool(workers);
        }
    }

    private static List<String> prompts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "Is " + i + " a prime?").toList();
    }

    private static Cost cost(Batches batch, List<String> prompts, int workers) {
        batch.ask(prompts(workers), workers);
        System.gc(); // what the round before has left is not paid for here
        long start = System.nanoTime();
        long cpu = SYSTEM.getProcessCpuTime();
        long caller = THREADS.getCurrentThreadCpuTime();
        long threads = threads();
        batch.ask(prompts, workers);
        double own = (THREADS.getCurrentThreadCpuTime() - caller) / 1e9;
        double others = (threads() - threads) / 1e9 - own;
        return new Cost(
                (System.nanoTime() - start) / 1e9, (SYSTEM.getProcessCpuTime() - cpu) / 1e9, own, others);
    }

    /** CPU time of those that are there, the carriers of virtual threads among them; the JVM's own are none of them. */
    private static long threads() {
        return LongStream.of(THREADS.getAllThreadIds())
                .map(THREADS::getThreadCpuTime)
                .filter(time -> time > 0)
                .sum();
    }

    private static void report(String what, Map<String, List<Cost>> costs, int requests) {
        double wall = ratio(costs, "Batchbook", Cost::wall);
        double cpu = ratio(costs, "Batchbook", Cost::cpu);
        Table.row(
                what + ": wall",
                Table.text("%.3f (%s)", wall, each(costs, Cost::wall, 1, "s")),
                "<= 1.02",
                wall <= 1.02);
        Table.row(
                what + ": CPU per request",
                Table.text("%.3f (%s)", cpu, each(costs, Cost::cpu, 1e6 / requests, "us")),
                "<= 1.1",
                cpu <= 1.1);
        double us = 1e6 / requests;
        Table.row(what + ": of it, the thread that asked", each(costs, Cost::caller, us, "us"), "-", true);
        Table.row(what + ": of it, all other threads of Java", each(costs, Cost::others, us, "us"), "-", true);
        Table.row(what + ": of it, compilers and collector", each(costs, Cost::jvm, us, "us"), "-", true);
    }

    private static double ratio(Map<String, List<Cost>> costs, String name, ToDoubleFunction<Cost> of) {
        List<Cost> ours = costs.getOrDefault(name, List.of());
        List<Cost> bare = costs.getOrDefault("pooled", List.of());
        return median(IntStream.range(0, ours.size())
                .mapToDouble(i -> of.applyAsDouble(ours.get(i)) / of.applyAsDouble(bare.get(i)))
                .sorted()
                .toArray());
    }

    private static String each(
            Map<String, List<Cost>> costs, ToDoubleFunction<Cost> of, double factor, String unit) {
        List<String> each = new ArrayList<>();
        costs.forEach((name, rounds) -> each.add(Table.text(
                "%s %.2f %s",
                name,
                factor * median(rounds.stream().mapToDouble(of).sorted().toArray()),
                unit)));
        return String.join(", ", each);
    }

    private static double median(double[] sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
