package batchbook.journal;

import static batchbook.journal.Fields.require;

import batchbook.Prompt;
import batchbook.prompt.Attachment;
import batchbook.prompt.Labels;
import batchbook.prompt.Turn;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A prompt as fields of its row's line, and back. Of a file the line has all but its content. */
final class PromptFormat {
    private PromptFormat() {}

    static void write(Prompt prompt, ObjectNode line) {
        if (!prompt.id().isEmpty()) {
            line.put("id", prompt.id());
        }
        if (prompt.sample() > 0) {
            line.put("sample", prompt.sample());
        }
        line.put("prompt", prompt.text());
        if (!prompt.history().isEmpty()) {
            ArrayNode turns = line.putArray("history");
            prompt.history().forEach(turn -> turns.addObject().put(turn.role().word(), turn.text()));
        }
        if (!prompt.attachments().isEmpty()) {
            ArrayNode files = line.putArray("files");
            prompt.attachments().forEach(file -> write(file, files.addObject()));
        }
        LabelFormat.write(Labels.of(prompt.labels()), line);
    }

    private static void write(Attachment file, ObjectNode json) {
        if (!file.name().isEmpty()) {
            json.put("name", file.name());
        }
        json.put("type", file.mimeType()).put("size", file.size()).put("sha256", file.sha256());
        if (file.at() > 0) {
            json.put("at", file.at());
        }
    }

    static Prompt read(Fields line) {
        return new Prompt(
                line.textOrEmpty("id"),
                line.text("prompt"),
                LabelFormat.read(line),
                line.elements("history").map(PromptFormat::turn).toList(),
                line.elements("files").map(PromptFormat::file).toList(),
                Math.toIntExact(line.numberOrZero("sample")));
    }

    private static Turn turn(JsonNode json) {
        Fields turn = new Fields(json);
        String model = Turn.Role.MODEL.word();
        return turn.hasText(model) ? Turn.model(turn.text(model)) : Turn.user(turn.text(Turn.Role.USER.word()));
    }

    private static Attachment file(JsonNode json) {
        require(json.isObject(), "a file in it is no JSON object");
        Fields file = new Fields(json);
        return Attachment.recorded(
                        file.textOrEmpty("name"), file.text("type"), file.numberOrZero("size"), file.text("sha256"))
                .at(Math.toIntExact(file.numberOrZero("at")));
    }
}
