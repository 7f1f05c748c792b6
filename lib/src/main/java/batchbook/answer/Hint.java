package batchbook.answer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tells the model what a component, a record or a constant of an enum means. It goes out with the schema, as a
 * description.
 *
 * <pre>{@code
 * enum Mood { GLAD, @Hint("wants the money back") ANGRY }
 * record Review(Mood mood, @Hint("1 can wait, 5 today") int urgency) {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE, ElementType.FIELD})
public @interface Hint {
    /** The words for the model, on one line. */
    String value();
}
