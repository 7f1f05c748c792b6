package batchbook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * A whole batch with a journal in a JVM of its own. It says {@code .} for each step, so that it can be killed between any
 * two; {@code =} and the index of each row that it shows as finished; and at its end what came of each row.
 */
final class ResumeProcess {
    static final int PROMPTS = 300;
    static final int WORKERS = 8;
    /** A line of the log of what was asked; short and of a length that never lies across two pages of memory. */
    static final int LINE = 8;

    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final Set<Integer> SAID = new HashSet<>();

    private ResumeProcess() {}

    /** Every tenth is equal to one before it. */
    static List<String> prompts() {
        return IntStream.range(0, PROMPTS)
                .mapToObj(i -> "prompt " + (i % 10 == 9 ? i / 2 : i))
                .toList();
    }

    /** The number of a prompt, by which equal ones are equal. */
    static int number(String prompt) {
        return Integer.parseInt(prompt.substring("prompt ".length()));
    }

    /** Every 25th is refused for its content. */
    static boolean blocked(String prompt) {
        return number(prompt) % 25 == 3;
    }

    /** Of all sizes, as long ones are written in parts. */
    static String answer(String prompt) {
        Random random = new Random(number(prompt));
        int size = number(prompt) % 30 == 0 ? random.nextInt(1 << 18) : random.nextInt(1 << 9);
        return prompt + "é".repeat(size);
    }

    /** What a row says of itself at the end. */
    static String word(int index, boolean ok, String text) {
        return index + " " + (ok ? "ok " : "failed ") + text.hashCode();
    }

    public static void main(String[] arguments) throws IOException {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        say(out, ".");
        try (OutputStream asked = new FileOutputStream(arguments[1], true)) {
            Model model = prompt -> {
                // Both in one write each, and before the answer: a kill later must find them.
                asked.write(String.format(Locale.ROOT, "%7d\n", number(prompt.text()))
                        .getBytes(US_ASCII));
                say(out, ".");
                sayWhatIsFinished(out);
                NEVER.await(1 + number(prompt.text()) % 7, TimeUnit.MILLISECONDS);
                say(out, ".");
                if (blocked(prompt.text())) {
                    throw ModelException.of(ErrorKind.BLOCKED, "refused");
                }
                return new Reply(answer(prompt.text()), new Usage(7, 70, 3, 1), "STOP", "m-001");
            };
            Run run = Batch.of(Model.named("model", model))
                    .workers(WORKERS)
                    .journal(Path.of(arguments[0]))
                    .progress(Progress.none())
                    .run(prompts());
            for (Result row : run) {
                say(out, word(row.index(), row.ok(), row.text()));
            }
            say(out, "over");
        }
    }

    /** What {@link Batch#last()} shows as finished must outlive a kill. */
    private static synchronized void sayWhatIsFinished(OutputStream out) {
        for (Result row : Batch.last()) {
            if (row.settled() && !row.resumed() && SAID.add(row.index())) {
                say(out, "=" + row.index());
            }
        }
    }

    private static void say(OutputStream out, String word) {
        try {
            out.write((word + "\n").getBytes(US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
