package batchbook.journal;

import static batchbook.journal.Fields.require;

import batchbook.Attempt;
import batchbook.ErrorKind;
import batchbook.Outcome;
import batchbook.Outcome.Answered;
import batchbook.Outcome.Failed;
import batchbook.Reply;
import batchbook.Result;
import batchbook.Usage;
import batchbook.foreign.SafeText;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A row as the fields of its line, and back: what people look for stands first, the raw data last, and what is empty is
 * left out.
 */
final class RowFormat {
    private RowFormat() {}

    static void write(JournalLine.Row row, ObjectNode line) {
        Result result = row.result();
        line.put("key", row.key().key()).put("n", row.key().n()).put("session", row.session());
        line.put("index", result.index());
        PromptFormat.write(result.prompt(), line);
        writeOutcome(result.outcome(), line);
        result.cost().ifPresent(cost -> line.put("cost", cost));
        writeUnlessEmpty("asked", result.model(), line);
        if (!result.attempts().isEmpty()) {
            ArrayNode attempts = line.putArray("attempts");
            result.attempts().forEach(attempt -> writeAttempt(attempt, attempts.addObject()));
        }
    }

    static JournalLine.Row read(Fields line) {
        List<Attempt> attempts =
                line.elements("attempts").map(RowFormat::readAttempt).toList();
        List<String> others = line.elements("others").map(RowFormat::readOther).toList();
        return new JournalLine.Row(
                line.text("session"),
                new JournalKey(line.text("key"), line.integer("n")),
                new Result(
                        line.integer("index"),
                        PromptFormat.read(line),
                        readOutcome(line, others),
                        attempts,
                        true,
                        line.decimalIfAny("cost"),
                        SafeText.line(line.textOrEmpty("asked"), SafeText.NAME)));
    }

    private static void writeOutcome(Outcome outcome, ObjectNode line) {
        if (outcome instanceof Answered answered) {
            line.put("outcome", "answered");
            writeReply(answered.reply(), line);
        } else if (outcome instanceof Failed failed) {
            line.put("outcome", "failed");
            line.put("error_kind", failed.kind().name());
            writeUnlessEmpty("error", failed.message(), line);
            failed.partial().ifPresent(partial -> writeReply(partial, line));
        }
    }

    private static Outcome readOutcome(Fields line, List<String> others) {
        Optional<Reply> reply = line.hasText("answer") ? Optional.of(readReply(line, others)) : Optional.empty();
        String outcome = line.text("outcome");
        return switch (outcome) {
            case "answered" -> new Answered(reply.orElseThrow(() -> Fields.missing("answer")));
            case "failed" ->
                new Failed(
                        readKind(line).orElseThrow(() -> Fields.missing("error_kind")),
                        line.textOrEmpty("error"),
                        reply);
            default -> throw new IllegalArgumentException("its outcome is '" + outcome + "'");
        };
    }

    private static void writeReply(Reply reply, ObjectNode line) {
        // Even when it is empty: it says that there was a reply.
        line.put("answer", reply.text());
        writeUnlessEmpty("finish_reason", reply.finishReason(), line);
        writeUnlessEmpty("model", reply.modelVersion(), line);
        if (!reply.others().isEmpty()) {
            reply.others().forEach(line.putArray("others")::add);
        }
        writeUsage(reply.usage(), line);
    }

    private static void writeUsage(Usage usage, ObjectNode json) {
        if (!usage.equals(Usage.NONE)) {
            ObjectNode tokens = json.putObject("tokens");
            tokens.put("in", usage.in()).put("out", usage.out());
            tokens.put("thinking", usage.thinking()).put("cached", usage.cached());
        }
    }

    private static Reply readReply(Fields line, List<String> others) {
        return new Reply(
                line.text("answer"),
                readUsage(line),
                line.textOrEmpty("finish_reason"),
                line.textOrEmpty("model"),
                others);
    }

    private static Usage readUsage(Fields json) {
        Fields tokens = json.object("tokens");
        return new Usage(
                tokens.numberOrZero("in"),
                tokens.numberOrZero("out"),
                tokens.numberOrZero("thinking"),
                tokens.numberOrZero("cached"));
    }

    private static String readOther(JsonNode other) {
        require(other.isTextual(), "one of its other answers is no text");
        return other.textValue();
    }

    private static void writeAttempt(Attempt attempt, ObjectNode json) {
        json.put("number", attempt.number()).put("lane", attempt.lane());
        json.put("queued", attempt.queued().toString());
        json.put("sent", attempt.sent().toString());
        json.put("finished", attempt.finished().toString());
        if (!attempt.held().isZero()) {
            json.put("held_ns", attempt.held().toNanos());
        }
        attempt.error().ifPresent(kind -> json.put("error_kind", kind.name()));
        writeUnlessEmpty("error", attempt.message(), json);
        writeUsage(attempt.usage(), json);
    }

    private static Attempt readAttempt(JsonNode json) {
        require(json.isObject(), "an attempt in it is no JSON object");
        Fields attempt = new Fields(json);
        return new Attempt(
                attempt.integer("number"),
                attempt.integer("lane"),
                attempt.time("queued"),
                attempt.time("sent"),
                attempt.time("finished"),
                readKind(attempt),
                attempt.textOrEmpty("error"),
                Duration.ofNanos(attempt.numberOrZero("held_ns")),
                readUsage(attempt));
    }

    private static Optional<ErrorKind> readKind(Fields json) {
        return json.textIfAny("error_kind").map(ErrorKind::valueOf);
    }

    private static void writeUnlessEmpty(String name, String text, ObjectNode json) {
        if (!text.isEmpty()) {
            json.put(name, text);
        }
    }
}
