package batchbook.sim;

import batchbook.sim.answers.Json;
import batchbook.sim.reply.Response;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The way of {@code streamGenerateContent}: the same answer in several, each of them with a piece of its text. */
enum StreamFormat {
    /** With {@code alt=sse}: an event for each piece. */
    EVENTS("text/event-stream", "data: ", "\r\n\r\ndata: ", "\r\n\r\n"),
    /** Without it: one array of them all. */
    ARRAY("application/json; charset=UTF-8", "[", "\n,\r\n", "\n]\n");

    private static final Pattern EVENTS_WANTED = Pattern.compile("(?:^|.*&)\\$?alt=sse(?:&.*|$)");
    private static final int PIECE = 24;

    private final String contentType;
    private final String begin;
    private final String between;
    private final String end;

    StreamFormat(String contentType, String begin, String between, String end) {
        this.contentType = contentType;
        this.begin = begin;
        this.between = between;
        this.end = end;
    }

    static StreamFormat of(URI uri) {
        return EVENTS_WANTED
                        .matcher(Optional.ofNullable(uri.getQuery()).orElse(""))
                        .matches()
                ? EVENTS
                : ARRAY;
    }

    /** The same in pieces; a refusal stays in one, but is the only element of an array where one is expected. */
    Response of(Response response) {
        if (!(response instanceof Response.Message message)) {
            return response;
        }
        if (message.status() != 200) {
            boolean json = message.contentType().startsWith("application/json");
            return this == ARRAY && json ? message.body(begin + message.body().strip() + end) : message;
        }
        List<String> pieces = pieces(message.body());
        List<String> written = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            written.add((i == 0 ? begin : between) + pieces.get(i) + (i == pieces.size() - 1 ? end : ""));
        }
        return new Response.Stream(message, contentType, written);
    }

    /** What is no answer with a text, or is cut off in the middle, comes as it is. */
    private List<String> pieces(String body) {
        try {
            JsonNode whole = Json.parse(body.getBytes(StandardCharsets.UTF_8));
            return whole instanceof ObjectNode answer
                    ? pieces(answer).stream().map(this::write).toList()
                    : List.of(body);
        } catch (IOException e) {
            return List.of(this == EVENTS ? body.replace("\n", "") : body);
        }
    }

    private String write(JsonNode piece) {
        return this == EVENTS ? piece.toString() : Json.indented(piece).strip();
    }

    private static List<ObjectNode> pieces(ObjectNode answer) {
        String text = answer.at("/candidates/0/content/parts/0/text").asText();
        List<ObjectNode> pieces = new ArrayList<>();
        int from = 0;
        while (answer.path("candidates").size() == 1 && text.length() - from > PIECE) {
            int to = text.offsetByCodePoints(from, text.codePointCount(from, from + PIECE));
            pieces.add(piece(answer, text.substring(from, to)));
            from = to;
        }
        ObjectNode last = answer.deepCopy();
        if (from > 0) {
            part(last).put("text", text.substring(from));
        }
        pieces.add(last);
        return pieces;
    }

    private static ObjectNode piece(ObjectNode answer, String text) {
        ObjectNode piece = answer.deepCopy();
        part(piece).put("text", text);
        ((ObjectNode) piece.at("/candidates/0")).remove("finishReason");
        ((ObjectNode) piece.path("usageMetadata")).remove(List.of("candidatesTokenCount", "thoughtsTokenCount"));
        ((ObjectNode) piece.path("usageMetadata"))
                .put(
                        "totalTokenCount",
                        piece.at("/usageMetadata/promptTokenCount").asInt());
        return piece;
    }

    private static ObjectNode part(ObjectNode answer) {
        return (ObjectNode) answer.at("/candidates/0/content/parts/0");
    }
}
