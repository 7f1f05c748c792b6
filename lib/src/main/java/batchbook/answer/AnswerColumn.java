package batchbook.answer;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table of answers.
 *
 * @param name of the component; {@code seller.name} of one in a record of its own
 * @param type {@code String}, {@code Integer}, {@code Long}, {@code Double}, {@code Boolean}, or one of {@code LocalDate},
 *     {@code LocalTime}, {@code LocalDateTime} and {@code Instant}
 * @param cell takes it from an answer; null when it is missing there
 */
public record AnswerColumn<T>(String name, Class<?> type, Function<T, @Nullable Object> cell) {}
