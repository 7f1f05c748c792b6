package batchbook;

import static batchbook.VirtualWorkers.Step.answer;
import static batchbook.VirtualWorkers.Step.fail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.prompt.Attachment;
import batchbook.stream.RowReaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of any length: read as it is sent, given away as it comes. */
class StreamTest {
    private final List<Result> rows = new ArrayList<>();
    private final List<Snapshot> snapshots = new ArrayList<>();

    /** A loop of a stream, on workers of a test. */
    private EventLoop<Totals> loop(Batch plan, Object prompts, Consumer<Result> sink, Workers workers) {
        StreamResults results = new StreamResults(RowReaders.of(prompts).orElseThrow(), null, sink, "Go on.");
        return new EventLoop<>(
                plan.progress(snapshots::add).options(),
                results,
                workers,
                new SplittableRandom(1),
                new StreamLaunch.WholeStream(results));
    }

    private static Batch plan() {
        return Batch.of(Model.named("m", prompt -> Reply.of("not asked")));
    }

    private static VirtualWorkers answering() {
        return new VirtualWorkers((prompt, number) -> answer(100, "re " + prompt.text()));
    }

    private static Iterator<String> endless(AtomicInteger read) {
        return Stream.generate(() -> "p" + read.getAndIncrement()).iterator();
    }

    @Test
    void everyRowReachesTheSinkAsItSettles() {
        VirtualWorkers workers =
                new VirtualWorkers((prompt, number) -> answer(prompt.text().equals("slow") ? 300 : 100, "re"));

        Totals totals = loop(plan().workers(3), List.of("slow", "a", "b", "c"), rows::add, workers)
                .run();

        assertThat(rows).extracting(Result::index).containsExactly(1, 2, 3, 0);
        assertThat(totals.size()).isEqualTo(4);
        assertThat(totals.answered()).isEqualTo(4);
        assertThat(totals.stopped()).isEmpty();
        assertThat(totals.metrics().latencySum()).isEqualTo(Duration.ofMillis(600));
        assertThat(totals.metrics().mostInFlight()).isEqualTo(3);
    }

    @Test
    void aPromptIsReadWhenTheOneBeforeIsSent() {
        AtomicInteger read = new AtomicInteger();
        List<Integer> ahead = new ArrayList<>();
        VirtualWorkers workers = answering();
        Consumer<Result> sink = row -> {
            rows.add(row);
            ahead.add(read.get() - workers.sent.size());
            if (rows.size() == 50) {
                throw new IllegalStateException("enough");
            }
        };

        loop(plan().workers(4), endless(read), sink, workers).run();

        assertThat(ahead).hasSize(50).allMatch(one -> one <= 1);
    }

    @Test
    void failuresAreTriedAgainAndCounted() {
        VirtualWorkers workers =
                new VirtualWorkers((prompt, number) -> prompt.text().equals("bad")
                        ? fail(50, ModelException.of(ErrorKind.BLOCKED, "a filter"))
                        : number == 1 ? fail(50, ModelException.of(ErrorKind.OVERLOADED, "busy")) : answer(100, "re"));

        Totals totals = loop(plan(), List.of("a", "bad", "b").iterator(), rows::add, workers)
                .run();

        assertThat(totals.answered()).isEqualTo(2);
        assertThat(totals.answeredAfterRetry()).isEqualTo(2);
        assertThat(totals.failures()).isEqualTo(Map.of(ErrorKind.BLOCKED, 1));
        assertThat(totals.metrics().attempts()).isEqualTo(5);
        assertThat(rows).hasSize(3);
        assertThat(totals.advice()).singleElement().asString().startsWith("1 row BLOCKED, the first: a filter");
    }

    @Test
    void theTotalIsToldWhenTheSourceKnowsIt() {
        loop(plan().workers(1), List.of("a", "b", "c"), rows::add, answering()).run();
        assertThat(snapshots).isNotEmpty().allMatch(s -> s.totalKnown() && s.total() == 3);
        snapshots.clear();

        loop(
                        plan().workers(1),
                        Stream.iterate(0, i -> i + 1).limit(9).map(i -> "p" + i).iterator(),
                        rows::add,
                        answering())
                .run();
        assertThat(snapshots.get(1).totalKnown()).isFalse();
        assertThat(snapshots.get(1).headWords()).isEqualTo("Asking: 2 prompts done");
        assertThat(snapshots.get(snapshots.size() - 1).headWords()).isEqualTo("Done: 9 of 9 prompts");
    }

    @Test
    void aSourceThatFailsEndsItWithWhatIsUnderWay() {
        Iterator<String> broken = IntStream.range(0, 10)
                .mapToObj(i -> {
                    if (i == 3) {
                        throw new UncheckedIOException(new IOException("disk gone"));
                    }
                    return "p" + i;
                })
                .iterator();
        EventLoop<Totals> loop = loop(plan(), broken, rows::add, answering());

        Totals totals = loop.run();

        assertThat(rows).hasSize(3);
        assertThat(totals.answered()).isEqualTo(3);
        assertThat(totals.stopped()).contains("reading prompt 3 failed: java.io.IOException: disk gone");
        assertThat(loop.thrown())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("reading prompt 3 failed: java.io.IOException: disk gone. Go on.");
    }

    @Test
    void aSinkThatFailsEndsItToo() {
        Consumer<Result> sink = row -> {
            rows.add(row);
            if (rows.size() == 2) {
                throw new IllegalStateException("table is full");
            }
        };
        EventLoop<Totals> loop = loop(plan().workers(3), endless(new AtomicInteger()), sink, answering());

        Totals totals = loop.run();

        assertThat(rows).hasSize(2);
        assertThat(totals.stopped())
                .contains("the sink failed at row 2: java.lang.IllegalStateException: table is full");
        assertThat(totals.answered()).as("what was under way is waited for").isEqualTo(3);
        assertThat(loop.thrown()).isInstanceOf(IllegalStateException.class).hasMessageEndingWith(". Go on.");
    }

    @Test
    void whatIsNoPromptEndsItWithTheNumberOfTheRow() {
        EventLoop<Totals> loop = loop(plan(), Arrays.asList("a", " ", "c"), rows::add, answering());

        loop.run();

        assertThat(rows).hasSize(1);
        assertThat(loop.thrown())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("prompt 1 is null or blank (counted from 0). Leave such rows out");
    }

    @Test
    void anInterruptLeavesTheFiguresAndTheSinkHasItsRows() {
        VirtualWorkers workers = answering().interruptAfter(Duration.ofMillis(350));

        EventLoop<Totals> loop = loop(plan().workers(2), endless(new AtomicInteger()), rows::add, workers);
        Totals totals = loop.run();

        assertThat(rows).hasSize(6);
        assertThat(totals.answered()).isEqualTo(6);
        assertThat(totals.notRun()).isEqualTo(totals.size() - 6).isPositive();
        assertThat(totals.stopped().orElseThrow()).isEqualTo("stopped by an interrupt after 6 prompts");
        assertThat(loop.thrown()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aBudgetEndsAnEndlessStream() {
        Totals byRequests = loop(plan().maxRequests(7), endless(new AtomicInteger()), rows::add, answering())
                .run();

        assertThat(byRequests.answered()).isEqualTo(7);
        assertThat(byRequests.stopped().orElseThrow()).contains("7 requests");
    }

    @Test
    void aCommonFailureEndsIt() {
        VirtualWorkers workers = new VirtualWorkers((p, n) -> fail(10, ModelException.of(ErrorKind.AUTH, "bad key")));

        Totals totals =
                loop(plan(), endless(new AtomicInteger()), rows::add, workers).run();

        assertThat(totals.stopped().orElseThrow()).contains("bad key");
        assertThat(rows).as("they are not settled").isEmpty();
        assertThat(totals.failed()).isPositive();
    }

    @Test
    void samplesAreRowsOfTheirOwn() {
        Totals totals = loop(plan().samples(3), List.of("a", "b"), rows::add, answering())
                .run();

        assertThat(totals.size()).isEqualTo(6);
        assertThat(rows).extracting(row -> row.prompt().sample()).containsExactlyInAnyOrder(1, 2, 3, 1, 2, 3);
    }

    @Test
    void aPlanStreamsIteratorsIterablesArraysAndStreams() {
        Batch plan = Batch.of(Model.named("m", prompt -> Reply.of("re " + prompt.text())))
                .progress(Progress.none());
        AtomicBoolean closed = new AtomicBoolean();

        plan.stream(List.of("a").iterator(), rows::add);
        plan.stream(List.of(Prompt.of("b")), rows::add);
        plan.stream(new String[] {"c"}, rows::add);
        plan.stream(Stream.of("d").onClose(() -> closed.set(true)), rows::add);
        Iterable<String> once = () -> List.of("e").iterator();
        Totals totals = plan.stream(once, rows::add);

        assertThat(rows).extracting(Result::text).containsExactly("re a", "re b", "re c", "re d", "re e");
        assertThat(closed).isTrue();
        assertThat(Totals.last()).isSameAs(totals);
    }

    @Test
    void aFlatMapIsNotReadToItsEnd() {
        AtomicInteger read = new AtomicInteger();
        AtomicBoolean closed = new AtomicBoolean();
        Stream<String> lines = Stream.of("one file")
                .flatMap(file -> IntStream.iterate(0, i -> i + 1).mapToObj(i -> "line " + read.getAndIncrement()))
                .onClose(() -> closed.set(true));
        Batch plan = Batch.of(Model.named("m", prompt -> Reply.of("x")))
                .maxRequests(20)
                .progress(Progress.none());

        Totals totals = plan.stream(lines, rows::add);

        assertThat(totals.answered()).isEqualTo(20);
        assertThat(closed).isTrue();
        assertThat(read.get()).isLessThan(200);
    }

    @Test
    void aJournalKeepsWhatIsSettledAndTheSinkGetsAllOfItAgain(@TempDir Path dir) {
        AtomicInteger asked = new AtomicInteger();
        Batch plan = Batch.of(Model.named("m", prompt -> {
                    asked.incrementAndGet();
                    return Reply.of("re " + prompt.text());
                }))
                .workers(1)
                .journal(dir.resolve("j.jsonl"))
                .progress(Progress.none());
        List<String> prompts = IntStream.range(0, 20).mapToObj(i -> "p" + i).toList();

        Totals part = plan.maxRequests(12).stream(prompts);
        assertThat(part.answered()).isEqualTo(12);
        Totals rest = plan.stream(prompts.iterator(), rows::add);

        assertThat(asked).hasValue(20);
        assertThat(rest.resumed()).isEqualTo(12);
        assertThat(rest.answered()).isEqualTo(20);
        assertThat(rest.metrics().answered()).isEqualTo(8);
        assertThat(rows)
                .extracting(Result::text)
                .containsExactlyElementsOf(prompts.stream().map(p -> "re " + p).toList());
        assertThat(rows.get(0).resumed()).isTrue();
        assertThat(Journal.read(dir.resolve("j.jsonl")).answered()).hasSize(20);
        assertThat(rest.toString()).contains("answered 20, 12 of all done earlier");
    }

    @Test
    void whatTheSinkLostIsInTheJournal(@TempDir Path dir) {
        Batch plan = Batch.of(Model.named("m", prompt -> Reply.of("re " + prompt.text())))
                .journal(dir.resolve("j.jsonl"))
                .progress(Progress.none());

        assertThatIllegalStateException()
                .isThrownBy(() -> plan.stream(List.of("a", "b", "c"), row -> {
                    throw new IllegalStateException("full");
                }))
                .withMessage(
                        "the sink failed at row 0: java.lang.IllegalStateException: full. The same prompts with the"
                                + " same journal go on: what is settled is given to the sink again, and not asked.");
        assertThat(Journal.read(dir.resolve("j.jsonl")).get(0).text()).isEqualTo("re a");
    }

    @Test
    void aBudgetWithoutRoomEndsAnEndlessStream() {
        AtomicInteger read = new AtomicInteger();

        Totals totals =
                loop(plan().maxTokens(5), endless(read), rows::add, answering()).run();

        assertThat(totals.answered()).isZero();
        assertThat(totals.stopped().orElseThrow()).contains("tokens");
        assertThat(read.get()).isBetween(100, 110);
    }

    @Test
    void aPromptThatTheModelCannotTakeFailsItsRow() {
        Model picky = new Model() {
            @Override
            public Reply ask(Prompt prompt) {
                throw new AssertionError("the virtual workers answer");
            }

            @Override
            public void check(Prompt prompt) {
                throw new IllegalArgumentException("it reads no files");
            }
        };
        Prompt photo = Prompt.of("b").attach(Attachment.of(new byte[] {65}, "text/plain"));

        Totals totals = loop(Batch.of(picky), List.of("a", photo, "c"), rows::add, answering())
                .run();

        assertThat(totals.failures()).isEqualTo(Map.of(ErrorKind.BAD_REQUEST, 1));
        assertThat(totals.answered()).isEqualTo(2);
        assertThat(rows).filteredOn(row -> !row.ok()).singleElement().satisfies(row -> {
            assertThat(row.index()).isEqualTo(1);
            assertThat(row.error()).isEqualTo("it reads no files");
        });
    }

    @Test
    void pausesThatAreNotKeptAreAddedUp() {
        Totals totals = loop(
                        plan().perMinute(1).maxRequests(1_300), endless(new AtomicInteger()), rows::add, answering())
                .run();

        assertThat(totals.answered()).isEqualTo(1_300);
        assertThat(totals.pauses()).hasSize(1_000);
        Duration waited = totals.waits().values().stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(waited).isGreaterThan(Duration.ofMinutes(1_250));
        assertThat(totals.explain()).contains("nothing could be sent: ");
    }

    @Test
    void whatTheUsersCodeTakesHoldsUpNoAnswer() {
        VirtualWorkers workers = answering();
        Iterator<String> slow = IntStream.range(0, 10)
                .mapToObj(i -> {
                    workers.pass(Duration.ofMillis(150));
                    return "p" + i;
                })
                .iterator();

        Totals totals = loop(plan().workers(100), slow, rows::add, workers).run();

        assertThat(totals.answered()).isEqualTo(10);
        assertThat(totals.metrics().mostInFlight())
                .as("answers are taken between prompts")
                .isLessThan(5);
    }

    @Test
    void checksAndTypesHoldAsInARun() {
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> answer(100, number == 1 ? "long text" : "ok"));

        Totals totals = loop(
                        plan().accept(text -> text.length() < 5, "a short text"), List.of("a", "b"), rows::add, workers)
                .run();

        assertThat(totals.answeredAfterRetry()).isEqualTo(2);
        assertThat(totals.metrics().attempts()).isEqualTo(4);
    }

    @Test
    void theFiguresAreTold() {
        Totals totals = loop(plan().workers(2), List.of("a", "b", "c"), rows::add, answering())
                .run();

        assertThat(totals.toString())
                .startsWith("Stream of 3 prompts to m, 2 workers in 200 ms\n  answered 3\n  latency  p50 ");
        assertThat(totals.explain()).startsWith("Done: 3 of 3 prompts to m in 200 ms");
        assertThat(totals.waits()).isEmpty();
        assertThat(totals.advice()).isEmpty();
        assertThat(totals.changes()).isNotEmpty();
        assertThat(totals.label()).isEqualTo("2 workers");
        assertThat(totals.started()).isEqualTo(VirtualWorkers.START);
        assertThat(totals.speed()).isEqualTo(1);
    }

    @Test
    void nothingToReadIsTold() {
        Totals totals = loop(plan(), List.of(), rows::add, answering()).run();

        assertThat(totals.explain()).startsWith("0 prompts: ");
        assertThat(totals.size()).isZero();
    }

    @Test
    void whatIsNoSourceIsNamed() {
        Batch plan = plan().progress(Progress.none());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan.stream("one text", rows::add))
                .withMessageStartingWith("prompts is a single text");
        assertThatThrownBy(() -> plan.stream(null, rows::add)).hasMessageStartingWith("prompts is null");
        assertThatThrownBy(() -> plan.stream(List.of("a"), null)).hasMessage("sink");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan.stream(List.of("a")))
                .withMessageStartingWith("nobody would get the answers: nothing was sent.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan.maxCost(1).stream(List.of("a"), rows::add))
                .withMessageStartingWith("maxCost needs the price");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan.stream(Stream.of("a", null), rows::add))
                .withMessageStartingWith("prompt 1 is null or blank");
        assertThatIllegalStateException()
                .isThrownBy(() -> plan.stream(
                        Stream.of("a").map(text -> {
                            throw new IllegalArgumentException("my own");
                        }),
                        rows::add))
                .withMessageStartingWith("reading prompt 0 failed: java.lang.IllegalArgumentException: my own. ");
    }

    @Test
    void anInterruptedCallerGetsACancellation() {
        Batch plan = Batch.of(Model.named("m", prompt -> Reply.of("x"))).progress(Progress.none());
        Consumer<Result> sink = row -> {
            rows.add(row);
            Thread.currentThread().interrupt();
        };

        assertThatThrownBy(() -> plan.stream(endless(new AtomicInteger()), sink))
                .isInstanceOf(CancellationException.class)
                .hasMessageEndingWith("Totals.last() has the figures.");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(Totals.last().answered()).isEqualTo(rows.size());
    }
}
