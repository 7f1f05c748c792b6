package batchbook.course;

import static batchbook.course.Verdicts.right;
import static batchbook.course.Verdicts.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Batch;
import batchbook.Model;
import batchbook.Prompt;
import batchbook.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class Lesson02Test {
    private final ExecutorService forgotten = Executors.newFixedThreadPool(8);

    @Test
    void aFutureForEachRowIsRight() {
        right(Lesson02.question1((model, prompts, workers) -> {
            var pool = Executors.newFixedThreadPool(workers);
            var futures = submit(pool, model, prompts);
            pool.shutdown();
            return texts(futures);
        }));
    }

    @Test
    void aPlaceOfItsOwnForEachRowIsRight() {
        right(Lesson02.question1((model, prompts, workers) -> {
            String[] answers = new String[prompts.size()];
            var pool = Executors.newFixedThreadPool(workers);
            for (int i = 0; i < answers.length; i++) {
                int row = i;
                pool.execute(() -> {
                    try {
                        answers[row] = model.ask(prompts.get(row)).text();
                    } catch (Exception e) {
                        answers[row] = "FAILED: " + e.getMessage();
                    }
                });
            }
            pool.shutdown();
            assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            return Arrays.asList(answers);
        }));
    }

    @Test
    void theLibraryIsRightToo() {
        right(Lesson02.question1((model, prompts, workers) -> Batch.parallel(model, prompts, workers).results().stream()
                .map(Result::text)
                .toList()));
    }

    @Test
    void nobodyWaits() {
        wrong(
                Lesson02.question1((model, prompts, workers) -> {
                    var answers = Collections.synchronizedList(new ArrayList<String>());
                    var pool = Executors.newFixedThreadPool(workers);
                    for (Prompt prompt : prompts) {
                        Future<Boolean> unused =
                                pool.submit(() -> answers.add(model.ask(prompt).text()));
                    }
                    pool.shutdown();
                    return answers;
                }),
                "nobody waits");
    }

    @Test
    void allThereButInTheOrderOfTheAnswers() {
        wrong(
                Lesson02.question1((model, prompts, workers) -> {
                    var answers = new ConcurrentLinkedQueue<String>();
                    var pool = Executors.newFixedThreadPool(workers);
                    for (Prompt prompt : prompts) {
                        Future<Boolean> unused =
                                pool.submit(() -> answers.add(model.ask(prompt).text()));
                    }
                    pool.shutdown();
                    assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
                    return List.copyOf(answers);
                }),
                "not in the order");
    }

    @Test
    void rowsAreMissing() {
        wrong(
                Lesson02.question1(
                        (model, prompts, workers) -> every(model, prompts).subList(1, 100)),
                "came back");
        wrong(Lesson02.question1((model, prompts, workers) -> null), "no list");
    }

    @Test
    void aRowHasNoTextOrAnotherOne() {
        wrong(
                Lesson02.question1((model, prompts, workers) -> {
                    var answers = new ArrayList<>(every(model, prompts));
                    answers.set(3, null);
                    return answers;
                }),
                "row 3 has no text");
        wrong(
                Lesson02.question1((model, prompts, workers) -> {
                    var answers = new ArrayList<>(every(model, prompts));
                    answers.set(3, "positive");
                    return answers;
                }),
                "row 3 has the text 'positive'");
    }

    @Test
    void nothingOverlaps() {
        wrong(Lesson02.question1((model, prompts, workers) -> every(model, prompts)), "nothing overlaps");
    }

    @Test
    void anotherNumberOfThreadsThanAskedFor() {
        wrong(
                Lesson02.question1((model, prompts, workers) -> {
                    var pool = Executors.newFixedThreadPool(3);
                    var futures = submit(pool, model, prompts);
                    pool.shutdown();
                    return texts(futures);
                }),
                "3 requests were under way at once, and 8 were asked for");
    }

    @Test
    void aPoolThatIsNeverShutDown() {
        wrong(Lesson02.question1((model, prompts, workers) -> texts(submit(forgotten, model, prompts))), "still there");
        forgotten.shutdownNow();
    }

    @Test
    void oneFailureLosesTheOthers() {
        wrong(
                Lesson02.question1((model, prompts, workers) -> {
                    var pool = Executors.newFixedThreadPool(workers);
                    var futures = submit(pool, model, prompts);
                    pool.shutdown();
                    var answers = new ArrayList<String>();
                    for (var future : futures) {
                        answers.add(future.get());
                    }
                    return answers;
                }),
                "when one of 24 rows fails: it threw");
        wrong(
                Lesson02.question1((model, prompts, workers) -> {
                    var pool = Executors.newFixedThreadPool(workers);
                    var futures = submit(pool, model, prompts);
                    pool.shutdown();
                    var answers = texts(futures);
                    answers.removeIf("FAILED"::equals);
                    return answers;
                }),
                "when one of 24 rows fails: 24 rows were asked, and 23 came back");
    }

    @Test
    void aSumThatIsReadBeforeTheWait() {
        long[] sum = {0};
        wrong(
                Lesson02.question2(
                        (model, prompt) ->
                                sum[0] = sum[0] + model.ask(prompt).usage().out(),
                        () -> sum[0]),
                "were used, and the sum says");
    }

    @Test
    void aSumThatIsReadAfterTheWaitButNotAtomic() {
        long[] sum = {0};
        wrong(
                Lesson02.question2(
                        (model, prompt) -> {
                            long tokens = model.ask(prompt).usage().out();
                            long before = sum[0];
                            LockSupport.parkNanos(1);
                            sum[0] = before + tokens;
                        },
                        () -> sum[0]),
                "were used, and the sum says");
    }

    @Test
    void aLockThatIsHeldForTheWait() {
        long[] sum = {0};
        wrong(
                Lesson02.question2(
                        (model, prompt) -> {
                            synchronized (sum) {
                                sum[0] += model.ask(prompt).usage().out();
                            }
                        },
                        () -> sum[0]),
                "the others must be able to ask");
    }

    @Test
    void sumsThatLoseNothing() {
        var atomic = new AtomicLong();
        right(Lesson02.question2(
                (model, prompt) -> atomic.addAndGet(model.ask(prompt).usage().out()), atomic::get));
        var adder = new LongAdder();
        adder.add(7); // from before
        right(Lesson02.question2(
                (model, prompt) -> adder.add(model.ask(prompt).usage().out()), adder::sum));
        long[] sum = {0};
        right(Lesson02.question2(
                (model, prompt) -> {
                    long tokens = model.ask(prompt).usage().out();
                    synchronized (sum) {
                        sum[0] += tokens;
                    }
                },
                () -> sum[0]));
    }

    @Test
    void aSumThatThrows() {
        wrong(
                Lesson02.question2(
                        (model, prompt) -> {
                            throw new IllegalStateException("no sum");
                        },
                        () -> 0),
                "no sum");
    }

    @Test
    void times() {
        right(Lesson02.question3(12, 3));
        wrong(Lesson02.question3(0, 0), "replace the zeros");
        wrong(Lesson02.question3(12_000, 3_000), "milliseconds");
        wrong(Lesson02.question3(3, 12), "wrong way round");
        wrong(Lesson02.question3(24, 3), "adds up");
        wrong(Lesson02.question3(12, 0.5), "a worker for each row");
        wrong(Lesson02.question3(12, 6), "how long is each");
        wrong(Lesson02.question3(12, 4), "share the rows");
    }

    private static List<Future<String>> submit(ExecutorService pool, Model model, List<Prompt> prompts) {
        return prompts.stream()
                .map(prompt -> pool.submit(() -> model.ask(prompt).text()))
                .toList();
    }

    private static List<String> texts(List<Future<String>> futures) throws InterruptedException {
        var answers = new ArrayList<String>();
        for (var future : futures) {
            try {
                answers.add(future.get());
            } catch (ExecutionException e) {
                answers.add("FAILED");
            }
        }
        return answers;
    }

    private static List<String> every(Model model, List<Prompt> prompts) throws Exception {
        var answers = new ArrayList<String>();
        for (Prompt prompt : prompts) {
            answers.add(model.ask(prompt).text());
        }
        return answers;
    }
}
