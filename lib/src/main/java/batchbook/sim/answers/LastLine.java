package batchbook.sim.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that an answer is to end with, whatever it is.
 *
 * @param question what is asked beside that
 */
record LastLine(Question question, String text) {
    private static final Pattern WANTED = Pattern.compile(
            "(?:whatever you answer, )?end (?:it|your answer|the answer) with a line that says only:\\s*(\\S[^\\n]*?)\\s*\\z",
            Pattern.CASE_INSENSITIVE);

    /** Told at the end of the last turn; empty when it is not, or the answer has a form of its own. */
    static Optional<LastLine> wanted(Question question) {
        List<Question.Turn> turns = new ArrayList<>(question.turns());
        Question.Turn last = turns.remove(turns.size() - 1);
        Matcher wanted = WANTED.matcher(last.text());
        if (!question.mimeType().equals("text/plain") || !wanted.find()) {
            return Optional.empty();
        }
        turns.add(new Question.Turn(
                last.role(), last.text().substring(0, wanted.start()).stripTrailing(), last.attachments()));
        return Optional.of(new LastLine(question.turns(turns), wanted.group(1)));
    }
}
