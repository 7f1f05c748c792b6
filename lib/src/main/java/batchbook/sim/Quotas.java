package batchbook.sim;

import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The quotas that the simulated service counts, for each model on its own, and how it refuses what exceeds them. Times
 * are {@linkplain Scenario#speedUp(double) simulated}.
 *
 * <p>An immutable value. A {@link Scenario} has the same methods, so this is seldom needed by itself:
 *
 * <pre>{@code
 * Scenario.calm().quotas(Quotas.none().perMinute(10).tokensPerMinute(250_000))
 * }</pre>
 *
 * <p>A request takes its place when it arrives; one that is refused takes none. A limit of 0 is a key without a quota
 * for the model. A model's alias shares the model's quotas.
 *
 * @param perMinute requests per minute; none by default
 * @param tokensPerMinute tokens of prompts per minute; none by default
 * @param perDay requests, and the day does not end as long as the simulator lives; none by default. A refusal names a
 *     wait of 36 seconds, as the real ones do, and it means nothing
 * @param inFlight requests that may wait for their answers at once; none by default. A refusal names no quota and no
 *     wait
 * @param spendLimit US dollars for all models together, at 0.75 a million tokens of prompts and 3.75 a million of
 *     answers and thoughts; none by default. An answer is paid for when it is sent, so what is under way may exceed it
 * @param fixedMinutes when present, minutes are those of a clock, and at the start of the simulator this much of one
 *     has passed, less than a minute; by default a minute is the last 60 seconds at any time
 * @param refusedCount whether refused requests count against the quotas of a minute too; false by default
 * @param refusals what a refusal says; {@link Refusal#FULL} by default
 * @param exactDelays whether RetryInfo has fractions of a second; false by default, so that only the message does and
 *     RetryInfo is up to a second too short
 * @param laterPerMinute what becomes of the requests per minute, by the time since the start; they stay by default
 * @param others how many requests a minute others send with the same key, for each model, evenly, by the time since the
 *     start; none by default. Each is one request without tokens that takes its place where there is one
 * @param lite quotas in the place of these, for each model with {@code -lite} in its name; these by default. All money
 *     is spent together
 */
public record Quotas(
        OptionalLong perMinute,
        OptionalLong tokensPerMinute,
        OptionalLong perDay,
        OptionalLong inFlight,
        OptionalDouble spendLimit,
        Optional<Duration> fixedMinutes,
        boolean refusedCount,
        Refusal refusals,
        boolean exactDelays,
        SortedMap<Duration, Long> laterPerMinute,
        SortedMap<Duration, Long> others,
        Optional<Quotas> lite) {

    private static final Quotas NONE = new Quotas(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            false,
            Refusal.FULL,
            false,
            new TreeMap<>(),
            new TreeMap<>(),
            Optional.empty());

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the value that is out of range
     */
    public Quotas {
        requireNotNegative(perMinute, "perMinute");
        requireNotNegative(tokensPerMinute, "tokensPerMinute");
        requireNotNegative(perDay, "perDay");
        requireNotNegative(inFlight, "inFlight");
        Objects.requireNonNull(refusals, "refusals");
        laterPerMinute = checked(laterPerMinute, "perMinute");
        others = checked(others, "others");
        double dollars = spendLimit.orElse(0);
        if (!(dollars >= 0 && dollars <= 1e6)) {
            throw new IllegalArgumentException("spendLimit must be between 0 and 1000000 dollars, but was " + dollars);
        }
        Duration phase = fixedMinutes.orElse(Duration.ZERO);
        if (phase.isNegative() || phase.compareTo(QuotaWindow.MINUTE) >= 0) {
            throw new IllegalArgumentException(
                    "the phase of fixedMinutes must be at least zero and less than a minute, but was " + phase);
        }
    }

    /** Nothing is counted and nothing refused. */
    public static Quotas none() {
        return NONE;
    }

    static Quotas freeTier() {
        Quotas lite = none().perMinute(15).tokensPerMinute(250_000).perDay(500);
        return none().perMinute(5).tokensPerMinute(250_000).perDay(20).lite(lite);
    }

    static Quotas tier1() {
        return none().perMinute(1_000).tokensPerMinute(1_000_000).perDay(10_000);
    }

    /** These quotas with another limit of requests per minute. */
    public Quotas perMinute(long requests) {
        return changed(OptionalLong.of(requests), tokensPerMinute, perDay, inFlight, spendLimit);
    }

    /** These quotas with another limit of requests per minute from this time after the start on. */
    public Quotas perMinute(long requests, Duration from) {
        return changed(with(laterPerMinute, requests, from), others, lite);
    }

    /** These quotas with others who send so many requests a minute with the same key. */
    public Quotas others(long requestsPerMinute) {
        return others(requestsPerMinute, Duration.ZERO);
    }

    /** These quotas with others who send so many requests a minute from this time after the start on. */
    public Quotas others(long requestsPerMinute, Duration from) {
        return changed(laterPerMinute, with(others, requestsPerMinute, from), lite);
    }

    /** These quotas, and others for each model with {@code -lite} in its name. */
    public Quotas lite(Quotas ofLiteModels) {
        return changed(laterPerMinute, others, Optional.of(ofLiteModels));
    }

    /** These quotas with another limit of prompts' tokens per minute. */
    public Quotas tokensPerMinute(long tokens) {
        return changed(perMinute, OptionalLong.of(tokens), perDay, inFlight, spendLimit);
    }

    /** These quotas with another limit of requests per day. */
    public Quotas perDay(long requests) {
        return changed(perMinute, tokensPerMinute, OptionalLong.of(requests), inFlight, spendLimit);
    }

    /** These quotas with another limit of requests at once. */
    public Quotas inFlight(long requests) {
        return changed(perMinute, tokensPerMinute, perDay, OptionalLong.of(requests), spendLimit);
    }

    /** These quotas with another limit of money, in US dollars. */
    public Quotas spendLimit(double dollars) {
        return changed(perMinute, tokensPerMinute, perDay, inFlight, OptionalDouble.of(dollars));
    }

    /** These quotas with minutes of a clock, of which this much has passed at the start. */
    public Quotas fixedMinutes(Duration phase) {
        return changed(Optional.of(phase), refusedCount, refusals, exactDelays);
    }

    /** These quotas with refused requests counted, or not. */
    public Quotas refusedCount(boolean count) {
        return changed(fixedMinutes, count, refusals, exactDelays);
    }

    /** These quotas with other words for a refusal. */
    public Quotas refusals(Refusal words) {
        return changed(fixedMinutes, refusedCount, words, exactDelays);
    }

    /** These quotas with fractions of a second in RetryInfo, or without. */
    public Quotas exactDelays(boolean exact) {
        return changed(fixedMinutes, refusedCount, refusals, exact);
    }

    /** What holds for one model. */
    Quotas of(String model) {
        return Models.lite(model) ? lite.orElse(this) : this;
    }

    /** The requests per minute; empty when they are never limited. */
    Optional<RateSchedule> schedulePerMinute() {
        return perMinute.isEmpty() && laterPerMinute.isEmpty()
                ? Optional.empty()
                : Optional.of(RateSchedule.of(perMinute.orElse(Long.MAX_VALUE), laterPerMinute));
    }

    private Quotas changed(
            OptionalLong minute, OptionalLong tokens, OptionalLong day, OptionalLong atOnce, OptionalDouble dollars) {
        return new Quotas(
                minute,
                tokens,
                day,
                atOnce,
                dollars,
                fixedMinutes,
                refusedCount,
                refusals,
                exactDelays,
                laterPerMinute,
                others,
                lite);
    }

    private Quotas changed(Optional<Duration> phase, boolean count, Refusal words, boolean exact) {
        return new Quotas(
                perMinute,
                tokensPerMinute,
                perDay,
                inFlight,
                spendLimit,
                phase,
                count,
                words,
                exact,
                laterPerMinute,
                others,
                lite);
    }

    private Quotas changed(SortedMap<Duration, Long> later, SortedMap<Duration, Long> more, Optional<Quotas> ofLite) {
        return new Quotas(
                perMinute,
                tokensPerMinute,
                perDay,
                inFlight,
                spendLimit,
                fixedMinutes,
                refusedCount,
                refusals,
                exactDelays,
                later,
                more,
                ofLite);
    }

    private static SortedMap<Duration, Long> with(SortedMap<Duration, Long> course, long value, Duration from) {
        SortedMap<Duration, Long> more = new TreeMap<>(course);
        more.put(from, value);
        return more;
    }

    private static SortedMap<Duration, Long> checked(SortedMap<Duration, Long> course, String name) {
        course.forEach((from, value) -> {
            requireNotNegative(OptionalLong.of(value), name);
            if (from.isNegative()) {
                throw new IllegalArgumentException(
                        name + " cannot change before the start, but was to change at " + from);
            }
        });
        return Collections.unmodifiableSortedMap(new TreeMap<>(course));
    }

    private static void requireNotNegative(OptionalLong limit, String name) {
        if (limit.orElse(0) < 0) {
            throw new IllegalArgumentException(name + " must not be negative, but was " + limit.getAsLong());
        }
    }
}
