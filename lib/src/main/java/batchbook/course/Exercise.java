package batchbook.course;

import batchbook.Model;
import batchbook.Prompt;
import batchbook.Snapshot;
import batchbook.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What learners write, where the class that tries it is not that of the lesson. A lambda in a notebook is one. */
public final class Exercise {
    private Exercise() {}

    /** Asks all prompts, several at once, and gives a text for each, in the order of the prompts. */
    @FunctionalInterface
    public interface Pool {
        List<String> askAll(Model model, List<Prompt> prompts, int workers) throws Exception;
    }

    /** Asks one prompt and adds the tokens of its answer to a sum. Many threads do it at once. */
    @FunctionalInterface
    public interface Step {
        void add(Model model, Prompt prompt) throws Exception;
    }

    /** How long rows of equal time take at best. */
    @FunctionalInterface
    public interface AtBest {
        Duration atBest(int rows, int workers, Duration each) throws Exception;
    }

    /** How long a batch will take, from the latencies of a few rows of its kind. */
    @FunctionalInterface
    public interface Plan {
        Duration plan(List<Duration> latencies, int rows, int workers) throws Exception;
    }

    /** The answers to these prompts, of which some may be in the notes. */
    @FunctionalInterface
    public interface Resume {
        /** Its answers in the order of the prompts. */
        List<String> answers(Notes notes, List<String> prompts, Model model) throws Exception;
    }

    /** Whether to call somebody. */
    @FunctionalInterface
    public interface Alarm {
        /** Looks at two snapshots of one run, five minutes apart. */
        boolean rings(Snapshot before, Snapshot now);
    }

    /** What tokens cost. */
    @FunctionalInterface
    public interface Cost {
        /** In US dollars. */
        double of(Usage tokens);
    }

    /** A line of the results of a job: a key, which may be empty, and what the model said. */
    public record Line(String key, String text) {}

    /** Rows and the lines of a job's results. */
    @FunctionalInterface
    public interface Join {
        /** The text for each key, in the order of the keys. */
        List<String> texts(List<String> keys, List<Line> lines) throws Exception;
    }

    /** A provider of jobs. Its connections may break at any time. */
    public interface Desk {
        /** All jobs that it has: their labels, each with the name by which the provider knows the job. */
        Map<String, String> jobs() throws IOException;

        /** Makes a job with this label and gives its name. */
        String create(String label) throws IOException;
    }

    /** Sees to it that there is a job with a label, and no second one. */
    @FunctionalInterface
    public interface Submit {
        /** The name of the job. */
        String job(Desk desk, String label) throws Exception;
    }
}
