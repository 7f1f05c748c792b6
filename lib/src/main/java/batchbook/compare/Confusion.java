package batchbook.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What was answered where people gave a label: a row for each class of the labels. Immutable.
 *
 * <p>A row without a label does not count. A row without an answer does, and it is wrong: who fails at the hard rows is
 * not to look better for it.
 */
public final class Confusion {
    private static final int OTHER = -1;
    private static final int NONE = -2;

    private final List<String> classes;
    /** For each class, how many rows have which answer, by its place, or one of the two above. */
    private final List<Map<Integer, Integer>> counts;

    private final Map<String, Integer> others;
    private final int unlabelled;
    private final Agreement agreement;

    private Confusion(
            List<String> classes,
            List<Map<Integer, Integer>> counts,
            Map<String, Integer> others,
            int unlabelled,
            Agreement agreement) {
        this.classes = classes;
        this.counts = counts;
        this.others = others;
        this.unlabelled = unlabelled;
        this.agreement = agreement;
    }

    /** Of two lists of the same length, row by row; null where there is no label, or no answer. */
    public static Confusion of(List<@Nullable String> labels, List<@Nullable String> answers) {
        List<String> classes = classes(labels);
        Map<String, Integer> places = new HashMap<>();
        List<Map<Integer, Integer>> counts = new ArrayList<>();
        for (String name : classes) {
            places.put(Category.key(name), counts.size());
            counts.add(new HashMap<>());
        }
        Map<String, Integer> others = new LinkedHashMap<>();
        int unlabelled = 0;
        for (int row = 0; row < labels.size(); row++) {
            String label = Category.keyOrNull(labels.get(row));
            String answer = Category.keyOrNull(answers.get(row));
            if (label == null) {
                unlabelled++;
                continue;
            }
            int place = answer == null ? NONE : places.getOrDefault(answer, OTHER);
            counts.get(places.getOrDefault(label, 0)).merge(place, 1, Integer::sum);
            if (answer != null && place == OTHER) {
                others.merge(answer, 1, Integer::sum);
            }
        }
        return new Confusion(classes, counts, others, unlabelled, Agreement.of(labels, answers));
    }

    /** The same with no more than so many classes, those with the most rows; answers of the others are other answers. */
    public Confusion mostFrequent(int most) {
        if (classes.size() <= most) {
            return this;
        }
        List<Integer> kept = IntStream.range(0, classes.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(place -> sum(counts.get(place)))
                        .reversed())
                .limit(most)
                .sorted()
                .toList();
        Map<Integer, Integer> places = new HashMap<>();
        kept.forEach(place -> places.put(place, places.size()));
        places.put(NONE, NONE);
        List<Map<Integer, Integer>> fewer = new ArrayList<>();
        for (int label : kept) {
            Map<Integer, Integer> row = new HashMap<>();
            counts.get(label)
                    .forEach((answer, count) -> row.merge(places.getOrDefault(answer, OTHER), count, Integer::sum));
            fewer.add(row);
        }
        return new Confusion(kept.stream().map(classes::get).toList(), fewer, others, unlabelled, agreement);
    }

    /** Numbers in their order, and else the most frequent first, of equally frequent ones the one that came first. */
    private static List<String> classes(List<@Nullable String> labels) {
        Map<String, String> spelling = new LinkedHashMap<>();
        Map<String, Integer> rows = new HashMap<>();
        for (String label : labels) {
            if (label != null) {
                spelling.putIfAbsent(Category.key(label), label);
                rows.merge(Category.key(label), 1, Integer::sum);
            }
        }
        boolean numbers = spelling.values().stream().allMatch(Confusion::isNumber);
        Comparator<String> order = numbers
                ? Comparator.comparingDouble(Double::parseDouble)
                : Comparator.<String>comparingInt(label -> rows.getOrDefault(Category.key(label), 0))
                        .reversed();
        return spelling.values().stream().sorted(order).toList();
    }

    private static boolean isNumber(String label) {
        return label.matches("[-+]?\\d{1,15}(\\.\\d{1,15})?");
    }

    /** The classes of the labels, as the first label of each is written. */
    public List<String> classes() {
        return classes;
    }

    /** How many rows of one class were answered as another, by their places in {@link #classes()}. */
    public int count(int label, int answer) {
        return counts.get(label).getOrDefault(answer, 0);
    }

    /** How many rows of a class were answered with what is no class of the labels. */
    public int other(int label) {
        return count(label, OTHER);
    }

    /** How many rows of a class have no answer. */
    public int none(int label) {
        return count(label, NONE);
    }

    /** The two classes that are taken for each other in the most rows, label and answer; empty when none are. */
    public Optional<Confused> mostConfused() {
        Confused most = null;
        for (int label = 0; label < classes.size(); label++) {
            for (Map.Entry<Integer, Integer> answer : counts.get(label).entrySet()) {
                boolean wrong = answer.getKey() >= 0 && answer.getKey() != label;
                if (wrong && (most == null || answer.getValue() > most.rows)) {
                    most = new Confused(classes.get(label), classes.get(answer.getKey()), answer.getValue());
                }
            }
        }
        return Optional.ofNullable(most);
    }

    /** So many rows have this label and that answer. */
    public record Confused(String label, String answer, int rows) {}

    /** Answers that are no class of the labels, without regard to case, and how many rows have them; the most frequent first. */
    public Map<String, Integer> others() {
        Map<String, Integer> sorted = new LinkedHashMap<>();
        others.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    /** Rows with a label. */
    public int rows() {
        int rows = 0;
        for (int label = 0; label < classes.size(); label++) {
            rows += sum(counts.get(label));
        }
        return rows;
    }

    /** Rows whose answer is their label. */
    public int right() {
        int right = 0;
        for (int label = 0; label < classes.size(); label++) {
            right += count(label, label);
        }
        return right;
    }

    /** Rows that have a label and no answer. */
    public int unanswered() {
        int none = 0;
        for (int label = 0; label < classes.size(); label++) {
            none += none(label);
        }
        return none;
    }

    /** Rows that were left out, as they have no label. */
    public int unlabelled() {
        return unlabelled;
    }

    /** The share of rows with a label that are right; empty when there is no label. */
    public OptionalDouble accuracy() {
        int rows = rows();
        return rows == 0 ? OptionalDouble.empty() : OptionalDouble.of(right() / (double) rows);
    }

    /** How well each class was found. */
    public List<ClassScore> scores() {
        int[] answered = new int[classes.size()];
        for (Map<Integer, Integer> row : counts) {
            row.forEach((answer, count) -> {
                if (answer >= 0) {
                    answered[answer] += count;
                }
            });
        }
        List<ClassScore> scores = new ArrayList<>();
        for (int place = 0; place < classes.size(); place++) {
            scores.add(
                    new ClassScore(classes.get(place), sum(counts.get(place)), answered[place], count(place, place)));
        }
        return scores;
    }

    /** The mean of the classes, each with the same weight; 0 for one that was never answered. Empty without a label. */
    public OptionalDouble precision() {
        return macro(score -> score.precision().orElse(0));
    }

    /** The mean of the classes, each with the same weight. Empty when there is no label. */
    public OptionalDouble recall() {
        return macro(ClassScore::recall);
    }

    /** The mean of the classes, each with the same weight. Empty when there is no label. */
    public OptionalDouble f1() {
        return macro(ClassScore::f1);
    }

    private OptionalDouble macro(ToDoubleFunction<ClassScore> figure) {
        return scores().stream().mapToDouble(figure).average();
    }

    /** Agreement of labels and answers, in the rows that have both. */
    public Agreement agreement() {
        return agreement;
    }

    private static int sum(Map<Integer, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
