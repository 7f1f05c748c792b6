package batchbook.sim;

import batchbook.sim.answers.Answers;
import batchbook.sim.answers.Question;
import batchbook.sim.jobs.Jobs;
import batchbook.virtual.Tempo;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How the simulated service behaves: how fast, how evenly, and what goes wrong how often.
 *
 * <p>An immutable value. Start from {@link #calm()}, {@link #busy()}, {@link #flaky()}, {@link #freeTier()},
 * {@link #tier1()} or {@link #outage()} and change what matters:
 *
 * <pre>{@code
 * Scenario.calm().seed(7).latency(Duration.ofMillis(80)).fault(Fault.OVERLOADED, 0.05).answers(prompt -> "yes")
 * }</pre>
 *
 * <p>The same seed gives the same prompt the same answer, the same waits and the same faults, in whatever order the
 * requests arrive. Quotas and outages depend on when they arrive, but change nothing about the answer to what they let
 * through. Equal requests are told apart by their number, 1 for the first: faults, and whether an answer is malformed, are
 * drawn anew for each of them, and with a temperature above 0 in the request the answer, too. So asking again usually helps,
 * and samples differ; two runs of a fresh simulator are alike. So do candidates of one request.
 *
 * <p>Answers say what the words of a prompt say: reviews get the sentiment, topics and urgency that they speak of, products
 * their facts. Models err as models do: on few easy texts and on many hard ones, a Flash-Lite more than a Flash, a Pro less.
 * All times are simulated: with {@link #speedUp(double)} they pass faster than real ones.
 *
 * @param seed what all chance is drawn from; 1 by default
 * @param latency the median time to an answer, at most one hour; 250 ms in a calm scenario
 * @param spread how far times scatter, the sigma of a log-normal distribution, 0 to 3; with 0 every answer takes
 *     exactly {@code latency}, otherwise long answers take longer than short ones
 * @param faults the share of requests, or of prompts for a fault that {@linkplain Fault#belongsToPrompt() belongs to the
 *     prompt}, that meet each fault; each 0 to 1 and together at most 1; none in a calm scenario
 * @param retryDelay the wait that {@link Fault#RATE_LIMITED} asks for; about one second by default
 * @param answers from a question to the text of its answer, sent as it is even where a schema was asked for; must be
 *     thread-safe and quick, and must give the same text for the same question. What it throws becomes a 500. By default
 *     a plausible text, or JSON that fits the schema, but for one in 20, which is malformed as those of models are: in a
 *     fence, after a sentence, cut off, a word for a number, a field or a label wrong, a comma too many, null
 * @param quotas what is counted and refused; nothing in a calm scenario
 * @param lanes how many requests are worked on at once, at least 1; the others wait in the order in which they came, and
 *     an answer takes its time from when it is its turn. Without limit by default
 * @param outages when nothing is answered; never in a calm scenario
 * @param tempo how many times faster than real time the simulator's time passes, 1 by default, and whether it waits for
 *     whoever works
 * @param jobs how long jobs of the Batch API take, and what goes wrong with them; nothing in a calm scenario
 */
public record Scenario(
        long seed,
        Duration latency,
        double spread,
        Map<Fault, Double> faults,
        Duration retryDelay,
        Function<Question, String> answers,
        Quotas quotas,
        OptionalLong lanes,
        List<Outage> outages,
        Tempo tempo,
        Jobs jobs) {

    /** @throws IllegalArgumentException naming the value that is out of range */
    public Scenario {
        ScenarioDraft.requireBetween(Duration.ZERO, latency, Duration.ofHours(1), "latency");
        ScenarioDraft.requireBetween(Duration.ZERO, retryDelay, Duration.ofDays(2), "retryDelay");
        ScenarioDraft.requireBetween(0.0, spread, 3.0, "spread");
        faults = FaultShares.checked(faults);
        Objects.requireNonNull(quotas, "quotas");
        if (lanes.orElse(1) < 1) {
            throw new IllegalArgumentException("lanes must be at least 1, but was " + lanes.getAsLong());
        }
        outages = List.copyOf(outages);
        Objects.requireNonNull(answers, "answers");
        Objects.requireNonNull(jobs, "jobs");
        if (answers instanceof Answers made) {
            answers = made.seed(seed);
        }
    }

    /** Nothing goes wrong; half of the answers take less than 250 ms, few more than twice that. */
    public static Scenario calm() {
        return of(ScenarioDraft.calm());
    }

    /** A working day: a median of 400 ms with a long tail, 3.2 % refused with 503, one answer in 200 slow. */
    public static Scenario busy() {
        return calm().latency(Duration.ofMillis(400))
                .spread(0.5)
                .fault(Fault.OVERLOADED, 0.032)
                .fault(Fault.SLOW, 0.005);
    }

    /**
     * A bad day: a quarter of all first requests meet a fault, of every kind but {@link Fault#HANG}, which would stop a
     * client without a time limit for good; add it with {@link #fault} when the client has one.
     */
    public static Scenario flaky() {
        return calm().spread(0.5).with(draft -> draft.faults = FaultShares.FLAKY);
    }

    /**
     * A key that costs nothing, as refusals and AI Studio told it from July to September 2026. Flash: 5 requests a minute
     * and 20 a day. Flash-Lite, here each model with {@code -lite} in its name: 15 a minute and 500 a day. Both: 250,000
     * tokens of prompts a minute. Google prints no such numbers any more; your project's page in AI Studio has yours. An
     * answer takes 2 seconds. The methods below change the quotas of Flash, {@link Quotas#lite} those of Flash-Lite.
     */
    public static Scenario freeTier() {
        return calm().latency(Duration.ofSeconds(2)).quotas(Quotas.freeTier());
    }

    /** A key that is paid for: 1,000 requests and 1,000,000 tokens a minute, 10,000 requests a day; 2 seconds. */
    public static Scenario tier1() {
        return calm().latency(Duration.ofSeconds(2)).quotas(Quotas.tier1());
    }

    /** A calm scenario in which everything is refused with 503 from 20 to 110 seconds after the start. */
    public static Scenario outage() {
        return calm().outage(Duration.ofSeconds(20), Duration.ofSeconds(110));
    }

    /** This scenario with another seed. */
    public Scenario seed(long newSeed) {
        return with(draft -> draft.seed = newSeed);
    }

    /** This scenario with another median time to an answer. */
    public Scenario latency(Duration median) {
        return with(draft -> draft.latency = median);
    }

    /** This scenario with times scattered more or less widely; 0 makes every answer take exactly {@link #latency()}. */
    public Scenario spread(double sigma) {
        return with(draft -> draft.spread = sigma);
    }

    /** This scenario with one fault as frequent as said, 0 to 1; 0 takes it away. */
    public Scenario fault(Fault kind, double share) {
        Map<Fault, Double> changed = new EnumMap<>(Fault.class);
        changed.putAll(faults);
        changed.put(kind, share);
        return with(draft -> draft.faults = changed);
    }

    /** This scenario with another wait asked for by {@link Fault#RATE_LIMITED}. */
    public Scenario retryDelay(Duration wait) {
        return with(draft -> draft.retryDelay = wait);
    }

    /** This scenario with answers of your own, from a prompt's text to the text of its answer. */
    public Scenario answers(Function<String, String> answersOfYourOwn) {
        return answersTo(answersOfYourOwn.compose(Question::prompt));
    }

    /** This scenario with answers of your own that see the whole request. A lambda would fit both, so this has its own name. */
    public Scenario answersTo(Function<Question, String> answersOfYourOwn) {
        return with(draft -> draft.answers = answersOfYourOwn);
    }

    /** With another share of malformed answers to a schema, 0 to 1; to JSON asked in words, fourfold; not with your own. */
    public Scenario malformed(double share) {
        if (!(answers instanceof Answers made)) {
            throw new IllegalStateException(
                    "answers of your own are sent as they are; only made-up ones are malformed");
        }
        return answersTo(made.malformed(share));
    }

    /** This scenario with other quotas, all at once; the methods below change one of them. */
    public Scenario quotas(Quotas newQuotas) {
        return with(draft -> draft.quotas = newQuotas);
    }

    /** This scenario with a quota of requests per minute, for each model; 0 for a key that has none. */
    public Scenario perMinute(long requests) {
        return quotas(quotas.perMinute(requests));
    }

    /** This scenario with another quota of requests per minute from this time after the start on, for each model. */
    public Scenario perMinute(long requests, Duration from) {
        return quotas(quotas.perMinute(requests, from));
    }

    /** This scenario with others who send so many requests a minute with the same key, for each model. */
    public Scenario others(long requestsPerMinute) {
        return quotas(quotas.others(requestsPerMinute));
    }

    /** This scenario with others who send so many requests a minute from this time after the start on. */
    public Scenario others(long requestsPerMinute, Duration from) {
        return quotas(quotas.others(requestsPerMinute, from));
    }

    /** This scenario with at most so many requests worked on at once, while the others wait for their turn. */
    public Scenario lanes(long atOnce) {
        return with(draft -> draft.lanes = OptionalLong.of(atOnce));
    }

    /** This scenario with a quota of prompts' tokens per minute, for each model; 0 for a key that has none. */
    public Scenario tokensPerMinute(long tokens) {
        return quotas(quotas.tokensPerMinute(tokens));
    }

    /** This scenario with a quota of requests per day, for each model; 0 for a key that has none. */
    public Scenario perDay(long requests) {
        return quotas(quotas.perDay(requests));
    }

    /** This scenario with at most so many requests for a model waiting for their answers at once. */
    public Scenario inFlight(long requests) {
        return quotas(quotas.inFlight(requests));
    }

    /** This scenario with a limit of money, in US dollars; {@link Quotas} has the prices. */
    public Scenario spendLimit(double dollars) {
        return quotas(quotas.spendLimit(dollars));
    }

    /** This scenario with quotas for the minutes of a clock, of which this much has passed at the start. */
    public Scenario fixedMinutes(Duration phase) {
        return quotas(quotas.fixedMinutes(phase));
    }

    /** This scenario with refused requests counted against the quotas of a minute too. */
    public Scenario refusedCount() {
        return quotas(quotas.refusedCount(true));
    }

    /** This scenario with other words for a request over a quota. */
    public Scenario refusals(Refusal words) {
        return quotas(quotas.refusals(words));
    }

    /** This scenario with fractions of a second in the RetryInfo of a request over a quota, as sometimes seen. */
    public Scenario exactDelays() {
        return quotas(quotas.exactDelays(true));
    }

    /** This scenario with one more outage, with 503, between two times after the start. */
    public Scenario outage(Duration from, Duration to) {
        return outage(new Outage(from, to, false));
    }

    /** This scenario with one more outage, with every connection closed, between two times after the start. */
    public Scenario cutOff(Duration from, Duration to) {
        return outage(new Outage(from, to, true));
    }

    /** This scenario with all times of the server (answers, minutes, jobs, waits it names) so many times faster, 1 to 1000. */
    public Scenario speedUp(double times) {
        return with(draft -> draft.tempo = tempo.faster(times));
    }

    /**
     * This scenario on a clock that stands still while anybody in this JVM works: all times, and what follows from them, are
     * the same on every machine, however slow or busy. {@link #speedUp} is the most. Only for clients of this JVM.
     */
    public Scenario virtualTime() {
        return with(draft -> draft.tempo = tempo.asVirtual());
    }

    /** This scenario with other jobs of the Batch API: how long they take, their limits, their faults. */
    public Scenario jobs(Jobs newJobs) {
        return with(draft -> draft.jobs = newJobs);
    }

    private Scenario with(Consumer<ScenarioDraft> change) {
        ScenarioDraft d = new ScenarioDraft(
                seed, latency, spread, faults, retryDelay, answers, quotas, lanes, outages, tempo, jobs);
        change.accept(d);
        return of(d);
    }

    private static Scenario of(ScenarioDraft d) {
        return new Scenario(
                d.seed,
                d.latency,
                d.spread,
                d.faults,
                d.retryDelay,
                d.answers,
                d.quotas,
                d.lanes,
                d.outages,
                d.tempo,
                d.jobs);
    }

    private Scenario outage(Outage another) {
        List<Outage> more = Stream.concat(outages.stream(), Stream.of(another)).toList();
        return with(draft -> draft.outages = more);
    }
}
