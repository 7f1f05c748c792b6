package batchbook.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Makes the report. */
public final class Doctor {
    private Doctor() {}

    /** A line for each fact, their values in one column. The home directory is written as {@code ~}. */
    public static String report() {
        List<FactSource> sources = new ArrayList<>();
        sources.add(new Machine());
        // Not the context loader: on a notebook's pool threads it does not see the notebook's jars.
        ServiceLoader.load(FactSource.class, Doctor.class.getClassLoader()).forEach(sources::add);
        sources.add(new Session());
        return report(sources);
    }

    static String report(List<FactSource> sources) {
        List<Fact> facts = new ArrayList<>();
        sources.forEach(source -> facts.addAll(toldBy(source)));
        int width = facts.stream().mapToInt(fact -> fact.name().length()).max().orElse(0);
        String home = System.getProperty("user.home");
        return facts.stream()
                .map(fact -> fact.name()
                        + " ".repeat(width - fact.name().length() + 2)
                        + fact.value().replace("\n", "\n" + " ".repeat(width + 2)))
                .map(line -> home.length() > 1 ? line.replace(home, "~") : line)
                .collect(Collectors.joining("\n"));
    }

    /** What is broken must not keep the rest from being told. Its message may hold anything. */
    private static List<Fact> toldBy(FactSource source) {
        try {
            return source.facts();
        } catch (RuntimeException | LinkageError e) {
            return List.of(new Fact(
                    source.getClass().getSimpleName(),
                    "not told: " + e.getClass().getName()));
        }
    }
}
