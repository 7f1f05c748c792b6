package batchbook;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A batch whose journal the system stops from growing, in a JVM of its own; it says what it then has. */
final class FullDriveProcess {
    static final int WORKERS = 8;
    /** All of them are longer than what is reserved at the start. */
    private static final String LONG = "!".repeat(4_000);

    private FullDriveProcess() {}

    public static void main(String[] arguments) {
        Path journal = Path.of(arguments[0]);
        AtomicInteger asked = new AtomicInteger();
        Batch plan = Batch.of(Model.named("mine", prompt -> {
                    asked.incrementAndGet();
                    return Reply.of("answer to " + prompt.text() + LONG);
                }))
                .workers(WORKERS)
                .journal(journal)
                .progress(Progress.none());
        List<String> prompts =
                IntStream.range(0, 1_000).mapToObj(i -> "prompt " + i).toList();
        try {
            plan.run(prompts);
        } catch (UncheckedIOException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(asked);
        System.out.println(Batch.last().answered().size());
        System.out.println(Journal.read(journal).answered().size());
        int before = asked.get();
        try {
            Batch.last().resume();
        } catch (UncheckedIOException e) {
            System.out.println(asked.get() == before ? "refused again, nothing sent" : "sent " + asked);
        }
    }
}
