package batchbook.course;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Has a learner's code make a job where connections break and kernels die, and counts the jobs. */
record SubmitTrial(Exercise.Submit code) {
    private static final String LABEL = "reviews-part-1";
    private static final int MOST = 50;

    /** A provider: what breaks does so once. */
    private static final class Provider implements Exercise.Desk {
        private final Map<String, String> jobs = new LinkedHashMap<>();
        private boolean breaksAtTheList;
        private boolean breaksAfterMaking;
        private int made;
        private int calls;

        Provider with(String label) {
            jobs.put(label, "batches/of-" + label);
            return this;
        }

        Provider breakingAtTheList() {
            breaksAtTheList = true;
            return this;
        }

        Provider breakingAfterMaking() {
            breaksAfterMaking = true;
            return this;
        }

        @Override
        public synchronized Map<String, String> jobs() throws IOException {
            count();
            if (breaksAtTheList) {
                breaksAtTheList = false;
                throw new IOException("the connection broke");
            }
            return Map.copyOf(jobs);
        }

        @Override
        public synchronized String create(String label) throws IOException {
            count();
            made++;
            // A second job may have the label of a first one.
            jobs.merge(label, "batches/" + made, (first, second) -> first);
            if (breaksAfterMaking) {
                breaksAfterMaking = false;
                throw new IOException("the connection broke");
            }
            return "batches/" + made;
        }

        private void count() {
            if (++calls > MOST) {
                throw new ScriptedModel.AskedTooOften(MOST);
            }
        }

        synchronized int made() {
            return made;
        }

        synchronized boolean has(String label) {
            return jobs.containsKey(label);
        }
    }

    Optional<String> mistake() {
        return fresh().or(() -> again())
                .or(() -> besideOthers())
                .or(() -> afterALostAnswer())
                .or(() -> withoutAList());
    }

    private Optional<String> fresh() {
        Provider provider = new Provider();
        Trial<String> trial = submit(provider);
        if (trial.problem().isPresent()) {
            return trial.problem();
        }
        if (provider.made() == 0) {
            return Optional.of("the provider had no job yet, and none was made: replace what it gives back");
        }
        if (provider.made() > 1) {
            return Optional.of("the provider had no job yet, and " + provider.made() + " were made");
        }
        if (!provider.has(LABEL)) {
            return Optional.of("the job was made with another label than the one that was given: nobody will find it"
                    + " by its label");
        }
        return gives("batches/1", trial, "the name of the job that was made");
    }

    private Optional<String> again() {
        Provider provider = new Provider().with(LABEL);
        Trial<String> trial = submit(provider);
        if (provider.made() > 0) {
            return Optional.of("a job with this label was there, from a kernel that died, and another one was made: all"
                    + " its rows are paid twice");
        }
        return trial.problem()
                .map(problem -> "a job with this label was there: " + problem)
                .or(() -> gives("batches/of-" + LABEL, trial, "the name of the job that was there"));
    }

    private Optional<String> besideOthers() {
        Provider provider = new Provider().with("reviews-part-12").with("somebody else's");
        Trial<String> trial = submit(provider);
        if (trial.problem().isPresent()) {
            return trial.problem().map(problem -> "there were jobs with other labels: " + problem);
        }
        if (provider.made() == 0) {
            return Optional.of("there were two jobs with other labels, and it took one of them for its own");
        }
        return gives("batches/1", trial, "the name of the job that was made");
    }

    private Optional<String> afterALostAnswer() {
        Provider provider = new Provider().breakingAfterMaking();
        submit(provider);
        Optional<String> twice =
                Optional.of("the connection broke after the job was made and before its name came, and a"
                        + " second one was made: look into the list before you make one again");
        if (provider.made() > 1) {
            return twice;
        }
        Trial<String> trial = submit(provider);
        if (provider.made() > 1) {
            return twice;
        }
        return trial.problem()
                .map(problem -> "after a lost answer, called again, " + problem)
                .or(() -> gives("batches/1", trial, "the name of the job that was there"));
    }

    private Optional<String> withoutAList() {
        Provider provider = new Provider().with(LABEL).breakingAtTheList();
        submit(provider);
        return provider.made() > 0
                ? Optional.of("the list could not be read, and a job was made: that nothing is known does not mean that"
                        + " nothing is there")
                : Optional.empty();
    }

    private Trial<String> submit(Provider provider) {
        return Trial.of(() -> code.job(provider, LABEL));
    }

    private static Optional<String> gives(String name, Trial<String> trial, String what) {
        return Objects.equals(trial.value(), name)
                ? Optional.empty()
                : Optional.of("it must give " + what + ", \"" + name + "\", and it gave " + trial.value());
    }
}
