package batchbook.openai;

import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.Prompt;
import batchbook.prompt.Attachment;
import batchbook.prompt.Turn;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A prompt as messages: the system instruction, what was said before, and what is asked now, with its files. */
final class Messages {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The types of sound that the API takes, by its own names for them. */
    private static final Map<String, String> SOUNDS = Map.of(
            "audio/wav", "wav",
            "audio/x-wav", "wav",
            "audio/wave", "wav",
            "audio/mpeg", "mp3",
            "audio/mp3", "mp3");

    private Messages() {}

    /** @throws ModelException when a file is of a type that cannot be sent; nothing was */
    static ArrayNode of(Optional<String> system, Prompt prompt) {
        ArrayNode messages = JSON.arrayNode();
        system.ifPresent(instruction -> messages.add(message("system", instruction)));
        for (Turn turn : prompt.history()) {
            messages.add(message(turn.role() == Turn.Role.USER ? "user" : "assistant", turn.text()));
        }
        messages.add(
                prompt.attachments().isEmpty()
                        ? message("user", prompt.text())
                        : JSON.objectNode().put("role", "user").set("content", parts(prompt)));
        return messages;
    }

    private static ObjectNode message(String role, String text) {
        return JSON.objectNode().put("role", role).put("content", text);
    }

    /** Each file in its place in the text. */
    private static ArrayNode parts(Prompt prompt) {
        ArrayNode parts = JSON.arrayNode();
        String text = prompt.text();
        int from = 0;
        List<Attachment> files = prompt.attachments().stream()
                .sorted(Comparator.comparingInt(Attachment::at))
                .toList();
        for (Attachment file : files) {
            int to = Math.min(file.at(), text.length());
            addText(parts, text.substring(from, to));
            parts.add(part(file));
            from = to;
        }
        addText(parts, text.substring(from));
        return parts;
    }

    private static void addText(ArrayNode parts, String text) {
        if (!text.isEmpty()) {
            parts.addObject().put("type", "text").put("text", text);
        }
    }

    private static ObjectNode part(Attachment file) {
        String sound = SOUNDS.get(file.mimeType());
        if (!file.mimeType().startsWith("image/") && sound == null) {
            throw ModelException.of(
                    ErrorKind.BAD_REQUEST,
                    file + " cannot be sent: servers of this kind take images, WAV and MP3. Nothing was sent.");
        }
        String content = Base64.getEncoder().encodeToString(file.bytes());
        ObjectNode part = JSON.objectNode();
        if (sound != null) {
            part.put("type", "input_audio")
                    .putObject("input_audio")
                    .put("data", content)
                    .put("format", sound);
        } else {
            part.put("type", "image_url")
                    .putObject("image_url")
                    .put("url", "data:" + file.mimeType() + ";base64," + content);
        }
        return part;
    }
}
