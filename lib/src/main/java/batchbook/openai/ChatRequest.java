package batchbook.openai;

import batchbook.Prompt;
import batchbook.Usage;
import batchbook.prompt.Attachment;
import batchbook.wire.CanonicalJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is sent for a prompt.
 *
 * @param countsThinking whether the server knows the newer name of the limit on output tokens, and that one only
 */
record ChatRequest(OpenAiOptions options, boolean countsThinking) {
    /** The most tokens that a model answers with when nothing is said: none that is asked this way writes more. */
    private static final int LONGEST_ANSWER = 131_072;

    /** What a request has beside its texts, in tokens: roles and markers. */
    private static final int FRAME = 64;

    /** Of the fields, those with which the server looks for more to read. */
    private static final Set<String> UNBOUNDED = Set.of("web_search_options", "plugins");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    String json(Prompt prompt) {
        ObjectNode body = JSON.objectNode().put("model", options.model());
        body.set("messages", Messages.of(options.system(), prompt));
        return body.setAll(fields()).toString();
    }

    /** All but the model and the messages. */
    private ObjectNode fields() {
        ObjectNode fields = JSON.objectNode();
        options.temperature().ifPresent(value -> fields.put("temperature", value));
        options.maxOutputTokens()
                .ifPresent(most -> fields.put(countsThinking ? "max_completion_tokens" : "max_tokens", most));
        options.answerForm().ifPresent(form -> fields.set(AnswerForm.FIELD, form.json()));
        options.fields().forEach(fields::set);
        return fields;
    }

    /** All that makes it answer the same prompt differently, in one form only. */
    String settings() {
        ObjectNode all = fields();
        options.system().ifPresent(instruction -> all.put("system", instruction));
        return CanonicalJson.of(all, Set.of());
    }

    Usage mostTokens(Prompt prompt) {
        if (options.fields().keySet().stream().anyMatch(UNBOUNDED::contains)) {
            return Usage.UNBOUNDED;
        }
        JsonNode choices = options.fields().get("n");
        // Nothing is read or sent for it. A file in text form is a third longer, and no model counts a token for less.
        Prompt bare = new Prompt("", prompt.text(), Map.of(), prompt.history(), List.of(), 0);
        long files = prompt.attachments().stream().mapToLong(Attachment::size).sum();
        long in = json(bare).getBytes(StandardCharsets.UTF_8).length + FRAME + files * 4 / 3;
        long out = options.maxOutputTokens().orElse(LONGEST_ANSWER);
        return new Usage(in, out * Math.max(1, choices == null ? 1 : choices.asLong(1)), 0, 0);
    }
}
