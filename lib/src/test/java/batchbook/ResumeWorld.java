package batchbook;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import batchbook.journal.JournalDisk;
import batchbook.journal.OnDisk;
import batchbook.journal.RunJournal;
import batchbook.journal.UnsyncedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * A model in virtual time and the lists it is asked: what comes of a text is decided by the text alone. Texts that begin
 * with {@code blocked} fail, those with {@code late} are answered at the second or third try.
 */
public final class ResumeWorld {
    private static final List<String> KINDS = List.of("good ", "good é😀\n", "late ", "blocked ");

    private final Random random;
    private int ids;

    public ResumeWorld(long seed) {
        random = new Random(seed);
    }

    /** Not a lambda: each run has to learn its limits anew. */
    private static final class NeverAsked implements Model {
        @Override
        public Reply ask(Prompt prompt) {
            throw new AssertionError("the virtual workers answer");
        }
    }

    /** One session: what it made of its list, and what it sent. */
    public record Session(Run run, List<String> sent) {
        public Map<String, Long> sentOfEach() {
            return sent.stream().collect(groupingBy(text -> text, counting()));
        }

        /** Whether the quota ended it. */
        public boolean cutShort() {
            return run.stopped().isPresent();
        }
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public boolean happens() {
        return random.nextBoolean();
    }

    /** Some prompts, of which several may be equal. */
    public List<Prompt> list(int most) {
        List<Prompt> prompts = new ArrayList<>();
        for (int left = 1 + random.nextInt(most); left > 0; left--) {
            prompts.add(prompt());
        }
        return prompts;
    }

    private Prompt prompt() {
        String kind = KINDS.get(random.nextInt(KINDS.size()));
        // The id tells equal ones apart, which a journal must not.
        return Prompt.of("id " + ids++, kind + random.nextInt(5));
    }

    /** The list as it may be a week later: sorted anew, longer here and shorter there. */
    public List<Prompt> changed(List<Prompt> prompts) {
        List<Prompt> changed = new ArrayList<>(prompts);
        changed.removeIf(prompt -> random.nextInt(8) == 0);
        if (changed.isEmpty() || random.nextBoolean()) {
            changed.addAll(list(4));
        }
        Collections.shuffle(changed, random);
        return changed;
    }

    /** So many requests until the quota of the day is used up; often it is not. */
    public int quota() {
        return random.nextBoolean() ? Integer.MAX_VALUE : random.nextInt(12);
    }

    public static int tries(String text) {
        return text.startsWith("late") ? 2 + text.hashCode() % 2 : 1;
    }

    public static boolean blocked(String text) {
        return text.startsWith("blocked");
    }

    /** Runs it with the journal of that file. */
    public Session run(Path file, List<Prompt> prompts, boolean deduplicate, int quota) throws IOException {
        int[] sent = {0};
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> {
            if (sent[0]++ >= quota) {
                return VirtualWorkers.Step.fail(5, ModelException.of(ErrorKind.QUOTA_EXHAUSTED, "used up"));
            }
            if (number < tries(prompt.text())) {
                return VirtualWorkers.Step.fail(20, ModelException.of(ErrorKind.OVERLOADED, "busy"));
            }
            return blocked(prompt.text())
                    ? VirtualWorkers.Step.fail(30, ModelException.of(ErrorKind.BLOCKED, "refused"))
                    : VirtualWorkers.Step.answer(40, "answer to " + prompt.text());
        });
        Batch plan = Batch.of(new NeverAsked()).workers(1 + random.nextInt(4)).deduplicate(deduplicate);
        return new Session(run(new UnsyncedDisk(file), plan, prompts, workers), workers.sent);
    }

    /** As {@link Batch#run} does it, on a disk of its own and in virtual time. */
    public static Run run(JournalDisk disk, Batch plan, List<Prompt> prompts, VirtualWorkers workers)
            throws IOException {
        Instant now = workers.now();
        try (RunJournal journal = OnDisk.open(disk, plan.options().model, plan.options().deduplicate, prompts, now)) {
            return Loops.of(
                            plan,
                            new ListResults(
                                    prompts,
                                    ListResults.Earlier.nothing(prompts.size()).journaled(journal),
                                    journal),
                            Progress.none(),
                            workers,
                            new SplittableRandom(
                                    Duration.between(Instant.EPOCH, now).toMillis()))
                    .run();
        }
    }
}
