package batchbook.gemini;

import okhttp3.mockwebserver.MockResponse;

/** What Gemini answers, as short as it may be. */
final class Answers {
    private Answers() {}

    static String json(String text) {
        return """
                {"candidates":[{"content":{"parts":[{"text":"%s"}],"role":"model"},"finishReason":"STOP"}],
                "usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":2},"modelVersion":"gemini-3.8-flash"}""".formatted(text);
    }

    static MockResponse of(String text) {
        return new MockResponse().setHeader("Content-Type", "application/json").setBody(json(text));
    }
}
