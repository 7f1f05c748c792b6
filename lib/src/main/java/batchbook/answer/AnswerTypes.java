package batchbook.answer;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the types of answers. */
final class AnswerTypes {
    /** Kept with the class itself, so that neither keeps the other longer than a notebook does. */
    private static final ClassValue<AnswerType<?>> KNOWN = new ClassValue<>() {
        @Override
        protected AnswerType<?> computeValue(Class<?> type) {
            return made(type);
        }
    };

    private AnswerTypes() {}

    @SuppressWarnings("unchecked")
    static <T> AnswerType<T> of(Class<T> type) {
        return (AnswerType<T>) KNOWN.get(type);
    }

    private static <T> AnswerType<T> made(Class<T> type) {
        if (type.isRecord() && type.getTypeParameters().length == 0) {
            return new RecordAnswer<>(type, Shapes.record(type));
        }
        if (type.isEnum() && type.getEnumConstants().length > 0) {
            return new WordAnswer<>(type, columnName(type.getSimpleName()), EnumShape.of(type));
        }
        throw new IllegalArgumentException("an answer cannot be a " + type.getSimpleName()
                + ": pass a record or an enum, such as record Review(String summary, int stars) {}");
    }

    static AnswerType<String> choosing(List<String> choices) {
        if (choices.size() < 2) {
            throw new IllegalArgumentException("choosing needs two choices at least, such as \"yes\" and \"no\"");
        }
        Map<String, String> seen = new HashMap<>();
        for (String choice : choices) {
            if (choice.isBlank() || !choice.equals(choice.strip())) {
                throw new IllegalArgumentException("the choice \"" + choice + "\" is blank, or has blanks around it");
            }
            String other = seen.put(Words.letters(choice), choice);
            if (other != null) {
                throw new IllegalArgumentException("the choices \"" + other + "\" and \"" + choice
                        + "\" are the same, or differ by capitals or blanks only");
            }
        }
        return new WordAnswer<>(String.class, "choice", EnumShape.of(choices));
    }

    private static String columnName(String type) {
        return type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
    }
}
