package batchbook.night;

import batchbook.Format;
import batchbook.journal.JobEntry;
import batchbook.journal.JournalContents;
import batchbook.journal.JournalDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The jobs that are under way as far as journals know: found by {@code Batch.pending()} without a key, in any kernel. What
 * has become of them the provider knows, whom {@code overnight(prompts)} of the plan asks. Immutable.
 *
 * @param looked the journals that were looked through
 * @param jobs journal by journal, oldest first
 * @param unread journals that could not be read, each in a sentence: jobs that they know are missing here
 */
public record Pending(List<Path> looked, List<Job> jobs, List<String> unread) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * A job.
     *
     * @param journal the file that knows it
     * @param name the provider's name of it, or the one it was submitted with when nobody heard whether it was made
     * @param model name of the model that it asks
     * @param rows how many rows it has
     * @param since when it was submitted
     */
    public record Job(Path journal, String name, String model, int rows, Instant since) {}

    /** Copies the lists. */
    public Pending {
        looked = List.copyOf(looked);
        jobs = List.copyOf(jobs);
        unread = List.copyOf(unread);
    }

    /**
     * Of this journal.
     *
     * @throws IllegalArgumentException when there is no such file
     * @throws IllegalStateException when it is no journal
     */
    public static Pending of(Path journal) {
        JournalDisk.requirePlainFile(journal);
        if (!Files.isRegularFile(journal)) {
            throw new IllegalArgumentException(
                    "there is no file " + journal.toAbsolutePath() + ": a plan's overnight(..) makes it");
        }
        return new Pending(List.of(journal), read(journal), List.of());
    }

    /**
     * Of all files of this directory that end in {@code .jsonl} and are journals. One that cannot be read is told in {@link
     * #unread}, and the others are looked through.
     */
    public static Pending in(Path directory) {
        List<Path> looked = new ArrayList<>();
        List<Job> jobs = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory.toAbsolutePath())) {
            for (Path file : files.filter(file -> file.toString().endsWith(".jsonl"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList()) {
                if (looksLikeAJournal(file)) {
                    try {
                        jobs.addAll(read(file));
                        looked.add(file.getFileName());
                    } catch (IllegalStateException | UncheckedIOException e) {
                        unread.add("NOT LOOKED THROUGH: " + e.getMessage());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the directory cannot be read: " + e.getMessage(), e);
        }
        return new Pending(looked, jobs, unread);
    }

    private static boolean looksLikeAJournal(Path file) {
        try (var lines = Files.newBufferedReader(file)) {
            char[] start = new char[64];
            int read = lines.read(start);
            return read > 0 && new String(start, 0, read).contains("\"journal\":\"batchbook\"");
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Job> read(Path file) {
        try {
            return JournalDisk.read(file, JournalContents::jobs).stream()
                    .filter(JobEntry::isUnderWay)
                    .map(job -> new Job(
                            file,
                            job.name().isEmpty() ? job.label() : job.name(),
                            job.model(),
                            job.rows().size(),
                            job.since()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A line for each job, and what to do. */
    @Override
    public String toString() {
        return Stream.concat(Stream.of(told()), unread.stream()).collect(Collectors.joining("\n"));
    }

    private String told() {
        if (jobs.isEmpty()) {
            return "No job is under way, as far as "
                    + (looked.size() == 1 ? looked.get(0).toString() : Format.plural(looked.size(), "journal"))
                    + " knows.";
        }
        return jobs.stream()
                .map(job -> job.name() + "  " + Format.plural(job.rows(), "row") + " to " + job.model() + ", submitted "
                        + TIME.format(job.since()) + ", journal "
                        + job.journal().getFileName())
                .collect(Collectors.joining(
                        "\n",
                        Format.plural(jobs.size(), "job") + " under way:\n",
                        "\nTo go on: make the plan again with that journal, and call overnight(prompts) with the same"
                                + " prompts. Nothing is submitted twice."));
    }
}
