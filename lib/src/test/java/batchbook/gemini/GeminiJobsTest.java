package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import batchbook.ErrorKind;
import batchbook.Model;
import batchbook.ModelException;
import batchbook.Prompt;
import batchbook.answer.Hint;
import batchbook.job.JobAnswer;
import batchbook.job.JobInfo;
import batchbook.job.JobService;
import batchbook.job.JobState;
import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import batchbook.sim.jobs.JobFault;
import batchbook.sim.jobs.Jobs;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.HttpOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs of the simulator, over HTTP. */
@Timeout(120)
class GeminiJobsTest {
    private static final Jobs AT_ONCE = Jobs.taking(Duration.ZERO);
    private static final Scenario ECHO = Scenario.calm().latency(Duration.ZERO).answers(prompt -> "to " + prompt);

    @TempDir
    Path folder;

    enum Sentiment {
        POSITIVE,
        NEUTRAL,
        NEGATIVE
    }

    record Review(
            Sentiment sentiment,
            List<String> topics,
            @Hint("1 can wait, 5 today") int urgency) {}

    private static Gemini on(Simulator simulator, String version) {
        return Gemini.at(simulator)
                .config(GenerateContentConfig.builder()
                        .httpOptions(HttpOptions.builder().apiVersion(version).build())
                        .build())
                .model("gemini-2.5-flash");
    }

    private static JobService jobs(Simulator simulator) {
        return on(simulator, "v1beta").jobs().orElseThrow();
    }

    private Path file(JobService jobs, int rows, boolean marked) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int i = 0; i < rows; i++) {
            lines.write(jobs.line(
                    "key-" + i, Prompt.of("prompt " + i), marked ? Optional.of(marker(i)) : Optional.empty()));
            lines.write('\n');
        }
        return Files.write(folder.resolve("rows.jsonl"), lines.toByteArray());
    }

    private static String marker(int row) {
        return "m" + (1000 + row);
    }

    private static JobInfo over(JobService jobs, String name) {
        JobInfo job = jobs.get(name).orElseThrow();
        while (!job.state().isOver()) {
            job = jobs.get(name).orElseThrow();
        }
        return job;
    }

    private static List<JobAnswer> results(JobService jobs, JobInfo job) {
        List<JobAnswer> answers = new ArrayList<>();
        jobs.results(job, answers::add);
        return answers;
    }

    private List<JobAnswer> answered(Jobs scenario, int rows) throws IOException {
        try (Simulator simulator = Simulator.start(ECHO.jobs(scenario))) {
            JobService jobs = jobs(simulator);
            return results(
                    jobs,
                    over(jobs, jobs.submit("a job", file(jobs, rows, false)).name()));
        }
    }

    private static ModelException problem(JobAnswer answer) {
        return answer.problem().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v1beta"})
    void aJobGivesTheAnswersOfLiveRequests(String version) throws IOException {
        try (Simulator simulator =
                Simulator.start(Scenario.calm().latency(Duration.ZERO).jobs(AT_ONCE))) {
            Gemini gemini =
                    on(simulator, version).system("Be kind.").example("a", "b").temperature(0);
            JobService jobs = gemini.jobs().orElseThrow();
            JobInfo created = jobs.submit("batchbook-1", file(jobs, 20, false));
            JobInfo job = over(jobs, created.name());
            List<JobAnswer> answers = results(jobs, job);

            assertThat(created.state()).isNotEqualTo(JobState.UNKNOWN);
            assertThat(created.displayName()).isEqualTo("batchbook-1");
            assertThat(created.created()).isPresent();
            assertThat(created.error()).isEmpty();
            assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(job.ended()).isPresent();
            assertThat(job.rows()).isEqualTo(new JobInfo.Rows(20, 20, 0, 0));
            assertThat(job.rows().done()).isEqualTo(20);
            assertThat(job.requestsFile()).isPresent();
            assertThat(answers).hasSize(20);
            for (int i = 0; i < 20; i++) {
                assertThat(answers.get(i).key()).isEqualTo("key-" + i);
                assertThat(answers.get(i).marker()).isEmpty();
                assertThat(answers.get(i).reply()).hasValue(gemini.ask("prompt " + i));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void aMarkerIsCarriedAndTakenOut(Form form) throws IOException {
        try (Simulator simulator =
                Simulator.start(Scenario.calm().latency(Duration.ZERO).jobs(AT_ONCE))) {
            Gemini gemini = form.of(on(simulator, "v1beta"));
            JobService jobs = gemini.jobs().orElseThrow();
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            for (int i = 0; i < 30; i++) {
                Prompt prompt =
                        Prompt.of("Classify this review:\nThe kettle " + (i % 2 == 0 ? "broke" : "is great") + " " + i);
                lines.write(jobs.line("key-" + i, prompt, Optional.of(marker(i))));
                lines.write('\n');
            }
            Path file = Files.write(folder.resolve("rows.jsonl"), lines.toByteArray());
            List<JobAnswer> answers =
                    results(jobs, over(jobs, jobs.submit("marked", file).name()));

            assertThat(answers).hasSize(30);
            List<JobAnswer> whole = answers.stream()
                    .filter(answer -> answer.reply().isPresent())
                    .toList();
            assertThat(whole).hasSizeGreaterThan(20);
            for (JobAnswer answer : whole) {
                int row = Integer.parseInt(answer.key().substring(4));
                String text = answer.reply().orElseThrow().text();
                assertThat(text).doesNotContain("_row").doesNotContain(marker(row));
                assertThat(answer.marker()).as(text).isIn(Optional.of(marker(row)), Optional.empty());
            }
            assertThat(whole.stream()
                            .filter(answer -> answer.marker().isPresent())
                            .count())
                    .isGreaterThan(20);
            assertThat(whole.stream()
                            .filter(answer -> form.reads(
                                    gemini, answer.reply().orElseThrow().text()))
                            .count())
                    .isGreaterThan(20);
        }
    }

    enum Form {
        RECORD {
            @Override
            Gemini of(Gemini gemini) {
                return gemini.answering(Review.class);
            }
        },
        WORDS {
            @Override
            Gemini of(Gemini gemini) {
                return gemini.choosing("good", "bad", "very bad");
            }
        };

        abstract Gemini of(Gemini gemini);

        boolean reads(Model gemini, String text) {
            try {
                gemini.answerType().orElseThrow().read(text);
                return true;
            } catch (RuntimeException e) {
                return false;
            }
        }
    }

    @Test
    void aRefusalIsOneOfJobs() throws IOException {
        try (Simulator simulator = Simulator.start(ECHO.jobs(AT_ONCE.fault(JobFault.REFUSED, 1, 1)))) {
            JobService jobs = jobs(simulator);
            String file = jobs.upload(file(jobs, 3, false));
            ModelException refusal = catchThrowableOfType(ModelException.class, () -> jobs.create("a job", file));

            assertThat(refusal.kind()).isEqualTo(ErrorKind.RATE_LIMITED);
            assertThat(refusal).hasMessageContaining("not about live requests").hasMessageContaining("some minutes");
            assertThat(refusal.limits()).isEmpty();
            assertThat(JobService.mayExist(refusal)).isFalse();
            assertThat(jobs.named("")).isEmpty();
            assertThat(over(jobs, jobs.create("a job", file).name()).hasResults())
                    .isTrue();
        }
    }

    @Test
    void aJobWhoseAnswerIsLostIsFoundByItsName() throws IOException {
        try (Simulator simulator = Simulator.start(ECHO.jobs(AT_ONCE.fault(JobFault.LOST_ANSWER, 1, 1)))) {
            JobService jobs = jobs(simulator);
            String file = jobs.upload(file(jobs, 3, false));
            ModelException lost = catchThrowableOfType(ModelException.class, () -> jobs.create("mine-1", file));
            jobs.create("others", file);
            List<JobInfo> found = jobs.named("mine-");

            assertThat(lost.kind()).isEqualTo(ErrorKind.NETWORK);
            assertThat(JobService.mayExist(lost)).isTrue();
            assertThat(simulator.jobs()).isEqualTo(2);
            assertThat(found).hasSize(1);
            assertThat(found.get(0).requestsFile()).hasValue(file);
            assertThat(results(jobs, over(jobs, found.get(0).name()))).hasSize(3);
        }
    }

    @Test
    void allPagesAreReadTheNewestFirst() throws IOException {
        try (Simulator simulator = Simulator.start(ECHO.jobs(AT_ONCE.atOnce(1000)))) {
            JobService jobs = jobs(simulator);
            String file = jobs.upload(file(jobs, 1, false));
            for (int i = 0; i < 203; i++) {
                jobs.create((i % 2 == 0 ? "even-" : "odd-") + i, file);
            }
            List<String> even =
                    jobs.named("even-").stream().map(JobInfo::displayName).toList();

            assertThat(even).hasSize(102).startsWith("even-202", "even-200").endsWith("even-2", "even-0");
        }
    }

    @Test
    void anotherKeyAndADeletedFileAreNotThere() throws IOException {
        try (Simulator simulator = Simulator.start(ECHO.jobs(Jobs.taking(Duration.ofHours(1))))) {
            JobService jobs = jobs(simulator);
            JobService others =
                    Gemini.at(simulator).key(Simulator.OTHER_KEY).jobs().orElseThrow();
            JobInfo job = jobs.submit("mine", file(jobs, 2, false));
            String file = job.requestsFile().orElseThrow();

            assertThat(others.get(job.name())).isEmpty();
            assertThat(others.named("")).isEmpty();
            assertThat(catchThrowableOfType(ModelException.class, () -> others.cancel(job.name()))
                            .kind())
                    .isEqualTo(ErrorKind.NOT_FOUND);
            others.discard(file);
            assertThat(jobs.create("again", file).state()).isEqualTo(JobState.PENDING);
            jobs.discard(file);
            jobs.discard(file);
            assertThat(catchThrowableOfType(ModelException.class, () -> jobs.create("again", file))
                            .kind())
                    .isEqualTo(ErrorKind.NOT_FOUND);
            assertThat(jobs.get(job.name())).isPresent();
        }
    }

    @Test
    void rowsWithoutKeysMissingRowsAndAnotherOrderAreGivenAsTheyCome() throws IOException {
        List<JobAnswer> nameless = answered(AT_ONCE.fault(JobFault.NO_KEYS, 0.4), 30);
        List<JobAnswer> missing = answered(AT_ONCE.fault(JobFault.MISSING_ROWS, 0.4), 30);
        List<JobAnswer> mixed = answered(AT_ONCE.fault(JobFault.OUT_OF_ORDER, 1), 30);

        assertThat(nameless).hasSize(30);
        assertThat(nameless.stream().filter(answer -> answer.key().isEmpty()).count())
                .isBetween(4L, 20L);
        assertThat(nameless).allMatch(answer -> answer.reply().isPresent());
        assertThat(missing).hasSizeBetween(10, 26);
        assertThat(mixed).extracting(JobAnswer::key).doesNotHaveDuplicates().hasSize(30);
        assertThat(mixed.get(0).key() + mixed.get(1).key() + mixed.get(2).key()).isNotEqualTo("key-0key-1key-2");
    }

    @ParameterizedTest
    @EnumSource(names = {"ROW_ERRORS", "DETAILED_ERRORS"})
    void errorsOfRowsHideNoOther(JobFault fault) throws IOException {
        try (Simulator simulator = Simulator.start(ECHO.jobs(AT_ONCE.fault(fault, 0.4)))) {
            JobService jobs = jobs(simulator);
            JobInfo job = over(jobs, jobs.submit("a job", file(jobs, 30, false)).name());
            List<JobAnswer> answers = results(jobs, job);
            List<JobAnswer> failed = answers.stream()
                    .filter(answer -> answer.problem().isPresent())
                    .toList();

            assertThat(answers).hasSize(30);
            assertThat(failed).hasSizeBetween(4, 22).hasSize((int) job.rows().failed());
            assertThat(failed).allSatisfy(answer -> {
                assertThat(answer.key()).startsWith("key-");
                assertThat(problem(answer).kind()).isEqualTo(ErrorKind.OVERLOADED);
                assertThat(problem(answer)).hasMessageContaining("error 13 in the job: An internal error");
            });
            assertThat(jobs.named("a job")).hasSize(1);
        }
    }

    @Test
    void aLineThatIsWrongHasAnErrorOfItsOwn() throws IOException {
        try (Simulator simulator = Simulator.start(ECHO.jobs(AT_ONCE))) {
            JobService jobs = jobs(simulator);
            Path file = file(jobs, 1, false);
            Files.writeString(file, Files.readString(file) + "{\"key\":\"bad\",\"request\":{\"contents\":[]}}\n");
            List<JobAnswer> answers =
                    results(jobs, over(jobs, jobs.submit("a job", file).name()));

            assertThat(answers.get(0).reply().orElseThrow().text()).isEqualTo("to prompt 0");
            assertThat(answers.get(1).key()).isEqualTo("bad");
            assertThat(problem(answers.get(1)).kind()).isEqualTo(ErrorKind.BAD_REQUEST);
            assertThat(problem(answers.get(1))).hasMessageContaining("error 3 in the job");
        }
    }

    @Test
    void resultsMayComeLaterThanTheEnd() throws IOException {
        try (Simulator simulator = Simulator.start(ECHO.jobs(AT_ONCE.fault(JobFault.LATE_RESULTS, 1)))) {
            JobService jobs = jobs(simulator);
            JobInfo early = over(jobs, jobs.submit("late", file(jobs, 2, false)).name());

            assertThat(early.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(early.hasResults()).isFalse();
            assertThat(catchThrowableOfType(ModelException.class, () -> results(jobs, early)))
                    .hasMessageContaining("has no results");
            assertThat(over(jobs, early.name()).hasResults()).isFalse();
            assertThat(results(jobs, over(jobs, early.name()))).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPIRED", "FAILED", "CANCELLED"})
    void aJobThatDoesNotSucceedSaysWhatBecameOfIt(JobFault fault) throws IOException {
        try (Simulator simulator = Simulator.start(
                ECHO.jobs(AT_ONCE.expiringAfter(Duration.ofMillis(1)).fault(fault, 1)))) {
            JobService jobs = jobs(simulator);
            JobInfo job = over(jobs, jobs.submit("a job", file(jobs, 4, false)).name());

            assertThat(job.state()).isEqualTo(JobState.valueOf(fault.name()));
            assertThat(job.ended()).isPresent();
            if (fault == JobFault.CANCELLED) {
                assertThat(job.rows().total()).isEqualTo(4);
                assertThat(results(jobs, job)).hasSize(2);
            } else {
                assertThat(job.hasResults()).isFalse();
                assertThat(job.error().orElseThrow()).startsWith("error ");
            }
        }
    }

    @Test
    void aJobThatIsStuckIsCancelled() throws IOException {
        Jobs stuck = Jobs.taking(Duration.ofHours(24)).fault(JobFault.STUCK_PENDING, 1);
        try (Simulator simulator = Simulator.start(ECHO.jobs(stuck))) {
            JobService jobs = jobs(simulator);
            JobInfo job = jobs.submit("stuck", file(jobs, 4, false));
            jobs.cancel(job.name());
            jobs.cancel(job.name());

            assertThat(job.state()).isEqualTo(JobState.PENDING);
            assertThat(jobs.get(job.name()).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
        }
    }

    @Test
    void whereASchemaIsIgnoredTheAnswerIsWhatCame() throws IOException {
        try (Simulator simulator = Simulator.start(
                Scenario.calm().latency(Duration.ZERO).jobs(AT_ONCE.fault(JobFault.SCHEMA_IGNORED, 1)))) {
            JobService jobs =
                    on(simulator, "v1beta").answering(Review.class).jobs().orElseThrow();
            List<JobAnswer> answers = results(
                    jobs, over(jobs, jobs.submit("a job", file(jobs, 4, true)).name()));

            assertThat(answers).hasSize(4).allMatch(answer -> answer.marker().isEmpty());
        }
    }

    @Test
    void swappedAnswersCarryTheMarkersOfOthers() throws IOException {
        try (Simulator simulator = Simulator.start(
                Scenario.calm().latency(Duration.ZERO).jobs(AT_ONCE.fault(JobFault.SWAPPED_ANSWERS, 0.4)))) {
            JobService jobs =
                    on(simulator, "v1beta").answering(Review.class).jobs().orElseThrow();
            List<JobAnswer> answers = results(
                    jobs, over(jobs, jobs.submit("a job", file(jobs, 30, true)).name()));
            long swapped = answers.stream()
                    .filter(answer -> answer.marker().isPresent())
                    .filter(answer -> !answer.marker()
                            .orElseThrow()
                            .equals(marker(Integer.parseInt(answer.key().substring(4)))))
                    .count();

            assertThat(swapped).isBetween(4L, 22L);
        }
    }

    @Test
    void underVirtualTimeAJobIsOverWhenItsClockSaysSo() throws Exception {
        Scenario virtual = Scenario.calm().speedUp(1000).virtualTime().jobs(Jobs.taking(Duration.ofMinutes(20)));
        try (Simulator simulator = Simulator.start(virtual)) {
            Gemini gemini = Gemini.at(simulator);
            JobService jobs = gemini.jobs().orElseThrow();
            JobInfo job = jobs.submit("night", file(jobs, 5, false));
            gemini.time().sleep(Duration.ofMinutes(10));
            JobInfo later = jobs.get(job.name()).orElseThrow();
            gemini.time().sleep(Duration.ofMinutes(11));
            JobInfo over = jobs.get(job.name()).orElseThrow();

            assertThat(later.state()).isEqualTo(JobState.RUNNING);
            assertThat(later.rows().done()).isBetween(1L, 4L);
            assertThat(Duration.between(
                            over.created().orElseThrow(), over.ended().orElseThrow()))
                    .isEqualTo(Duration.ofMinutes(20));
            assertThat(results(jobs, over)).hasSize(5);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 8L << 20})
    void aFileMayBeAsLongAsItsPieces(long more) throws IOException {
        try (Simulator simulator = Simulator.start(Scenario.calm()
                .latency(Duration.ZERO)
                .answers(prompt -> "" + prompt.length())
                .jobs(AT_ONCE))) {
            JobService jobs = jobs(simulator);
            Path file = file(jobs, 1, false);
            byte[] line = Files.readAllBytes(file);
            byte[] padded = new byte[(int) ((8L << 20) + more)];
            java.util.Arrays.fill(padded, (byte) '\n');
            System.arraycopy(line, 0, padded, padded.length - line.length, line.length);
            Files.write(file, padded);

            assertThat(results(
                            jobs, over(jobs, jobs.submit("whole pieces", file).name())))
                    .hasSize(1)
                    .allMatch(answer -> answer.reply().orElseThrow().text().equals("8"));
        }
    }

    @Test
    void whatIsNoFileIsNotSent() throws IOException {
        try (Simulator simulator = Simulator.start(ECHO)) {
            JobService jobs = jobs(simulator);
            Path empty = Files.createFile(folder.resolve("empty.jsonl"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> jobs.upload(empty))
                    .withMessageContaining("1 to 2000000000 bytes")
                    .withMessageContaining("has 0");
            assertThat(simulator.requests()).isZero();
        }
    }

    @Test
    void namesOfStrangersLeadNowhere() {
        try (Simulator simulator = Simulator.start(ECHO)) {
            JobService jobs = jobs(simulator);
            for (String name :
                    List.of("", "batches/", "batches/a/../b", "files/a", "batches/a?b", "batches/a:cancel")) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> jobs.get(name))
                        .withMessageContaining("batches/abc");
            }
            assertThat(simulator.requests()).isZero();
            assertThat(jobs.get("batches/unknown")).isEmpty();
        }
    }
}
