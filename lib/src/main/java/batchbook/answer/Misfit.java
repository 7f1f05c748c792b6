package batchbook.answer;

import java.util.Optional;

/**
 * Why an answer is not what was asked for.
 *
 * @param cause which of three
 * @param words in words, for the user
 * @param request what to ask the model for, in words; empty when that would not help
 * @param thrown what a check threw
 */
public record Misfit(Cause cause, String words, String request, Optional<Throwable> thrown) {
    private static final int LONGEST_QUOTED = 80;

    /** Of what an answer failed. */
    public enum Cause {
        /** It does not read as the type. */
        UNREADABLE,
        /** A check does not accept it. */
        NOT_ACCEPTED,
        /** A check, or what reads the type, threw: nobody knows whether it fits. */
        CHECK_FAILED
    }

    static Misfit unreadable(UnreadableAnswerException reason) {
        String why = ": " + reason.getMessage();
        return new Misfit(Cause.UNREADABLE, "the answer does not fit" + why, "That does not fit" + why, none());
    }

    static Misfit notAccepted(String answer, String what) {
        return new Misfit(
                Cause.NOT_ACCEPTED,
                "the answer \"" + beginning(answer) + "\" is not accepted: " + what + " was asked",
                "That is not accepted: it should be " + what,
                none());
    }

    static Misfit failed(String what, Throwable thrown) {
        String said = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
        return new Misfit(
                Cause.CHECK_FAILED,
                what + " threw " + thrown.getClass().getSimpleName() + said
                        + " -> Mend the code of the check: the answer is kept.",
                "",
                Optional.of(thrown));
    }

    private static Optional<Throwable> none() {
        return Optional.empty();
    }

    /** On one line. */
    private static String beginning(String answer) {
        String enough = answer.strip();
        boolean cut = enough.codePointCount(0, enough.length()) > LONGEST_QUOTED;
        String shown = cut ? enough.substring(0, enough.offsetByCodePoints(0, LONGEST_QUOTED - 1)) + "…" : enough;
        return shown.replaceAll("\\s+", " ");
    }
}
