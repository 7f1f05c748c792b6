package batchbook;

import static java.nio.charset.StandardCharsets.UTF_8;

import batchbook.job.JobAnswer;
import batchbook.job.JobInfo;
import batchbook.job.JobLimits;
import batchbook.job.JobService;
import batchbook.job.JobState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Jobs in memory, which are over after some time of a clock, and go wrong as told. */
final class FakeJobs implements JobService {
    static final JobLimits LIMITS = new JobLimits(
            1_000_000,
            10_000,
            OptionalLong.empty(),
            100,
            0.5,
            Duration.ofHours(24),
            Duration.ofHours(48),
            Duration.ofMinutes(5));

    /** A line of a job, read. */
    record Line(String key, String marker, String text) {}

    /** A job. */
    static final class Job {
        final String name;
        final String displayName;
        final List<Line> lines;
        final Instant created;
        JobState end = JobState.SUCCEEDED;
        Duration duration = Duration.ofHours(2);
        Duration begins = Duration.ofMinutes(1);
        Duration resultsAfter = Duration.ZERO;
        Instant ended = Instant.MAX;
        boolean results = true;
        String requests;

        Job(String name, String displayName, List<Line> lines, Instant created, String requests) {
            this.name = name;
            this.displayName = displayName;
            this.lines = lines;
            this.created = created;
            this.requests = requests;
        }

        Instant end() {
            Instant own = created.plus(duration);
            return ended.isBefore(own) ? ended : own;
        }
    }

    private final Supplier<Instant> clock;
    final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Map<String, List<Line>> files = new HashMap<>();
    /** What becomes of the next jobs that are made. */
    Consumer<Job> making = job -> {};
    /** What the next creations do before they fail; a null is one that goes well. */
    final Deque<Optional<ModelException>> creations = new ArrayDeque<>();
    /** Whether a creation that fails made its job all the same. */
    boolean madeAllTheSame;

    final Deque<ModelException> lists = new ArrayDeque<>();
    final Set<String> hidden = new HashSet<>();
    final List<String> discarded = new ArrayList<>();
    final List<String> cancelled = new ArrayList<>();
    JobLimits limits = LIMITS;
    /** How answers come: in the order of the lines, as told. */
    UnaryOperator<List<JobAnswer>> results = answers -> answers;

    Function<Line, JobAnswer> answering = line -> JobAnswer.of(
            line.key,
            Optional.of(line.marker).filter(marker -> !marker.isEmpty()),
            new Reply("answer to " + line.text, new Usage(line.text.length(), 10, 0, 0), "STOP", "fake-1"));

    FakeJobs(Supplier<Instant> clock) {
        this.clock = clock;
    }

    List<Job> made() {
        return List.copyOf(jobs.values());
    }

    int rowsSubmitted() {
        return jobs.values().stream().mapToInt(job -> job.lines.size()).sum();
    }

    @Override
    public JobLimits limits() {
        return limits;
    }

    @Override
    public byte[] line(String key, Prompt prompt, Optional<String> marker) {
        if (prompt.text().startsWith("refuse")) {
            throw new IllegalArgumentException("a job cannot take it");
        }
        return (key + "\t" + marker.orElse("") + "\t" + prompt.text()).getBytes(UTF_8);
    }

    @Override
    public String upload(Path file) {
        try {
            List<Line> lines = Files.readAllLines(file).stream()
                    .map(line -> line.split("\t", 3))
                    .map(part -> new Line(part[0], part[1], part[2]))
                    .toList();
            String name = "files/" + files.size();
            files.put(name, lines);
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public JobInfo create(String displayName, String requestsFile) {
        Optional<ModelException> failure = creations.isEmpty() ? Optional.empty() : creations.remove();
        Job job = new Job("batches/" + jobs.size(), displayName, files.get(requestsFile), clock.get(), requestsFile);
        making.accept(job);
        if (failure.isEmpty() || madeAllTheSame) {
            jobs.put(job.name, job);
        }
        failure.ifPresent(e -> {
            throw e;
        });
        return info(job);
    }

    private JobInfo info(Job job) {
        Instant now = clock.get();
        boolean over = !now.isBefore(job.end());
        JobState state =
                over ? job.end : job.created.plus(job.begins).isAfter(now) ? JobState.PENDING : JobState.RUNNING;
        boolean there = over && job.results && !now.isBefore(job.end().plus(job.resultsAfter));
        return new JobInfo(
                job.name,
                job.displayName,
                state,
                Optional.of(job.created),
                over ? Optional.of(job.end()) : Optional.empty(),
                new JobInfo.Rows(job.lines.size(), over ? job.lines.size() : 0, 0, over ? 0 : job.lines.size()),
                over && job.end == JobState.FAILED ? Optional.of("it broke") : Optional.empty(),
                Optional.of(job.requests),
                there ? Optional.of("files/results-" + job.name) : Optional.empty());
    }

    @Override
    public Optional<JobInfo> get(String name) {
        return Optional.ofNullable(jobs.get(name))
                .filter(job -> !hidden.contains(name))
                .map(this::info);
    }

    @Override
    public List<JobInfo> named(String displayNamePrefix) {
        if (!lists.isEmpty()) {
            throw lists.remove();
        }
        return jobs.values().stream()
                .filter(job -> job.displayName.startsWith(displayNamePrefix) && !hidden.contains(job.name))
                .map(this::info)
                .toList();
    }

    @Override
    public void results(JobInfo info, Consumer<JobAnswer> sink) {
        Job job = jobs.get(info.name());
        results.apply(job.lines.stream().map(answering).toList()).forEach(sink);
    }

    @Override
    public void cancel(String name) {
        Job job = jobs.get(name);
        cancelled.add(name);
        job.end = JobState.CANCELLED;
        job.ended = clock.get();
    }

    @Override
    public void discard(String requestsFile) {
        discarded.add(requestsFile);
    }
}
