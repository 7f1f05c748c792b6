package batchbook.gemini;

import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.job.JobAnswer;
import batchbook.wire.ErrorBody;
import batchbook.wire.NetworkErrors;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.genai.types.GenerateContentConfig;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import okio.BufferedSource;

/**
 * Reads the results of a job line by line, each as a live answer is read.
 *
 * @param config with which they were asked
 * @param redact takes the key out of a text
 */
record JobResults(GenerateContentConfig config, RowMarker marker, UnaryOperator<String> redact) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As long as a live answer may be, with what stands around it. */
    private static final long LONGEST_LINE = WireInterceptor.LONGEST_ANSWER + 4096L;

    private static final int LONGEST_SAID = 80;

    /** @throws ModelException when the thread is interrupted */
    void read(BufferedSource lines, URI from, Consumer<JobAnswer> sink) throws IOException {
        for (long number = 1; !lines.exhausted(); number++) {
            if (Thread.currentThread().isInterrupted()) {
                throw NetworkErrors.interrupted(from);
            }
            long end = lines.indexOf((byte) '\n', 0, LONGEST_LINE);
            if (end < 0 && lines.request(LONGEST_LINE)) {
                skipLine(lines);
                sink.accept(unreadable(number, "is longer than " + LONGEST_LINE / 1024 / 1024 + " MB"));
                continue;
            }
            String line = end < 0 ? lines.readUtf8() : lines.readUtf8(end);
            if (end >= 0) {
                lines.skip(1);
            }
            if (!line.isBlank()) {
                sink.accept(answer(number, line));
            }
        }
    }

    private static void skipLine(BufferedSource lines) throws IOException {
        while (!lines.exhausted()) {
            long end = lines.indexOf((byte) '\n', 0, LONGEST_LINE);
            if (end >= 0) {
                lines.skip(end + 1);
                return;
            }
            lines.skip(Math.min(LONGEST_LINE, lines.getBuffer().size()));
        }
    }

    private JobAnswer answer(long number, String line) {
        try {
            JsonNode row = JSON.readTree(line);
            JsonNode response = row.path("response");
            String key = row.path("key").asText(row.path("metadata").path("key").asText(""));
            if (response.isObject()) {
                return answered(key, response.toString());
            }
            JsonNode error = row.path("error");
            return error.isMissingNode() || error.isNull()
                    ? unreadable(key, number, "has neither a response nor an error")
                    : JobAnswer.of(key, Optional.empty(), GeminiErrors.ofARow(error, redact));
        } catch (JsonProcessingException e) {
            return unreadable(
                    number,
                    "is not the JSON it should be: " + redact.apply(e.getOriginalMessage()) + "; it begins with: "
                            + ErrorBody.shortened(redact.apply(line).strip(), LONGEST_SAID));
        }
    }

    private JobAnswer answered(String key, String response) {
        try {
            RowMarker.Unmarked answer = marker.read(ReplyParser.read(response, config, redact));
            return JobAnswer.of(key, answer.marker(), answer.reply());
        } catch (ModelException e) {
            Optional<RowMarker.Unmarked> part = e.partial().map(marker::read);
            return JobAnswer.of(
                    key,
                    part.flatMap(RowMarker.Unmarked::marker),
                    part.map(answer -> e.partial(answer.reply())).orElse(e));
        }
    }

    private static JobAnswer unreadable(long number, String what) {
        return unreadable("", number, what);
    }

    private static JobAnswer unreadable(String key, long number, String what) {
        return JobAnswer.of(
                key,
                Optional.empty(),
                ModelException.of(ErrorKind.UNREADABLE, "Line " + number + " of the job's results " + what));
    }
}
