package batchbook.answer;

import java.util.List;

/**
 * What an answer is to be: a schema for the model, and a strict reader for what it says. Immutable and safe to share.
 *
 * <pre>{@code
 * enum Sentiment { POSITIVE, NEUTRAL, NEGATIVE }
 * record Review(Sentiment sentiment, List<String> topics, @Hint("1 can wait, 5 today") int urgency) {}
 *
 * AnswerType.of(Review.class).read("{\"sentiment\": \"POSITIVE\", \"topics\": [], \"urgency\": 2}")
 * }</pre>
 *
 * <p>A component may be a text, a whole number ({@code int}, {@code long}), a number ({@code double}, {@code float},
 * {@code BigDecimal}), a truth value, an enum, a day or time ({@code LocalDate}, {@code LocalTime}, {@code LocalDateTime},
 * {@code Instant}), another record, or a {@code List}, {@code Set}, array or {@code Map<String, ..>} of these. It must be
 * there, unless it is an {@code Optional} (or {@code OptionalInt} and the like) or a boxed number or truth value
 * ({@code Integer}), which is null then. A record cannot hold itself.
 *
 * <p>Reading is strict where it matters and kind where nothing is lost. {@code 3.0} is a whole number and {@code "5"} is
 * not; {@code "positive"} and {@code "very good"} are the constants {@code POSITIVE} and {@code VERY_GOOD}; a
 * {@code LocalDateTime} may come with a zone, which is left out, and an {@code Instant} must. A field that was not asked
 * for, a code fence and sentences around the JSON are left out and {@linkplain Reading#leftOut() told}. A compact
 * constructor that throws refuses the answer, and its message is the reason.
 *
 * @param <T> the type of the values that are read
 */
public interface AnswerType<T> {
    /**
     * A record as a JSON object with its components in their order, an enum as one word of its constants' names. {@link
     * Hint}s tell the model more. Equal declarations have equal schemas, so a cell that declares a record again changes
     * nothing.
     *
     * @throws IllegalArgumentException when an answer cannot be one, naming the component and what it may be
     */
    static <T> AnswerType<T> of(Class<T> type) {
        return AnswerTypes.of(type);
    }

    /**
     * One word, or several, of these: {@code choosing("yes", "no", "unclear")}. The value is the choice as it is written
     * here, whatever capitals, quotes or full stop the model gave it.
     *
     * @throws IllegalArgumentException when there are fewer than two, one is blank, or two differ by capitals or blanks
     *     only
     */
    static AnswerType<String> choosing(String... choices) {
        return AnswerTypes.choosing(List.of(choices));
    }

    /** What the model is asked for, as a JSON schema. Objects allow no other fields, and all fields are required. */
    String jsonSchema();

    /**
     * Reads an answer.
     *
     * @param text the whole answer of a model
     * @throws UnreadableAnswerException when it does not fit, saying why
     */
    T read(String text);

    /** {@link #read}, and what was left out for it. */
    default Reading<T> reading(String text) {
        return new Reading<>(read(text), List.of());
    }

    /** The words of which an answer is one, when it is nothing else; they go to the model as they are. Else empty. */
    default List<String> choices() {
        return List.of();
    }

    /** What an answer gives to a table: one for each component. */
    default List<AnswerColumn<T>> columns() {
        return List.of();
    }

    /** Whether its values are of that class. */
    default boolean gives(Class<?> type) {
        return false;
    }

    /** What it is, in words: {@code a JSON object of Review}. */
    @Override
    String toString();
}
