package batchbook.course;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Plays a rule that is to begin with slow start against a limit, and says where it first goes wrong. */
final class SlowStartTrial {
    private static final int ROUNDS = 60;

    private final BiFunction<Integer, Boolean, Integer> rule;
    private final int limit;
    private final List<Integer> caps = new ArrayList<>(List.of(1));
    private boolean everRefused;

    private SlowStartTrial(BiFunction<Integer, Boolean, Integer> rule, int limit) {
        this.rule = rule;
        this.limit = limit;
    }

    /** @param rule from the cap of a round, and whether one or more were refused, to the next cap */
    static Optional<String> of(BiFunction<Integer, Boolean, Integer> rule, int limit) {
        return new SlowStartTrial(rule, limit).play();
    }

    private Optional<String> play() {
        Optional<String> wrong = Optional.empty();
        while (wrong.isEmpty() && caps.size() < ROUNDS) {
            int cap = caps.get(caps.size() - 1);
            boolean refused = cap > limit;
            int next = rule.apply(cap, refused);
            caps.add(next);
            wrong = wrong(cap, refused, next).map(words -> words + ": " + shown() + " where " + limit + " pass");
            everRefused |= refused;
        }
        return wrong;
    }

    private Optional<String> wrong(int cap, boolean refused, int next) {
        if (next < 1) {
            return Optional.of("it must never fall below 1");
        }
        if (refused) {
            return when(next > cap, "a refusal must not make it grow")
                    .or(() -> when(next == cap && cap > 1, "after a refusal it stays where it is"))
                    .or(() -> when(next == 1 && cap > 3, "it falls to 1 and not to a half"))
                    .or(() -> when(Math.abs(2 * next - cap) > 1, "after a refusal a half is to be left"));
        }
        if (!everRefused) {
            return when(next == cap + 1 && cap > 1, "it adds one, but nothing was refused yet")
                    .or(() -> when(next != 2 * cap, "until the first refusal it is to double"));
        }
        return when(
                        next == 2 * cap && cap > 1,
                        "it doubles again after a refusal: it has to remember that there was one")
                .or(() -> when(next != cap + 1, "after the first refusal it is to add one"));
    }

    private static Optional<String> when(boolean wrong, String words) {
        return wrong ? Optional.of(words) : Optional.empty();
    }

    /** The last rounds, such as {@code 1, 2, 4, 8, 16, 8, 16}. */
    private String shown() {
        int from = Math.max(0, caps.size() - 8);
        String numbers = caps.subList(from, caps.size()).toString().replaceAll("[\\[\\]]", "");
        return from == 0 ? numbers : ".. " + numbers;
    }
}
