package batchbook.sim.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A last turn that says no more than what was wrong with the answer before it, and asks for another. */
final class Complaint {
    private static final Pattern AGAIN = Pattern.compile(
            "(?:that|this|your answer|it|no|wrong|sorry)\\b.{0,600}\\b(?:again|once more)[.!]?\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Complaint() {}

    /** The question that the answer was to, with the complaint as one more instruction; the question itself without one. */
    static Question heeded(Question question) {
        int count = question.turns().size();
        if (count < 3) {
            return question;
        }
        Question.Turn first = question.turns().get(count - 3);
        Question.Turn last = question.turns().get(count - 1);
        if (first.role().equals("model")
                || !question.turns().get(count - 2).role().equals("model")
                || !AGAIN.matcher(last.text()).matches()) {
            return question;
        }
        List<Question.Turn> turns = new ArrayList<>(question.turns().subList(0, count - 3));
        turns.add(new Question.Turn(
                first.role(), first.text(), first.attachments().isEmpty() ? last.attachments() : first.attachments()));
        return question.turns(turns, (question.system() + "\n" + last.text()).strip());
    }
}
