package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.job.JobAnswer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.genai.types.GenerateContentConfig;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobResultsTest {
    private static final URI FROM = URI.create("http://127.0.0.1");
    private static final RowMarker PLAIN = RowMarker.of(JsonNodeFactory.instance.objectNode());

    private static List<JobAnswer> read(String lines) throws IOException {
        List<JobAnswer> answers = new ArrayList<>();
        results().read(new Buffer().writeUtf8(lines.replace('\'', '"')), FROM, answers::add);
        return answers;
    }

    private static JobResults results() {
        return new JobResults(GenerateContentConfig.builder().build(), PLAIN, UnaryOperator.identity());
    }

    private static String response(String text) {
        return "{'response':" + Answers.json(text).replace("\n", "") + ",'key':'a','unknown':[1]}";
    }

    @Test
    void linesAreReadAsTheyAre() throws IOException {
        List<JobAnswer> answers = read(
                "\n \r\n" + response("x") + "\r\n" + response("x") + "\n{'a':1\n{'key':7}\n"
                        + "{'metadata':{'key':'m'},'response':{'promptFeedback':{'blockReason':'SAFETY'}}}\n[]\n"
                        + "{'key':'c','response':{'candidates':[{'content':{'parts':[{'text':'cut'}]},'finishReason':'MAX_TOKENS'}]}}");

        assertThat(answers).extracting(JobAnswer::key).containsExactly("a", "a", "", "7", "m", "", "c");
        assertThat(answers.get(0).reply().orElseThrow().text()).isEqualTo("x");
        assertThat(answers.get(0).reply().orElseThrow().usage().in()).isEqualTo(3);
        assertThat(answers.subList(2, 7))
                .extracting(answer -> answer.problem().orElseThrow().kind())
                .containsExactly(
                        ErrorKind.UNREADABLE,
                        ErrorKind.UNREADABLE,
                        ErrorKind.BLOCKED,
                        ErrorKind.UNREADABLE,
                        ErrorKind.TRUNCATED);
        assertThat(answers.get(2).problem().orElseThrow()).hasMessageStartingWith("Line 5 ");
        assertThat(answers.get(3).problem().orElseThrow()).hasMessageContaining("neither a response nor an error");
        assertThat(answers.get(6)
                        .problem()
                        .orElseThrow()
                        .partial()
                        .orElseThrow()
                        .text())
                .isEqualTo("cut");
    }

    @Test
    void aLineTooLongIsPassedOver() throws IOException {
        String huge = response("y".repeat(WireInterceptor.LONGEST_ANSWER + 5000));
        List<JobAnswer> answers = read(huge + "\n" + response("z") + "\n" + huge);

        assertThat(answers).hasSize(3);
        assertThat(answers.get(0).problem().orElseThrow())
                .hasMessageContaining("Line 1 of the job's results is longer");
        assertThat(answers.get(1).reply().orElseThrow().text()).isEqualTo("z");
        assertThat(answers.get(2).problem()).isPresent();
    }

    @Test
    void anInterruptEndsIt() {
        List<JobAnswer> answers = new ArrayList<>();
        ModelException stopped = catchThrowableOfType(
                ModelException.class,
                () -> results()
                        .read(
                                new Buffer()
                                        .writeUtf8(
                                                (response("x") + "\n").repeat(3).replace('\'', '"')),
                                FROM,
                                answer -> {
                                    answers.add(answer);
                                    Thread.currentThread().interrupt();
                                }));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopped).hasMessageContaining("interrupted");
        assertThat(answers).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "1, OVERLOADED",
        "3, BAD_REQUEST",
        "4, TIMEOUT",
        "5, NOT_FOUND",
        "7, AUTH",
        "8, RATE_LIMITED",
        "13, OVERLOADED",
        "14, OVERLOADED",
        "16, AUTH",
        "429, RATE_LIMITED",
        "503, OVERLOADED",
        "0, UNEXPECTED",
        "77, UNEXPECTED"
    })
    void codesHaveKinds(int code, ErrorKind kind) throws IOException {
        JobAnswer answer = read("{'key':'a','error':{'code':" + code + ",'message':'it is so'}}")
                .get(0);

        assertThat(answer.problem().orElseThrow().kind()).isEqualTo(kind);
        assertThat(answer.problem().orElseThrow()).hasMessageContaining("error " + code + " in the job: it is so");
    }

    @Test
    void anErrorThatIsATextIsSaid() throws IOException {
        assertThat(read("{'key':'a','error':'no'}").get(0).problem())
                .map(Throwable::getMessage)
                .get()
                .asString()
                .contains(": no");
        assertThat(read("{'key':'a','error':null,'response':null}").get(0).marker())
                .isEqualTo(Optional.empty());
    }
}
