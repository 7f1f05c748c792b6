package batchbook.course;

import batchbook.ModelException;
import batchbook.Prompt;
import batchbook.Result;
import batchbook.Run;
import batchbook.Time;
import batchbook.gemini.Gemini;
import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One who takes part in a {@link Race}: a server of its own, and the times at which its answers came. Safe to share between
 * threads.
 *
 * <pre>{@code
 * racer.everyone(20, prompt -> {
 *     while (!racer.ask(prompt)) racer.sleep(1);
 * });
 * }</pre>
 */
public final class Racer implements AutoCloseable {
    private final Simulator server;
    private final Gemini model;
    private final Instant start;
    private final List<Prompt> prompts;
    private final ConcurrentLinkedQueue<Duration> answers = new ConcurrentLinkedQueue<>();

    /** What one policy does with all the prompts, from the start to its last answer. */
    @FunctionalInterface
    public interface Policy {
        void run(Racer racer) throws Exception;
    }

    Racer(Scenario scenario, List<Prompt> prompts) {
        this.server = Simulator.start(scenario);
        this.model = Gemini.at(server);
        this.start = model.time().now();
        this.prompts = prompts;
    }

    /** Asks once. Whether there is an answer; false when the server refused. */
    public boolean ask(Prompt prompt) {
        try {
            model.ask(prompt);
        } catch (ModelException refusal) {
            return false;
        }
        answers.add(now());
        return true;
    }

    /** How much of the server's time has passed since the start. */
    public Duration now() {
        return since(model.time().now());
    }

    private Duration since(Instant moment) {
        return Duration.between(start, moment);
    }

    /** Waits for so many seconds of the server's time. */
    public void sleep(double seconds) throws InterruptedException {
        model.time().sleep(Duration.ofNanos(Math.round(seconds * 1e9)));
    }

    /** Waits until so many seconds have passed since the start; not at all if they have. */
    public void sleepUntil(double seconds) throws InterruptedException {
        sleep(seconds - now().toNanos() / 1e9);
    }

    /**
     * Does this work with each prompt, in so many threads, and waits for all of them.
     *
     * @throws Exception what the work of the first prompt that failed threw; the others are done
     */
    public void everyone(int workers, Pool.Work<Prompt> work) throws Exception {
        Pool.each(prompts, workers, work);
    }

    /** Takes over when the answers of a run on {@link #model()} came. */
    public void count(Run run) {
        run.answered().stream()
                .map(Result::attempts)
                .map(attempts -> attempts.get(attempts.size() - 1).finished())
                .forEach(end -> answers.add(since(end)));
    }

    /** This racer's own server, as a batch asks it. */
    public Gemini model() {
        return model;
    }

    /** The clock of its server. */
    public Time time() {
        return model.time();
    }

    /** What is to be asked. */
    public List<Prompt> prompts() {
        return prompts;
    }

    /** When each answer came, since the start, in this order. */
    List<Duration> answers() {
        return answers.stream().sorted().toList();
    }

    /** How many requests the server refused. */
    long refused() {
        return server.refused();
    }

    @Override
    public void close() {
        server.close();
    }
}
