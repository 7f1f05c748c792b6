package batchbook.journal;

import batchbook.foreign.SafeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sessions of a journal, as their starts and their rows tell them. */
final class Sessions {
    /** The number of a row whose session nobody knows. */
    static final int NONE = 0;

    private final List<Work> all = new ArrayList<>();
    /** By its name the last one that is called so. */
    private final Map<String, Integer> named = new LinkedHashMap<>();

    private String model = "";

    /** What is known of a session. */
    private static final class Work {
        final String model;
        final Instant started;
        Instant ended;
        boolean hasRows;

        Work(String model, Instant started) {
            this.model = model;
            this.started = started;
            this.ended = started;
        }
    }

    void add(JournalLine.Start start) {
        model = SafeText.line(start.model(), SafeText.NAME);
        add(start.session(), new Work(model, start.started()));
    }

    private int add(String name, Work work) {
        all.add(work);
        named.put(name, all.size());
        return all.size();
    }

    /**
     * A row of a session, with its attempts.
     *
     * @param queued when its first attempt was ready to go
     * @param finished when its last one to end did so
     * @return the number of the session
     */
    int work(String name, int attempts, Instant queued, Instant finished) {
        int number = named.getOrDefault(name, NONE);
        if (number == NONE && attempts > 0) {
            // The line of its start was deleted.
            number = add(name, new Work("", queued));
        }
        if (number != NONE) {
            Work work = all.get(number - 1);
            work.hasRows = true;
            work.ended = attempts > 0 && finished.isAfter(work.ended) ? finished : work.ended;
        }
        return number;
    }

    boolean has(String name) {
        return named.containsKey(name);
    }

    /** The model of the rows that name none; empty when nobody knows. */
    String model(int number) {
        return number == NONE ? "" : all.get(number - 1).model;
    }

    /** That of the last session. */
    String lastModel() {
        return model;
    }

    /** Those that have rows. */
    List<Session> worked() {
        return named.values().stream()
                .map(number -> all.get(number - 1))
                .filter(work -> work.hasRows)
                .map(work -> new Session(work.started, work.ended))
                .toList();
    }

    Optional<Instant> lastStarted() {
        return named.values().stream()
                .map(number -> all.get(number - 1).started)
                .reduce((one, later) -> later);
    }
}
