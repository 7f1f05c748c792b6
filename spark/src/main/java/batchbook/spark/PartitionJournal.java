package batchbook.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The journals of a dataset: a file for each partition, in a folder that all machines see. Its name is that of the
 * partition and of nothing else, so that a task that is tried again, on whatever executor and in whatever job, finds it.
 */
final class PartitionJournal {
    /** What the driver asked to learn the limit: some hundred rows, and nobody knows of which partitions. */
    private static final String FIRST = "first.jsonl";

    private static final Pattern NAME = Pattern.compile("part-\\d+-of-(\\d+)\\.jsonl");

    private PartitionJournal() {}

    /**
     * The folder by its name, seen from where this program runs: executors run elsewhere.
     *
     * @throws IllegalArgumentException when it is no folder of a file system that Java opens
     */
    static Path folder(String name) {
        if (name.contains(":/") && !name.startsWith("file:/")) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no folder that can be opened as a file: name one that all"
                            + " machines see under the same name, such as a mounted one. Without one, let the written answers be"
                            + " the record of what is done (docs/past-one-machine.md).");
        }
        return Path.of(name.replaceFirst("^file:/+", "/")).toAbsolutePath();
    }

    static Path ofDriver(String folder) {
        return made(folder(folder)).resolve(FIRST);
    }

    /**
     * The file of a partition, with what the driver has asked already.
     *
     * @throws IllegalStateException when the folder has the journals of so many other partitions
     */
    static Path of(String folder, int partition, int partitions) {
        Path place = made(folder(folder));
        others(place, partitions).ifPresent(other -> {
            throw new IllegalStateException("the journals in " + place + " are of a dataset with " + other
                    + " partitions, and now it has " + partitions + ": rows would be asked, and paid, again. Make it "
                    + other + " again, with repartition or coalesce, or name another folder.");
        });
        Path file = place.resolve(String.format(Locale.ROOT, "part-%05d-of-%05d.jsonl", partition, partitions));
        Path first = place.resolve(FIRST);
        if (Files.exists(first) && !Files.exists(file)) {
            copy(first, file);
        }
        return file;
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of the journals cannot be made: " + e.getMessage(), e);
        }
    }

    private static Optional<Integer> others(Path folder, int partitions) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> NAME.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> Integer.valueOf(name.group(1)))
                    .filter(number -> number != partitions)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of the journals cannot be read: " + e.getMessage(), e);
        }
    }

    /** Wholly or not at all: the task may be killed meanwhile. */
    private static void copy(Path from, Path to) {
        Path half = to.resolveSibling(to.getFileName() + ".new");
        try {
            Files.copy(from, half, StandardCopyOption.REPLACE_EXISTING);
            Files.move(half, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + to + " cannot be made: " + e.getMessage(), e);
        }
    }
}
