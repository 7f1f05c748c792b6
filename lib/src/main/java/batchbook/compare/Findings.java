package batchbook.compare;

import batchbook.Format;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What there is to see in compared runs, in sentences. */
public final class Findings {
    private static final int NAMED = 3;

    private Findings() {}

    /**
     * Of two runs.
     *
     * @param what they agree in, such as {@code sentiment}
     */
    public static String agreement(String one, String other, String what, Agreement agreement) {
        if (agreement.rows() == 0) {
            return "There is no row that both " + one + " and " + other + " answered.";
        }
        return one + " and " + other + " gave the same " + what + " in " + Format.count(agreement.agreed()) + " of "
                + Format.plural(agreement.rows(), "row") + " ("
                + Format.percent(agreement.share().orElse(0)) + "), "
                + kappa(agreement) + ".";
    }

    /** {@code kappa 0.71}, or why there is none. */
    public static String kappa(Agreement agreement) {
        return agreement.kappa().isPresent()
                ? "kappa " + number(agreement.kappa())
                : "no kappa, as both gave one and the same answer to all";
    }

    /** {@code 0.71}. */
    public static String number(OptionalDouble kappa) {
        // Not "-0.00".
        return kappa.isEmpty() ? "" : String.format(Locale.ROOT, "%.2f", Math.round(kappa.getAsDouble() * 100) / 100.0);
    }

    /** Who is right most often, of runs in their order with what each has to do with labels. */
    public static List<String> accuracy(List<String> names, List<Confusion> confusions) {
        double highest = confusions.stream()
                .mapToDouble(confusion -> confusion.accuracy().orElse(-1))
                .max()
                .orElse(-1);
        if (highest < 0) {
            return List.of("No row that was asked has a label.");
        }
        List<Integer> best = IntStream.range(0, names.size())
                .filter(run -> confusions.get(run).accuracy().orElse(-1) == highest)
                .boxed()
                .toList();
        List<String> sentences = new ArrayList<>();
        sentences.add((names.size() == 1 ? "" : "Most accurate: ")
                + best.stream().map(names::get).collect(Collectors.joining(" and ")) + ", "
                + right(confusions.get(best.get(0))) + (best.size() > 1 ? " each." : "."));
        for (int run = 0; run < names.size(); run++) {
            sentences.addAll(remarks(names.get(run), confusions.get(run)));
        }
        return sentences;
    }

    /** {@code 261 of 300 rows right (87 %)}. */
    public static String right(Confusion confusion) {
        return Format.count(confusion.right()) + " of " + Format.plural(confusion.rows(), "row") + " right ("
                + Format.percent(confusion.accuracy().orElse(0)) + ")";
    }

    private static List<String> remarks(String name, Confusion confusion) {
        List<String> remarks = new ArrayList<>();
        if (confusion.unanswered() > 0) {
            remarks.add(name + " has no answer to " + Format.plural(confusion.unanswered(), "row")
                    + " with a label: counted as wrong.");
        }
        others(confusion).ifPresent(others -> remarks.add(name + " also answered what is no label: " + others + "."));
        return remarks;
    }

    /** {@code mixed (3), unsure (1) and 7 more}; empty when all answers are among the labels. */
    public static Optional<String> others(Confusion confusion) {
        List<String> others = confusion.others().entrySet().stream()
                .map(entry -> Names.oneLine(entry.getKey()) + " (" + Format.count(entry.getValue()) + ")")
                .toList();
        if (others.isEmpty()) {
            return Optional.empty();
        }
        int more = others.size() - NAMED;
        return Optional.of(String.join(", ", others.subList(0, Math.min(NAMED, others.size())))
                + (more > 0 ? " and " + Format.count(more) + " more" : ""));
    }

    /** Rows that are left out, as nobody gave them a label. */
    public static Optional<String> unlabelled(int rows) {
        return rows == 0
                ? Optional.empty()
                : Optional.of(Format.plural(rows, "row") + (rows == 1 ? " has" : " have") + " no label: left out.");
    }

    /** The two classes that are taken for each other most often; empty when no answer is another class. */
    public static Optional<String> mostConfused(Confusion confusion) {
        return confusion
                .mostConfused()
                .map(most -> "Most often: " + Names.oneLine(most.label()) + " answered as "
                        + Names.oneLine(most.answer()) + ", " + Format.plural(most.rows(), "row") + ".");
    }

    /** Who has the highest score. */
    public static String winner(List<String> names, Scores scores) {
        List<Integer> winners = scores.winners();
        if (winners.isEmpty()) {
            return "There is no row in which every run has a score.";
        }
        return "Highest mean score: " + winners.stream().map(names::get).collect(Collectors.joining(" and ")) + ", "
                + score(scores.mean(winners.get(0)).orElse(0)) + (winners.size() > 1 ? " each" : "") + ", over the "
                + Format.plural(scores.rows(), "row") + " in which every run has a score.";
    }

    private static String score(double score) {
        if (!Double.isFinite(score)) {
            return String.valueOf(score);
        }
        BigDecimal whole = BigDecimal.valueOf(score);
        String text = Category.text(
                Math.abs(score) >= 1_000 ? whole.setScale(0, RoundingMode.HALF_UP) : whole.round(new MathContext(3)));
        return text == null ? "0" : text;
    }
}
