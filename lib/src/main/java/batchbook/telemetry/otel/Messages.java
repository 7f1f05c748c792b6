package batchbook.telemetry.otel;

import batchbook.Prompt;
import batchbook.Reply;
import batchbook.prompt.Attachment;
import batchbook.prompt.Turn;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Prompts and answers as the JSON of the conventions ({@code gen-ai-input-messages.json} and its like). */
final class Messages {
    private static final int MOST = 4_096;
    private static final String USER = "user";
    private static final String ASSISTANT = "assistant";

    private Messages() {}

    static String asked(Prompt prompt) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Turn turn : prompt.history()) {
            addText(addMessage(all, turn.role() == Turn.Role.USER ? USER : ASSISTANT), turn.text());
        }
        ArrayNode parts = addMessage(all, USER);
        if (!prompt.text().isBlank()) {
            addText(parts, prompt.text());
        }
        for (Attachment file : prompt.attachments()) {
            ObjectNode part = parts.addObject().put("type", "generic").put("generic_type", "file");
            if (!file.name().isEmpty()) {
                part.put("name", Texts.cut(file.name(), MOST));
            }
            part.put("mime_type", file.mimeType()).put("bytes", file.size());
        }
        return all.toString();
    }

    static String answered(Reply reply) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        addText(addMessage(all, ASSISTANT), reply.text());
        reply.others().forEach(other -> addText(addMessage(all, ASSISTANT), other));
        return all.toString();
    }

    /** The parts of one message more. */
    private static ArrayNode addMessage(ArrayNode to, String role) {
        ObjectNode message = to.addObject();
        message.put("role", role);
        return message.putArray("parts");
    }

    private static void addText(ArrayNode parts, String text) {
        parts.addObject().put("type", "text").put("content", Texts.cut(text, MOST));
    }
}
