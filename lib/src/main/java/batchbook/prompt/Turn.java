package batchbook.prompt;

import java.util.Locale;
import java.util.Objects;

/**
 * One turn of a conversation that goes before a prompt: what the user said, or what the model answered. Immutable.
 *
 * <pre>{@code
 * Prompt.of("And Spain?").history(List.of(Turn.user("The capital of Italy?"), Turn.model("Rome")))
 * }</pre>
 *
 * @param role who said it
 * @param text what was said, never blank
 */
public record Turn(Role role, String text) {
    /** Who speaks. */
    public enum Role {
        /** Who asks. */
        USER,
        /** Who answers. */
        MODEL;

        /** As it goes over the wire: {@code user} or {@code model}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Checks the text.
     *
     * @throws IllegalArgumentException when it is blank
     */
    public Turn {
        Objects.requireNonNull(role, "role");
        if (text.isBlank()) {
            throw new IllegalArgumentException("a turn of the " + role.word() + " is blank: leave it out");
        }
    }

    /** What the user said. */
    public static Turn user(String text) {
        return new Turn(Role.USER, text);
    }

    /** What the model answered. */
    public static Turn model(String text) {
        return new Turn(Role.MODEL, text);
    }
}
