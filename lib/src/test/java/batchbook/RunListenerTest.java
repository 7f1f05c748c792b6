package batchbook;

import static batchbook.VirtualWorkers.START;
import static batchbook.VirtualWorkers.Step.answer;
import static batchbook.VirtualWorkers.Step.fail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each request of a run is heard of once, whatever becomes of it. */
class RunListenerTest {
    /** What was heard, as short texts. */
    private static final class Heard implements RunListener {
        private final List<Start> starts = new ArrayList<>();
        private final List<Call> calls = new ArrayList<>();
        private final List<End> ends = new ArrayList<>();

        @Override
        public OfRun begins(Start start) {
            starts.add(start);
            int endsBefore = ends.size();
            return new OfRun() {
                @Override
                public void ended(Call call) {
                    assertThat(ends).hasSize(endsBefore);
                    calls.add(call);
                }

                @Override
                public void over(End end) {
                    ends.add(end);
                }
            };
        }

        private List<String> words() {
            return calls.stream()
                    .map(call -> call.row() + "." + call.attempt().number() + " "
                            + (call.abandoned()
                                    ? "abandoned"
                                    : call.attempt().error().map(Enum::name).orElse("ok")))
                    .toList();
        }
    }

    /** Not a lambda, which would be the same object in each test: what one learns of limits, the next would know. */
    private static final class NeverAsked implements Model {
        @Override
        public Reply ask(Prompt prompt) {
            throw new AssertionError("the virtual workers answer");
        }

        @Override
        public String name() {
            return "scripted";
        }
    }

    @TempDir
    Path directory;

    private final Heard heard = new Heard();
    private Batch plan = Batch.of(new NeverAsked())
            .workers(1)
            .retry(Retry.standard())
            .timeout(Duration.ofSeconds(30))
            .listener(heard);

    private EventLoop<Run> loop(VirtualWorkers workers, String... prompts) {
        return Loops.of(plan, Prompts.of(List.of(prompts)), Progress.none(), workers, new SplittableRandom(1));
    }

    private static VirtualWorkers.Step never() {
        return answer(Duration.ofDays(1).toMillis(), "late");
    }

    @Test
    void answersRetriesRefusalsAndTimeoutsAreHeardOnceInTheirOrder() {
        ModelException refused = ModelException.of(ErrorKind.RATE_LIMITED, "too many");
        ModelException busy = ModelException.of(ErrorKind.OVERLOADED, "busy");
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> switch (prompt.text() + number) {
            case "a1" -> fail(10, busy);
            case "b1" -> fail(10, refused);
            case "c1" -> never();
            default -> answer(100, prompt.text() + "!");
        });

        Run run = loop(workers, "a", "b", "c").run();

        assertThat(heard.words())
                .containsExactlyInAnyOrder(
                        "0.1 OVERLOADED", "0.2 ok", "1.1 RATE_LIMITED", "1.2 ok", "2.1 TIMEOUT", "2.2 ok");
        assertThat(heard.calls.stream().map(RunListener.Call::attempt))
                .containsExactlyInAnyOrderElementsOf(run.results().stream()
                        .flatMap(row -> row.attempts().stream())
                        .toList());
        assertThat(heard.calls)
                .isSortedAccordingTo((one, other) ->
                        one.attempt().finished().compareTo(other.attempt().finished()));
        assertThat(heard.calls).filteredOn(call -> call.reply().isPresent()).hasSize(3);
        assertThat(heard.starts).hasSize(1);
        assertThat(heard.starts.get(0).at()).isEqualTo(START);
        assertThat(heard.starts.get(0).model().name()).isEqualTo("scripted");
        assertThat(heard.ends)
                .containsExactly(new RunListener.End(run.metrics(), Optional.empty(), START.plus(run.took())));
    }

    @Test
    void rowsThatShareAnAnswerAreOneRequest() {
        loop(new VirtualWorkers((prompt, number) -> answer(100, "ok")), "a", "b", "a", "a")
                .run();

        assertThat(heard.words()).containsExactly("0.1 ok", "1.1 ok");
        assertThat(heard.starts.get(0).prompts()).hasValue(4);
    }

    @Test
    void aRequestThatNeverReachedTheServerIsNone() {
        ModelException lost = ModelException.of(ErrorKind.NETWORK, "not taken").neverArrived();

        loop(new VirtualWorkers((prompt, number) -> number == 1 ? fail(5, lost) : answer(100, "ok")), "a")
                .run();

        assertThat(heard.words()).containsExactly("0.1 ok");
    }

    @Test
    void whatIsUnderWayAtAnInterruptIsHeardAsAbandoned() {
        plan = plan.workers(3);
        VirtualWorkers workers = new VirtualWorkers(
                        (prompt, number) -> prompt.text().equals("a") ? answer(100, "ok") : never())
                .interruptAfter(Duration.ofSeconds(1));

        Run run = loop(workers, "a", "b", "c").run();

        assertThat(heard.words()).containsExactlyInAnyOrder("0.1 ok", "1.1 abandoned", "2.1 abandoned");
        assertThat(heard.calls.get(1).attempt().latency()).isEqualTo(Duration.ofSeconds(1));
        assertThat(run.stopped()).isPresent();
        assertThat(heard.ends).extracting(RunListener.End::metrics).containsExactly(run.metrics());
    }

    @Test
    void aRequestThatEndsTheRunWithAnErrorIsHeardToo() {
        loop(new VirtualWorkers((prompt, number) -> fail(5, new StackOverflowError())), "a", "b")
                .run();

        assertThat(heard.words()).containsExactly("0.1 abandoned");
        assertThat(heard.ends).hasSize(1);
    }

    @Test
    void rowsThatHadAResultAreNoRequestAndOthersGoOnCounting() {
        Batch quiet = Batch.of(Model.named("m", new NeverAskedButOnce()))
                .workers(1)
                .progress(Progress.none())
                .retry(Retry.none())
                .listener(heard);
        Run first = quiet.run(List.of("a", "bad"));
        heard.calls.clear();

        Run second = first.retryFailed();

        assertThat(heard.words()).containsExactly("1.2 ok");
        assertThat(heard.starts.get(1).known()).isEqualTo(1);
        assertThat(second.get(1).attempts()).hasSize(2);

        Path file = directory.resolve("rows.jsonl");
        quiet.journal(file).run(List.of("a"));
        heard.calls.clear();
        quiet.journal(file).run(List.of("a"));
        assertThat(heard.calls).isEmpty();
    }

    /** Fails once for the prompt that is bad. */
    private static final class NeverAskedButOnce implements Model {
        private boolean failed;

        @Override
        public Reply ask(Prompt prompt) throws ModelException {
            if (prompt.text().equals("bad") && !failed) {
                failed = true;
                throw ModelException.of(ErrorKind.BLOCKED, "no");
            }
            return Reply.of("ok");
        }
    }

    @Test
    void aListenerThatFailsEndsNeitherTheRunNorTheListening() {
        List<String> tried = new ArrayList<>();
        Batch deaf = plan;
        plan = Batch.of(new NeverAsked())
                .workers(1)
                .listener(start -> {
                    throw new IllegalStateException("at the beginning");
                })
                .listener(start -> call -> {
                    tried.add(call.prompt().text());
                    throw new NoClassDefFoundError("io/opentelemetry");
                })
                .listener(heard);

        Run run = loop(new VirtualWorkers((prompt, number) -> answer(100, "ok")), "a", "b")
                .run();

        assertThat(run.answered()).hasSize(2);
        assertThat(run.stopped()).isEmpty();
        assertThat(tried).containsExactly("a", "b");
        assertThat(heard.words()).containsExactly("0.1 ok", "1.1 ok");
        assertThat(deaf.options().listeners).hasSize(1);
        assertThatThrownBy(() -> deaf.listener(null)).hasMessageContaining("listener");
    }

    @Test
    void aListenerThatSwallowsAnInterruptDoesNotKeepTheRun() {
        plan = plan.listener(start -> call -> {
            throw new RuntimeException(new InterruptedException("while it exported"));
        });

        Run run = loop(new VirtualWorkers((prompt, number) -> answer(100, "ok")), "a", "b")
                .run();

        assertThat(run.stopped().orElseThrow()).contains("stopped by an interrupt");
        assertThat(Stream.of(run.get(0).ok(), run.get(1).ok())).containsExactly(true, false);
    }
}
