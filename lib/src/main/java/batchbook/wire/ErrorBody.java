package batchbook.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The body of a refusal: {@code {"error":{"code","message","status","details":[..]}}}, or whatever a gateway made of it:
 * an error that is a text or a list, a field "detail", an error in JSON within the message of another.
 *
 * @param message the words, on one line; empty when the body has none
 * @param status such as {@code RESOURCE_EXHAUSTED}; empty when not said
 * @param code the number or word in {@code code} and {@code type}; empty when not said
 * @param details those of google.rpc.Status, and OpenRouter's metadata
 * @param json whether it was JSON
 */
public record ErrorBody(String message, String status, String code, List<JsonNode> details, boolean json) {
    private static final int DEEPEST = 8;
    /** Where gateways put words, the most telling first. */
    private static final List<String> WORDS =
            List.of("message", "msg", "errorDescription", "errorMessage", "detail", "details", "description", "title");

    private static final Pattern TITLE =
            Pattern.compile("<title[^>]{0,200}>(.{0,200}?)</title>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final ErrorBody NOTHING = new ErrorBody("", "", "", List.of(), false);

    /**
     * Reads it, whatever it is.
     *
     * @param redact takes the key out of a text, before anything is cut off it
     */
    public static ErrorBody parse(String body, UnaryOperator<String> redact) {
        try {
            JsonNode root = LenientJson.read(body, redact);
            return root.isContainerNode() ? read(root, redact, 0) : text(redact.apply(body));
        } catch (JsonProcessingException e) {
            return text(redact.apply(body));
        }
    }

    /** Whether an object that is no answer is about an error. */
    public static boolean isError(JsonNode root) {
        return Stream.of("error", "errors", "detail")
                .anyMatch(name -> !root.path(name).isMissingNode());
    }

    /** A page has a title at best; any other text is said as it is. */
    private static ErrorBody text(String body) {
        if (body.stripLeading().startsWith("<")) {
            Matcher title = TITLE.matcher(body);
            return title.find() ? new ErrorBody(oneLine(title.group(1)), "", "", List.of(), false) : NOTHING;
        }
        return new ErrorBody(oneLine(body), "", "", List.of(), false);
    }

    private static ErrorBody read(JsonNode node, UnaryOperator<String> redact, int depth) {
        if (depth > DEEPEST) {
            return NOTHING;
        }
        if (node.isArray()) {
            return node.isEmpty() ? NOTHING : read(node.path(0), redact, depth + 1);
        }
        if (node.isTextual()) {
            return unwrapped(new ErrorBody(oneLine(node.asText()), "", "", List.of(), true), redact, depth);
        }
        Optional<JsonNode> inner = Stream.of("error", "errors")
                .map(node::path)
                .filter(found -> found.isContainerNode() || found.isTextual())
                .findFirst();
        // In Google's older errors a list of the same stands beside the message.
        ErrorBody own = own(node, redact, depth);
        return inner.filter(found -> own.message().isEmpty() || found.isObject())
                .map(found -> read(found, redact, depth + 1).or(own))
                .orElse(own);
    }

    private static ErrorBody own(JsonNode node, UnaryOperator<String> redact, int depth) {
        String status =
                node.path("status").isTextual() ? oneLine(node.path("status").asText()) : "";
        String code = node.path("code").isValueNode() ? node.path("code").asText("") : "";
        Stream<JsonNode> googles =
                node.path("details").isArray() ? LenientJson.items(node.path("details")) : Stream.empty();
        List<JsonNode> details = Stream.concat(googles, Stream.of(node.path("metadata")))
                .filter(JsonNode::isObject)
                .toList();
        ErrorBody outer =
                new ErrorBody("", status, (code + " " + node.path("type").asText("")).strip(), details, true);
        for (String name : WORDS) {
            JsonNode words = node.path(name);
            boolean read = name.equals("details") && !details.isEmpty();
            ErrorBody found = words.isMissingNode() || read ? NOTHING : read(words, redact, depth + 1);
            if (!found.message().isEmpty()) {
                return found.or(outer).followedBy(read(node.path("metadata").path("raw"), redact, depth + 1));
            }
        }
        return outer;
    }

    /** The error in JSON within a message, with what stands before it. */
    private static ErrorBody unwrapped(ErrorBody outer, UnaryOperator<String> redact, int depth) {
        String message = outer.message();
        int from = message.indexOf('{');
        int to = message.lastIndexOf('}');
        if (from < 0 || to < from) {
            return outer;
        }
        try {
            JsonNode json = LenientJson.read(message.substring(from, to + 1), redact);
            ErrorBody inner = read(json, redact, depth + 1);
            if (inner.message().isEmpty()) {
                return outer;
            }
            String before = message.substring(0, from).strip();
            String words = before.isEmpty() ? inner.message() : before + " " + inner.message();
            return new ErrorBody(words, inner.status, inner.code, inner.details, true);
        } catch (JsonProcessingException e) {
            return outer;
        }
    }

    /** A gateway's own words, and beside them the error of the provider behind it. */
    private ErrorBody followedBy(ErrorBody behind) {
        return behind.message.isEmpty()
                ? this
                : new ErrorBody(message + ": " + behind.message, behind.status, code, behind.details, true);
    }

    /** This, and from the other what this does not say. */
    private ErrorBody or(ErrorBody other) {
        return new ErrorBody(
                message.isEmpty() ? other.message : message,
                status.isEmpty() ? other.status : status,
                code.isEmpty() ? other.code : code,
                details.isEmpty() ? other.details : details,
                true);
    }

    /** The first detail of that type. */
    public JsonNode detail(String type) {
        return details.stream()
                .filter(detail -> detail.path("@type").asText("").endsWith("google.rpc." + type))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** Why, in the words of Google's ErrorInfo, such as {@code API_KEY_INVALID}; empty when not said. */
    public String reason() {
        return details.stream()
                .map(detail -> detail.path("reason").asText(""))
                .filter(reason -> !reason.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** Of at most so many characters; a longer one ends with three dots. */
    public static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "...";
    }
}
