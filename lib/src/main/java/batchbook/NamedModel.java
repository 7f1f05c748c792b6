package batchbook;

import batchbook.answer.AnswerType;
import batchbook.job.JobService;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A model of your own with a name, by which a journal finds its answers again. Immutable; get one from {@link
 * Model#named}.
 *
 * <pre>{@code
 * var gpt = Model.named("gpt-4o-mini, temperature 0", prompt -> Reply.of(ask(prompt.text())))
 *         .price(Price.perMillion(0.15, 0.60))          // for .maxCost(..), and for what a run has cost
 *         .account("OpenAI");                           // models of one account share its limits
 * Batch.of(gpt).journal("reviews.jsonl").run(reviews);
 * }</pre>
 *
 * <p>All else is as the model behind it tells it. Safe for use by several threads when that is.
 */
public final class NamedModel implements Model {
    private static final Model UNNAMED = prompt -> Reply.of("");

    private final String name;
    private final Model model;
    private final Optional<Price> price;
    private final Optional<Object> account;
    private final Optional<AnswerType<?>> answerType;

    private NamedModel(
            String name,
            Model model,
            Optional<Price> price,
            Optional<Object> account,
            Optional<AnswerType<?>> answerType) {
        this.name = name;
        this.model = model;
        this.price = price;
        this.account = account;
        this.answerType = answerType;
    }

    static NamedModel of(String name, Model model) {
        Objects.requireNonNull(model, "model is null: pass prompt -> Reply.of(..)");
        if (name.isBlank()) {
            throw new IllegalArgumentException("the model's name is blank: pass one such as \"gpt-4o-mini\"");
        }
        return new NamedModel(name.strip(), model, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether nothing tells the model from another one to which nobody gave a name or settings. */
    public static boolean isMissing(Model model) {
        return !(model instanceof NamedModel) && model.settings().equals(UNNAMED.settings());
    }

    /** With what it costs. Default: what the model behind it tells, which for a lambda is nothing. */
    public NamedModel price(Price known) {
        return new NamedModel(name, model, Optional.of(known), account, answerType);
    }

    /**
     * With an account: anything with {@code equals}, such as a text. What is learned about limits is shared by all models
     * whose accounts are equal. Default: that of the model behind it, which for a lambda is the name.
     */
    public NamedModel account(Object shared) {
        return new NamedModel(name, model, price, Optional.of(shared), answerType);
    }

    /**
     * With answers that are to be a record or an enum: a batch reads each as one, strictly. Your code sends the schema,
     * {@code AnswerType.of(Review.class).jsonSchema()}; the journal asks anew when it changes. Default: what the model
     * behind it tells, which for a lambda is a text.
     *
     * @throws IllegalArgumentException when an answer cannot be one, naming the component
     */
    public NamedModel answering(Class<?> type) {
        return answering(AnswerType.of(type));
    }

    /** With answers that are one of these: {@code choosing("yes", "no", "unclear")}. */
    public NamedModel choosing(String... choices) {
        return answering(AnswerType.choosing(choices));
    }

    private NamedModel answering(AnswerType<?> type) {
        return new NamedModel(name, model, price, account, Optional.of(type));
    }

    @Override
    public Reply ask(Prompt prompt) throws Exception {
        return model.ask(prompt);
    }

    @Override
    public void prepare() {
        model.prepare();
    }

    @Override
    public String name() {
        return name;
    }

    /** The name, what the model behind it tells of its settings, and the schema of {@link #answering}. */
    @Override
    public String settings() {
        return settings(model.settings());
    }

    private String settings(String behind) {
        return (isMissing(model) ? name : name + ", " + behind)
                + answerType.map(type -> ", answering " + type.jsonSchema()).orElse("");
    }

    @Override
    public List<String> formerSettings() {
        return model.formerSettings().stream().map(this::settings).toList();
    }

    /** Not the lambda itself, which is another one each time its cell runs. */
    @Override
    public Object account() {
        Object behind = model.account();
        return account.orElse(behind.equals(model) ? name : behind);
    }

    @Override
    public Optional<AnswerType<?>> answerType() {
        return answerType.or(model::answerType);
    }

    @Override
    public Map<String, Object> attributes() {
        return model.attributes();
    }

    @Override
    public Time time() {
        return model.time();
    }

    @Override
    public Optional<Price> price() {
        return price.or(model::price);
    }

    @Override
    public Usage mostTokens(Prompt prompt) {
        return model.mostTokens(prompt);
    }

    @Override
    public long fixedBytes() {
        return model.fixedBytes();
    }

    @Override
    public void check(Prompt prompt) {
        model.check(prompt);
    }

    @Override
    public Optional<JobService> jobs() {
        return model.jobs();
    }

    @Override
    public String toString() {
        return name;
    }
}
