package batchbook;

import batchbook.answer.AnswerType;
import batchbook.job.JobService;
import batchbook.virtual.VirtualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A model with jobs in memory, on a clock that goes on only while somebody sleeps. */
final class NightWorld implements Model {
    static final Instant START = Instant.parse("2026-11-26T20:00:00Z");

    final VirtualClock clock = VirtualClock.start(START, 1e9);
    final Time time = Time.virtual(clock);
    final FakeJobs jobs = new FakeJobs(clock::now);
    final AtomicInteger asked = new AtomicInteger();
    Optional<AnswerType<?>> type = Optional.empty();

    final Path journal;

    NightWorld(Path journal) {
        this.journal = journal;
    }

    static List<String> prompts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "prompt number " + i).toList();
    }

    Batch plan() {
        return Batch.of(this).journal(journal).progress(Progress.none()).workers(2);
    }

    void pass(Duration time) {
        try {
            clock.sleep(time);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Reply ask(Prompt prompt) {
        asked.incrementAndGet();
        return new Reply(
                "live answer to " + prompt.text(), new Usage(prompt.text().length(), 10, 0, 0), "STOP", "fake-1");
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public String settings() {
        return "fake, settings" + type.map(AnswerType::jsonSchema).orElse("");
    }

    @Override
    public Time time() {
        return time;
    }

    @Override
    public Optional<Price> price() {
        return Optional.of(Price.perMillion(1, 10));
    }

    @Override
    public Optional<AnswerType<?>> answerType() {
        return type;
    }

    @Override
    public Optional<JobService> jobs() {
        return Optional.of(jobs);
    }
}
