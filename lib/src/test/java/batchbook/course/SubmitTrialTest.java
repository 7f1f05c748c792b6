package batchbook.course;

import static batchbook.course.Verdicts.right;
import static batchbook.course.Verdicts.wrong;

import batchbook.course.Exercise.Desk;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The second exercise of lesson 12: right answers in all their forms, and typical wrong ones with the hint for each. */
class SubmitTrialTest {
    private static String find(Desk desk, String label) throws IOException {
        String there = desk.jobs().get(label);
        return there == null ? desk.create(label) : there;
    }

    @Test
    void aJobThatIsMadeOnce() {
        right(Lesson12.question2(SubmitTrialTest::find));
        // Looks again by itself when the connection breaks.
        right(Lesson12.question2((desk, label) -> {
            while (true) {
                try {
                    return find(desk, label);
                } catch (IOException e) {
                    // and looks once more
                }
            }
        }));
        right(Lesson12.question2((desk, label) -> {
            for (Map.Entry<String, String> job : desk.jobs().entrySet()) {
                if (job.getKey().equals(label)) {
                    return job.getValue();
                }
            }
            return desk.create(label);
        }));
    }

    @Test
    void aJobThatIsMadeTwice() {
        wrong(Lesson12.question2((desk, label) -> desk.create(label)), "all its rows are paid twice");
        wrong(
                Lesson12.question2((desk, label) -> {
                    String there = desk.jobs().get(label);
                    if (there != null) {
                        return there;
                    }
                    try {
                        return desk.create(label);
                    } catch (IOException e) {
                        return desk.create(label);
                    }
                }),
                "look into the list before you make one again");
        wrong(
                Lesson12.question2((desk, label) -> {
                    Map<String, String> jobs = Map.of();
                    try {
                        jobs = desk.jobs();
                    } catch (IOException e) {
                        // taken for none
                    }
                    return jobs.containsKey(label) ? jobs.get(label) : desk.create(label);
                }),
                "does not mean that nothing is there");
        wrong(
                Lesson12.question2((desk, label) -> {
                    desk.create(label);
                    return desk.create(label);
                }),
                "2 were made");
    }

    @Test
    void aJobThatIsNotMadeOrNotFound() {
        wrong(Lesson12.question2((desk, label) -> ""), "none was made");
        wrong(
                Lesson12.question2((desk, label) -> find(desk, label + "-" + desk.hashCode())),
                "with another label than the one that was given");
        wrong(
                Lesson12.question2((desk, label) -> {
                    find(desk, label);
                    return label;
                }),
                "it must give the name of the job that was made, \"batches/1\", and it gave reviews-part-1");
        wrong(
                Lesson12.question2((desk, label) ->
                        desk.jobs().isEmpty() ? desk.create(label) : desk.jobs().get(label)),
                "it took one of them for its own");
        // reviews-part-1 is in reviews-part-12.
        wrong(
                Lesson12.question2((desk, label) -> {
                    for (String known : desk.jobs().keySet()) {
                        if (known.startsWith(label)) {
                            return desk.jobs().get(known);
                        }
                    }
                    return desk.create(label);
                }),
                "it took one of them for its own");
        wrong(
                Lesson12.question2((desk, label) -> {
                    if (desk.jobs().containsKey(label)) {
                        return label;
                    }
                    return desk.create(label);
                }),
                "the name of the job that was there");
        wrong(
                Lesson12.question2((desk, label) -> {
                    while (!desk.jobs().containsKey(label)) {
                        Thread.onSpinWait();
                    }
                    return desk.create(label);
                }),
                "it was stopped after 50 requests");
        wrong(
                Lesson12.question2((desk, label) -> {
                    if (desk.jobs().containsKey(label)) {
                        throw new IllegalStateException("it is there");
                    }
                    return desk.create(label);
                }),
                "a job with this label was there: it threw");
        wrong(
                Lesson12.question2((desk, label) -> {
                    if (!desk.jobs().isEmpty() && !desk.jobs().containsKey(label)) {
                        throw new IllegalStateException("others");
                    }
                    return find(desk, label);
                }),
                "there were jobs with other labels: it threw");
    }
}
