package batchbook.sim.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Turns that say what is wrong with an answer: it is the question before them that is answered once more. */
final class Correction {
    private static final Pattern COMPLAINT = Pattern.compile(
            "^(?:no[,.!]|wrong\\b|(?:please )?(?:try|answer)\\b.{0,20} again\\b|(?:that|this|it|(?:your|the) (?:last )?answer)\\b"
                    + ".{0,20}\\b(?:not|isn't|doesn't|wrong|invalid|incorrect|too (?:long|short|many)|should|must)\\b)",
            Pattern.CASE_INSENSITIVE);

    private Correction() {}

    /** The question that is meant, told what was wrong, and with another chance each time that its answer was turned down. */
    static Question answered(Question question) {
        List<Question.Turn> turns = question.turns();
        int size = turns.size();
        if (size < 3
                || !turns.get(size - 2).role().equals("model")
                || turns.get(size - 3).role().equals("model")
                || !COMPLAINT.matcher(turns.get(size - 1).text().strip()).find()) {
            return question;
        }
        Question.Turn asked = turns.get(size - 3);
        Question.Turn complaint = turns.get(size - 1);
        List<Question.Turn> before = new ArrayList<>(turns.subList(0, size - 3));
        // Files go with the last turn only.
        before.add(new Question.Turn(
                asked.role(),
                asked.text(),
                asked.attachments().isEmpty() ? complaint.attachments() : asked.attachments()));
        return answered(new Question(
                question.model(),
                (question.system() + "\n" + complaint.text()).strip(),
                before,
                question.mimeType(),
                question.schema(),
                question.temperature(),
                question.candidate() + 1,
                question.occurrence()));
    }
}
