package batchbook;

import batchbook.answer.AnswerType;
import batchbook.job.JobService;
import batchbook.prompt.Attachment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What answers a prompt: the only seam to a provider.
 *
 * <p>{@code Gemini} is one; a lambda is another, which is how another provider, a cache or a test takes part:
 *
 * <pre>{@code
 * Model shout = prompt -> Reply.of(prompt.text().toUpperCase());
 * Batch.parallel(shout, List.of("hello", "world"), 2);
 * }</pre>
 *
 * <p>A journal needs {@linkplain #named a name} for it.
 *
 * <p>A batch calls {@link #ask} from several threads at once, so it must be safe for that. It may block; a batch that
 * is stopped, or whose time-out passes, interrupts the calling thread and no longer waits for it.
 */
@FunctionalInterface
public interface Model {
    /**
     * Answers one prompt.
     *
     * @throws ModelException when the provider said no, with the kind that decides whether to ask again
     * @throws Exception whatever else went wrong: it becomes a failed row, never the end of the batch. One that tells of an
     *     HTTP status at the beginning of its message, such as {@code HTTP 429, retry in 7s} or {@code status code: 503}, is
     *     understood as that: a refusal is waited out, a server in trouble asked again
     */
    Reply ask(Prompt prompt) throws Exception;

    /**
     * A model of your own with a name, which a journal needs to find its answers again: {@code Model.named("gpt-4o-mini",
     * prompt -> ..)}. What makes it answer differently belongs into the name.
     *
     * @throws IllegalArgumentException when the name is blank
     */
    static NamedModel named(String name, Model model) {
        return NamedModel.of(name, model);
    }

    /**
     * Gets ready, so that the first request is not slower than the others. A batch calls it before each run, on the
     * caller's thread and outside all that is measured. Does nothing by default.
     */
    default void prepare() {}

    /** The name shown for it in summaries and tables; by default {@code "model"}. */
    default String name() {
        return "model";
    }

    /**
     * All that makes it answer the same prompt differently: model, temperature, system instruction, schema. A journal
     * finds an answer again only under the same settings, and is refused to a model that has neither settings nor a name of
     * its own. By default the {@link #name()}; never holds a key.
     */
    default String settings() {
        return name();
    }

    /**
     * How earlier versions of it told these same {@link #settings()}: rows that a journal has under them are found too.
     * None by default.
     */
    default List<String> formerSettings() {
        return List.of();
    }

    /**
     * Whose limits count when it is asked: what a batch learns about them is shared by all models whose accounts are
     * equal, for as long as the JVM lives. By default each model has an account of its own.
     */
    default Object account() {
        return this;
    }

    /**
     * What its answers are to be, when they are to be more than a text: a batch reads each by it, and one that does not fit
     * is a failed try. Empty by default.
     */
    default Optional<AnswerType<?>> answerType() {
        return Optional.empty();
    }

    /**
     * What it and its requests are to those who watch from outside, in the words of OpenTelemetry's conventions for GenAI:
     * {@code gen_ai.provider.name}, {@code server.address}, {@code gen_ai.request.temperature}. Texts, whole numbers, numbers
     * and lists of texts; never a key, nor a prompt. None by default.
     */
    default Map<String, Object> attributes() {
        return Map.of();
    }

    /** The clock its times are told by; by default the real one. */
    default Time time() {
        return Time.real();
    }

    /** What it costs; empty, which is the default, when that is not known. */
    default Optional<Price> price() {
        return Optional.empty();
    }

    /**
     * The most tokens that one request for this prompt can use, for budgets: never fewer than it will turn out to be. By
     * default a token for each byte of its texts, the most that its files can be, and 8,192 for the answer. {@link Usage#UNBOUNDED} when nobody can say:
     * then a batch with {@code maxCost} or {@code maxTokens} is refused before anything is sent.
     */
    default Usage mostTokens(Prompt prompt) {
        long files =
                prompt.attachments().stream().mapToLong(Attachment::mostTokens).sum();
        return new Usage(prompt.bytes() + files, 8_192, 0, 0);
    }

    /**
     * Bytes of what it sends with every prompt, for estimates of tokens: an instruction, examples, a schema. By default 0.
     */
    default long fixedBytes() {
        return 0;
    }

    /**
     * Whether it can take this prompt at all: a batch asks before it sends anything. By default it can.
     *
     * @throws IllegalArgumentException when it cannot, such as for files that are too large, with what to do
     */
    default void check(Prompt prompt) {}

    /**
     * The provider's jobs of many requests with the settings of this model, answered within a day at a part of the price;
     * empty, which is the default, when it has none.
     */
    default Optional<JobService> jobs() {
        return Optional.empty();
    }
}
