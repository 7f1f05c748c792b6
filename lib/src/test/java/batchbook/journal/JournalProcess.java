package batchbook.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import batchbook.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Another JVM that uses a journal, as another notebook would. */
public final class JournalProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader says;

    private JournalProcess(Process process) {
        this.process = process;
        this.says = process.inputReader(UTF_8);
    }

    /** Holds the journal until it is closed; its first word is {@code held}, or why it could not. */
    public static JournalProcess holding(Path file) throws IOException {
        return start(JournalProcess.class, "hold", file.toString());
    }

    /**
     * Adds the rows that the journal has not as fast as it can, and says the index of each when it is written.
     *
     * @param inPieces as a system that is short of memory may write, so that a kill is likely to tear a line
     */
    public static JournalProcess appending(Path file, boolean inPieces) throws IOException {
        return start(JournalProcess.class, inPieces ? "pieces" : "append", file.toString());
    }

    /** Starts another main class of the tests, with the shortest start that a JVM has. */
    public static JournalProcess start(Class<?> main, String... arguments) throws IOException {
        return start(List.of(), main, arguments);
    }

    /** The same with at most so much memory, as in {@code 64m}. */
    public static JournalProcess withMemory(String most, Class<?> main, String... arguments) throws IOException {
        return start(List.of(), List.of("-Xmx" + most), main, arguments);
    }

    /** The same, with this program in front of the JVM. */
    public static JournalProcess start(List<String> before, Class<?> main, String... arguments) throws IOException {
        return start(before, List.of(), main, arguments);
    }

    private static JournalProcess start(List<String> before, List<String> options, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new JournalProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Its next line, null at its end. */
    public String says() throws IOException {
        return says.readLine();
    }

    /** With no time to tidy up; what it has said can still be read. */
    public void kill() {
        // Not Process.destroyForcibly, which throws away what was not read yet.
        process.toHandle().destroyForcibly();
    }

    /** Lets a holding one go, and waits until it has gone. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }

    /** The row that an appending process writes: of all sizes, up to some hundred pages of memory. */
    public static Result row(int index) {
        Random random = new Random(index);
        int size = index % 40 == 0 ? random.nextInt(1 << 17) : random.nextInt(1 << 10);
        return JournalRows.answered(index, "row " + index, "é".repeat(size));
    }

    private static final class PiecemealDisk extends JournalDisk {
        PiecemealDisk(Path file) throws IOException {
            super(file);
        }

        @Override
        void append(byte[] bytes) throws IOException {
            for (int start = 0; start < bytes.length; start += 256) {
                super.append(Arrays.copyOfRange(bytes, start, Math.min(start + 256, bytes.length)));
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, US_ASCII);
        Path file = Path.of(arguments[1]);
        try (JournalFile journal = arguments[0].equals("pieces")
                ? JournalFile.open(new PiecemealDisk(file), "reviews.jsonl", "m", 1, JournalRows.START)
                : JournalFile.open(file, "m", 1, JournalRows.START)) {
            if (arguments[0].equals("hold")) {
                out.println("held");
                System.in.transferTo(OutputStream.nullOutputStream());
            } else {
                append(journal, out);
            }
        } catch (IllegalStateException e) {
            out.println(e.getMessage());
        }
    }

    private static void append(JournalFile journal, PrintStream out) {
        int written = 0;
        // It ends by itself, so that the file stays small on a machine where the kill comes late.
        for (int index = 0; written < 2_000; index++) {
            Result row = row(index);
            JournalKey key = JournalRows.key(row);
            if (journal.earlier().find(key, index, row.prompt(), false).isEmpty()) {
                journal.write(row, key);
                out.println(index + ".");
                written++;
            }
        }
    }
}
