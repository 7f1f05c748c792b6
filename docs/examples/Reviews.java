///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//DEPS io.github.batchbook:batchbook:0.1.0-SNAPSHOT

import batchbook.Batch;
import batchbook.Progress;
import batchbook.Run;
import batchbook.gemini.Gemini;
import batchbook.view.Tables;
import java.util.List;

/** Sorts reviews into positive and negative ones. Without a key in GEMINI_API_KEY the answers are made up. */
public class Reviews {
    public static void main(String[] arguments) {
        List<String> reviews = List.of("It broke after a week.", "Does what it says, and quietly.", "Never again.");
        var model = Gemini.fromEnvOrSimulator().system("Is this review positive or negative? Answer in one word.");

        Run run = Batch.of(model).progress(Progress.none()).run(reviews);

        run.answered().forEach(row -> System.out.println(row.prompt().text() + " -> " + row.text()));
        run.failed().forEach(row -> System.out.println(row.prompt().text() + " -> " + row.error()));
        if (arguments.length > 0) {
            Tables.write(Tables.of(run), arguments[0]);
        }
    }
}
