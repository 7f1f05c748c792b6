package batchbook.course;

import batchbook.Batch;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Run;
import batchbook.gemini.Gemini;
import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import batchbook.view.Tables;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/** The exercises of lesson 9, from answers to findings. */
public final class Lesson09 {
    private static final List<String> REVIEWS = List.of(
            "The battery died after a week and nobody answers my mails. Never again.",
            "Keeps the tea hot all day. I will buy another one for my sister.",
            "It is a bag. It holds things.");

    private Lesson09() {}

    /**
     * One typed row: what a review speaks of, and how urgent it is.
     *
     * @param urgency 1 to 5
     */
    public record Rated(String topic, int urgency) {}

    /** From typed rows to one topic. */
    public interface Finding {
        String of(List<Rated> rows);
    }

    /** The record: {@code buysAgain} is one of three words, {@code anger} a whole number. */
    public static Verdict question1(Class<?> type) {
        if (!type.isRecord()) {
            return new Verdict(false, "write a record; its class is passed to the check");
        }
        List<RecordComponent> parts = Arrays.asList(type.getRecordComponents());
        return Check.begin()
                .mistake(
                        part(parts, "buysAgain").isEmpty(),
                        "a part with the name buysAgain is missing: capitals count in Java")
                .mistake(
                        part(parts, "anger").isEmpty(),
                        "a part with the name anger is missing: two questions, two parts")
                .mistake(
                        part(parts, "buysAgain").filter(String.class::equals).isPresent(),
                        "a String may be any text: with which type do only the words of a list come back?")
                .mistake(
                        part(parts, "buysAgain").filter(Lesson09::isTruth).isPresent(),
                        "a boolean has two values, and here are three words")
                .mistake(
                        part(parts, "anger").filter(String.class::equals).isPresent(),
                        "a String cannot be averaged: of which type is a number from 1 to 5?")
                .mistake(
                        part(parts, "anger").filter(Lesson09::isFraction).isPresent(),
                        "with that type 2.5 would come back too: the answer is to be a whole number")
                .mistake(words(parts))
                .mistake(columns(type))
                .right(
                        part(parts, "anger").filter(Lesson09::isWhole).isPresent(),
                        "the part anger is to be a whole number");
    }

    private static Optional<Class<?>> part(List<RecordComponent> parts, String name) {
        return parts.stream()
                .filter(part -> part.getName().equals(name))
                .<Class<?>>map(RecordComponent::getType)
                .findFirst();
    }

    private static boolean isTruth(Class<?> type) {
        return type == boolean.class || type == Boolean.class;
    }

    private static boolean isFraction(Class<?> type) {
        return type == double.class || type == float.class || type == Double.class;
    }

    private static boolean isWhole(Class<?> type) {
        return type == int.class || type == long.class || type == Integer.class || type == Long.class;
    }

    private static Optional<String> words(List<RecordComponent> parts) {
        Class<?> words = part(parts, "buysAgain").orElse(Object.class);
        if (!words.isEnum()) {
            return Optional.of("the part buysAgain is to be an enum");
        }
        List<String> names = Stream.of(words.getEnumConstants())
                .map(word -> word.toString().toUpperCase(Locale.ROOT))
                .sorted()
                .toList();
        return names.equals(List.of("NO", "UNCLEAR", "YES"))
                ? Optional.empty()
                : Optional.of("the words are to be YES, NO and UNCLEAR, but the enum has " + String.join(", ", names));
    }

    /** What a run of it gives to a table. */
    private static Optional<String> columns(Class<?> type) {
        Trial<Table> trial = Trial.of(() -> {
            Scenario calm =
                    Scenario.calm().latency(Duration.ofMillis(100)).malformed(0).virtualTime();
            try (Simulator server = Simulator.start(calm)) {
                Run run = Batch.of(Gemini.at(server).answering(type))
                        .progress(Progress.none())
                        .run(REVIEWS.stream().map(Prompt::of).toList());
                return Tables.of(run);
            }
        });
        if (trial.problem().isPresent()) {
            return trial.problem().map(words -> "three reviews were asked, and " + words);
        }
        Table table = trial.value();
        boolean both = table != null
                && table.containsColumn("buysAgain")
                && table.containsColumn("anger")
                && table.column("buysAgain").countMissing() == 0;
        return both ? Optional.empty() : Optional.of("three reviews were asked, and the table lacks a column");
    }

    /** The finding: of the topics with at least five rows, the one with the highest mean urgency. */
    public static Verdict question2(Finding finding) {
        List<Rated> rows = new ArrayList<>();
        rows.addAll(Collections.nCopies(20, new Rated("quality", 2)));
        rows.addAll(List.of(new Rated("size", 4), new Rated("size", 4), new Rated("size", 3)));
        rows.addAll(Collections.nCopies(3, new Rated("size", 3)));
        rows.addAll(Collections.nCopies(6, new Rated("delivery", 1)));
        rows.addAll(List.of(new Rated("delivery", 5), new Rated("price", 4)));
        rows.addAll(Collections.nCopies(4, new Rated("noise", 5)));
        Trial<String> trial = Trial.of(() -> finding.of(List.copyOf(rows)));
        String said = String.valueOf(trial.value());
        return Check.begin()
                .mistake(trial.problem().map(words -> "with " + rows.size() + " rows " + words))
                .mistake(said.isBlank(), "replace the empty text")
                .mistake(
                        said.equals("noise"),
                        "noise has only four rows: a mean of so few says little, so leave out topics with fewer than five")
                .mistake(
                        said.equals("quality"),
                        "quality has the most rows, or the highest sum; a mean does not grow with the number of rows")
                .mistake(said.equals("delivery"), "delivery has the one most urgent row; its mean is low")
                .mistake(said.equals("price"), "price has one row only, and its mean is not the highest")
                .mistake(
                        said.equals("size") && !other(finding).equals("parking"),
                        "right here, but wrong for other rows: five rows are enough, and any topic may be there")
                .right(said.equals("size"), "\"" + said + "\" is not one of the topics with five rows or more");
    }

    /** Exactly five rows, a name that is in no lesson, and means that whole numbers do not tell apart. */
    private static String other(Finding finding) {
        List<Rated> rows = new ArrayList<>(Collections.nCopies(7, new Rated("size", 3)));
        rows.addAll(Collections.nCopies(4, new Rated("parking", 3)));
        rows.add(new Rated("parking", 4));
        return String.valueOf(Trial.of(() -> finding.of(List.copyOf(rows))).value());
    }

    /** The check: an answer is a whole number from 1 to 5, and nothing else but blanks. */
    public static Verdict question3(Predicate<String> fits) {
        List<String> wanted = List.of("1", "3", "5", " 4 ", "2\n");
        List<String> unwanted = List.of("0", "6", "9", "35", "-3", "2.5", "four", "", "4 of 5", "Urgency: 4");
        Optional<String> threw = Stream.concat(wanted.stream(), unwanted.stream())
                .filter(answer -> Trial.of(() -> fits.test(answer)).problem().isPresent())
                .findFirst();
        List<String> refused = wanted.stream()
                .filter(answer -> threw.isEmpty() && !fits.test(answer))
                .toList();
        List<String> passed = unwanted.stream()
                .filter(answer -> threw.isEmpty() && fits.test(answer))
                .toList();
        return Check.begin()
                .mistake(threw.map(answer ->
                        "it throws on \"" + answer + "\", and an answer may be any text: say no there, do not throw"))
                .mistake(
                        passed.size() == unwanted.size() && refused.isEmpty(),
                        "replace the starter: it lets all answers through")
                .mistake(refused.size() == wanted.size(), "it turns down \"3\" as well")
                .mistake(
                        refused.contains(" 4 ") || refused.contains("2\n"),
                        "it turns down a good number for the blanks around it: they do no harm")
                .mistake(!refused.isEmpty(), "it turns down a good answer: " + refused)
                .right(passed.isEmpty(), "it lets through what is no whole number from 1 to 5: " + quoted(passed));
    }

    private static String quoted(List<String> answers) {
        return String.join(
                ", ", answers.stream().map(answer -> "\"" + answer + "\"").toList());
    }

    /** How many labels make the rough margin, one by the root of their number, five of a hundred. */
    public static Verdict question4(double labels) {
        return Check.begin()
                .mistake(labels == 0, "replace the zero")
                .mistake(
                        labels == 100,
                        "with 100 labels it is 10 points: the margin is half as wide with how many times more?")
                .mistake(labels == 200, "twice as many labels do not make half the margin: there is a root")
                .mistake(labels == 20, "that is 1 divided by 0.05; the root is still missing")
                .mistake(labels > 0 && labels < 100, "so few labels have a margin wider than 10 points")
                .right(Check.near(labels, 400), "try your number: 1 divided by its root should be 0.05");
    }
}
