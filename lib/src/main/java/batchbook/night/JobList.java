package batchbook.night;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The jobs that ask rows of one run, oldest first. */
final class JobList {
    private final Map<String, NightJob> jobs = new LinkedHashMap<>();

    void add(NightJob job) {
        jobs.put(job.entry().label(), job);
    }

    Optional<NightJob> labelled(String label) {
        return Optional.ofNullable(jobs.get(label));
    }

    List<NightJob> all() {
        return List.copyOf(jobs.values());
    }

    int size() {
        return jobs.size();
    }

    /** Those of which more may come, as far as the journal knows. */
    Stream<NightJob> open() {
        return all().stream().filter(job -> job.entry().isUnderWay());
    }

    int underWay() {
        return (int) open().count();
    }

    long tokensUnderWay() {
        return open().mapToLong(job -> job.entry().tokens()).sum();
    }
}
