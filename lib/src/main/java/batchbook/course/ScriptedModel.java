package batchbook.course;

import batchbook.ErrorKind;
import batchbook.Model;
import batchbook.ModelException;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Time;
import batchbook.virtual.VirtualClock;
import batchbook.virtual.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

/**
 * A model for code of learners: fails as it was told, then answers {@code "answer to " + prompt}, and remembers who asked
 * what and when. Its clock is virtual. Whoever asks too often gets an {@link Error}, so that no loop is endless. Thread-safe.
 */
final class ScriptedModel implements Model {
    private final VirtualClock clock = VirtualClock.start(Instant.EPOCH, 1e9);
    private final Function<Prompt, Duration> latency;
    private final Function<Prompt, Queue<ErrorKind>> failures;
    private final int most;
    private final List<Asked> asked = new ArrayList<>();

    /** One request: what for, and when it came. */
    record Asked(String text, Duration at) {}

    /** Thrown at whoever asks too often. */
    static final class AskedTooOften extends Error {
        private static final long serialVersionUID = 1;

        private final int most;

        AskedTooOften(int most) {
            this.most = most;
        }

        String words() {
            return "it was stopped after " + most + " requests";
        }
    }

    private ScriptedModel(Function<Prompt, Duration> latency, Function<Prompt, Queue<ErrorKind>> failures, int most) {
        this.latency = latency;
        this.failures = failures;
        this.most = most;
    }

    /** Fails with these, one for each request, then answers. Each takes a tenth of a second. */
    static ScriptedModel failing(ErrorKind... failures) {
        Queue<ErrorKind> left = new ArrayDeque<>(List.of(failures));
        return new ScriptedModel(prompt -> Duration.ofMillis(100), prompt -> left, 50);
    }

    /** Fails for these texts only, with one kind for each request for it, then answers. Each takes a tenth of a second. */
    static ScriptedModel failing(Map<String, List<ErrorKind>> failures) {
        Map<String, Queue<ErrorKind>> left = new HashMap<>();
        failures.forEach((text, kinds) -> left.put(text, new ArrayDeque<>(kinds)));
        return new ScriptedModel(
                prompt -> Duration.ofMillis(100), prompt -> left.getOrDefault(prompt.text(), new ArrayDeque<>()), 50);
    }

    /** Answers each prompt after its own time. */
    static ScriptedModel answering(Function<Prompt, Duration> latency, int most) {
        Queue<ErrorKind> none = new ArrayDeque<>();
        return new ScriptedModel(latency, prompt -> none, most);
    }

    @Override
    public Reply ask(Prompt prompt) throws InterruptedException {
        Optional<ErrorKind> failure;
        synchronized (this) {
            if (asked.size() == most) {
                throw new AskedTooOften(most);
            }
            asked.add(new Asked(prompt.text(), Duration.between(Instant.EPOCH, clock.now())));
            failure = Optional.ofNullable(failures.apply(prompt).poll());
        }
        Optional<Work> own = Work.ofThread().isPresent() ? Optional.empty() : Optional.of(clock.workByHand());
        try {
            clock.sleep(latency.apply(prompt));
        } finally {
            own.ifPresent(Work::close);
        }
        if (failure.isPresent()) {
            throw ModelException.of(failure.get(), "as the script says");
        }
        return Reply.of("answer to " + prompt.text());
    }

    /** All requests so far, in the order in which they came. */
    synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** How long after the one before each request came, the first left out. */
    List<Duration> waits() {
        List<Asked> all = asked();
        List<Duration> waits = new ArrayList<>();
        for (int i = 1; i < all.size(); i++) {
            waits.add(all.get(i).at().minus(all.get(i - 1).at()));
        }
        return waits;
    }

    @Override
    public Time time() {
        return Time.virtual(clock);
    }
}
