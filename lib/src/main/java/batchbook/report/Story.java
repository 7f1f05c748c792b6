package batchbook.report;

import batchbook.Change;
import batchbook.Pause;
import batchbook.Price;
import batchbook.Reason;
import batchbook.answer.AnswerType;
import batchbook.journal.Session;
import batchbook.pace.Budget;
import batchbook.pace.Cause;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All there is to know about a run beside its results.
 *
 * @param models names of the models that were asked, the first one first; never empty
 * @param workers how many requests were allowed at once; without a stated number, the most that were under way
 * @param sessions the stretches of work, oldest first; never empty
 * @param speed how many times faster than real time its clock went
 * @param stopped why it ended before its last prompt
 * @param answerType what the answers were to be; empty when they are texts, and when the run was read from a file
 * @param plan what the plan said; empty when the run was read from a file
 */
public record Story(
        List<String> models,
        int workers,
        List<Session> sessions,
        double speed,
        Optional<Price> price,
        Optional<AnswerType<?>> answerType,
        Optional<Cause> stopped,
        List<Change> changes,
        List<Pause> pauses,
        Optional<Plan> plan) {
    /** Of a plan, what matters afterwards. */
    public record Plan(OptionalInt workers, Budget budget) {}

    /** Of a run that one model was asked in, for texts. */
    public Story(
            String model,
            int workers,
            List<Session> sessions,
            double speed,
            Optional<Price> price,
            Optional<Cause> stopped,
            List<Change> changes,
            List<Pause> pauses,
            Optional<Plan> plan) {
        this(List.of(model), workers, sessions, speed, price, Optional.empty(), stopped, changes, pauses, plan);
    }

    /** Copies the lists. */
    public Story {
        models = List.copyOf(models);
        sessions = List.copyOf(sessions);
        changes = List.copyOf(changes);
        pauses = List.copyOf(pauses);
    }

    /** {@code gemini-2.5-flash}, or {@code flash, then pro} when another one went on with it. */
    public String model() {
        return String.join(", then ", models);
    }

    /** Why it ended before its last prompt, from a closed list. */
    public Optional<Reason> reason() {
        return stopped.map(Cause::reason);
    }

    /** The one that changes and pauses are of. */
    Session lastSession() {
        return sessions.get(sessions.size() - 1);
    }
}
