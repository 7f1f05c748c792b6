package batchbook.journal;

import batchbook.foreign.SafeText;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A step of a job as the fields of its line, and back. The first line has the rows, the others only what is new. */
final class JobFormat {
    private JobFormat() {}

    static void write(JobEntry job, ObjectNode line) {
        line.put("job", job.label()).put("stage", job.stage().name().toLowerCase(Locale.ROOT));
        line.put("at", job.at().toString());
        if (job.stage() == JobEntry.Stage.SUBMITTING) {
            line.put("model", job.model()).put("tokens", job.tokens()).put("marked", job.marked());
            line.put("count", job.rows().size()).put("rows", job.rows().encoded());
        }
        if (!job.name().isEmpty()) {
            line.put("name", job.name());
        }
        if (!job.words().isEmpty()) {
            line.put("words", job.words());
        }
    }

    static JobEntry read(Fields line) {
        Instant at = line.time("at");
        return new JobEntry(
                line.text("job"),
                JobEntry.Stage.valueOf(line.text("stage").toUpperCase(Locale.ROOT)),
                at,
                at,
                SafeText.line(line.textOrEmpty("name"), SafeText.NAME),
                SafeText.line(line.textOrEmpty("model"), SafeText.NAME),
                line.hasText("rows") ? KeySet.decode(line.text("rows")) : KeySet.of(List.of()),
                line.numberOrZero("tokens"),
                line.json().path("marked").booleanValue(),
                SafeText.line(line.textOrEmpty("words"), SafeText.MESSAGE));
    }
}
