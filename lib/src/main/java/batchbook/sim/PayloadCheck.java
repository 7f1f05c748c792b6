package batchbook.sim;

import batchbook.sim.reply.Refusals;
import batchbook.sim.reply.RefusedException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a body can be a message at all: the service reads JSON as a protocol buffer, so it knows every name, in either
 * spelling, and refuses all others; a list of one may be written without brackets, and null is nothing.
 */
final class PayloadCheck {
    private static final String PACKAGE = "type.googleapis.com/google.ai.generativelanguage.v1beta.";
    private static final Set<String> TYPES =
            Set.of("TYPE_UNSPECIFIED", "STRING", "NUMBER", "INTEGER", "BOOLEAN", "ARRAY", "OBJECT", "NULL");

    /** Each field with its kind: a message, {@code map of} one, a scalar, or {@code any}. */
    private static final Map<String, Map<String, String>> MESSAGES = new HashMap<>();

    static {
        message(
                "GenerateContentRequest",
                "contents:Content systemInstruction:Content tools:Tool toolConfig:any"
                        + " safetySettings:any generationConfig:GenerationConfig cachedContent:any model:any serviceTier:any store:any");
        message("CountTokensRequest", "contents:Content generateContentRequest:GenerateContentRequest model:any");
        message("BatchGenerateContentRequest", "batch:GenerateContentBatch");
        message(
                "GenerateContentBatch",
                "displayName:STRING model:STRING name:STRING inputConfig:InputConfig priority:any webhookConfig:any");
        message("InputConfig", "fileName:STRING requests:InlinedRequests");
        message("InlinedRequests", "requests:InlinedRequest");
        message("InlinedRequest", "request:GenerateContentRequest metadata:any");
        message("Content", "parts:Part role:STRING");
        message(
                "Part",
                "text:STRING inlineData:Blob fileData:FileData functionCall:any functionResponse:any executableCode:any"
                        + " codeExecutionResult:any thought:BOOL thoughtSignature:any videoMetadata:any mediaResolution:any"
                        + " partMetadata:any toolCall:any toolResponse:any");
        message("Blob", "mimeType:STRING data:BYTES");
        message("FileData", "mimeType:STRING fileUri:STRING");
        message(
                "Tool",
                "functionDeclarations:FunctionDeclaration googleSearch:any googleSearchRetrieval:any codeExecution:any"
                        + " urlContext:any computerUse:any googleMaps:any fileSearch:any mcpServers:any");
        message(
                "FunctionDeclaration",
                "name:STRING description:STRING behavior:any parameters:Schema parametersJsonSchema:any"
                        + " response:Schema responseJsonSchema:any");
        message(
                "GenerationConfig",
                "stopSequences:STRING responseMimeType:STRING responseSchema:Schema responseJsonSchema:any"
                        + " _responseJsonSchema:any responseModalities:any candidateCount:INT32 maxOutputTokens:INT32 temperature:FLOAT"
                        + " topP:FLOAT topK:INT32 seed:INT32 presencePenalty:FLOAT frequencyPenalty:FLOAT responseLogprobs:BOOL"
                        + " logprobs:INT32 enableEnhancedCivicAnswers:BOOL speechConfig:any thinkingConfig:ThinkingConfig imageConfig:any"
                        + " mediaResolution:any responseFormat:any enableAffectiveDialog:BOOL");
        message("ThinkingConfig", "includeThoughts:BOOL thinkingBudget:INT32 thinkingLevel:any");
        message(
                "Schema",
                "type:Type format:STRING title:STRING description:STRING nullable:BOOL enum:STRING example:any default:any"
                        + " items:Schema minItems:any maxItems:any properties:map/Schema required:STRING minProperties:any"
                        + " maxProperties:any minimum:FLOAT maximum:FLOAT minLength:any maxLength:any pattern:STRING anyOf:Schema"
                        + " propertyOrdering:STRING");
    }

    private final List<Refusals.Violation> violations = new ArrayList<>();

    /** Refuses a body with all that is wrong with it. */
    static void check(JsonNode body, String type) throws RefusedException {
        PayloadCheck check = new PayloadCheck();
        check.message(type, body, "");
        if (!check.violations.isEmpty()) {
            throw new RefusedException(Refusals.unreadable(check.violations));
        }
    }

    private void message(String type, JsonNode value, String path) {
        if (!value.isObject()) {
            invalid(path, PACKAGE + type, value);
            return;
        }
        Map<String, String> fields = MESSAGES.getOrDefault(type, Map.of());
        value.properties().forEach(field -> {
            Optional<String> kind = Optional.ofNullable(fields.get(camel(field.getKey())));
            if (kind.isPresent()) {
                field(kind.get(), field.getValue(), (path.isEmpty() ? "" : path + ".") + snake(field.getKey()));
            } else {
                String where = path.isEmpty() ? "" : " at '" + path + "'";
                violations.add(new Refusals.Violation(
                        path,
                        "Invalid JSON payload received. Unknown name \"" + field.getKey() + "\"" + where
                                + ": Cannot find field."));
            }
        });
    }

    private void field(String kind, JsonNode value, String path) {
        if (value.isNull() || kind.equals("any")) {
            return;
        }
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                field(kind, value.path(i), path + "[" + i + "]");
            }
        } else if (kind.startsWith("map/")) {
            int index = 0;
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                message(kind.substring("map/".length()), entry.getValue(), path + "[" + index++ + "].value");
            }
        } else if (MESSAGES.containsKey(kind)) {
            message(kind, value, path);
        } else if (!fits(kind, value)) {
            invalid(path, kind.equals("Type") ? PACKAGE + kind : "TYPE_" + kind, value);
        }
    }

    private static boolean fits(String kind, JsonNode value) {
        return switch (kind) {
            case "FLOAT" ->
                value.isNumber()
                        || (value.isTextual() && value.asText().matches("[-+]?\\d*\\.?\\d+(?:[eE][-+]?\\d+)?"));
            case "INT32" ->
                (value.isNumber() && value.asDouble() == Math.rint(value.asDouble()))
                        || (value.isTextual() && value.asText().matches("[-+]?\\d+"));
            case "BOOL" -> value.isBoolean();
            case "BYTES" -> value.isTextual() && isBase64(value.asText());
            case "Type" -> value.isTextual() && TYPES.contains(value.asText().toUpperCase(Locale.ROOT));
            default -> value.isTextual();
        };
    }

    private void invalid(String path, String type, JsonNode value) {
        String said = type.equals("TYPE_BYTES") && value.isTextual()
                ? "Base64 decoding failed for " + value
                : value.toString();
        String where = path.isEmpty() ? "" : " at '" + path + "'";
        violations.add(new Refusals.Violation(path, "Invalid value" + where + " (" + type + "), " + said));
    }

    /** In either alphabet, with its padding or without. */
    private static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
            return true;
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            boolean hump = i > 0 && name.charAt(i) == '_' && i + 1 < name.length();
            camel.append(hump ? Character.toUpperCase(name.charAt(++i)) : name.charAt(i));
        }
        return camel.toString();
    }

    private static String snake(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static void message(String name, String fields) {
        Map<String, String> kinds = new HashMap<>();
        for (String field : fields.split(" ", -1)) {
            kinds.put(field.substring(0, field.indexOf(':')), field.substring(field.indexOf(':') + 1));
        }
        MESSAGES.put(name, kinds);
    }
}
