package batchbook.course;

import static batchbook.course.Verdicts.right;
import static batchbook.course.Verdicts.wrong;

import batchbook.Batch;
import batchbook.Retry;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("IdentityBinaryExpression") // mistakes of learners
class Lesson11Test {
    @Test
    void bothLimitsDecideWhetherItIsPossible() {
        right(Lesson11.question1((rows, minute, day, until) ->
                rows <= until.toMinutes() * minute && rows <= (until.toDays() + 1) * day));
        right(Lesson11.question1((rows, minute, day, until) -> {
            long days = (rows + day - 1) / day;
            Duration needed = Duration.ofDays(days - 1).plus(Duration.ofMinutes(rows % day == 0 ? 0 : 1));
            return needed.compareTo(until) <= 0 && rows / (double) minute <= until.toSeconds() / 60.0;
        }));
    }

    @Test
    void ofWhatIsPossibleEachMistakeIsTold() {
        wrong(Lesson11.question1((rows, minute, day, until) -> false), "no to everything");
        wrong(Lesson11.question1((rows, minute, day, until) -> true), "yes to everything");
        wrong(Lesson11.question1((rows, minute, day, until) -> rows <= until.toMinutes() * minute), "500 a day");
        wrong(Lesson11.question1((rows, minute, day, until) -> rows <= (until.toDays() + 1) * day), "15 a minute");
        wrong(
                Lesson11.question1((rows, minute, day, until) ->
                        rows <= until.toMinutes() * minute && rows <= until.toDays() * day),
                "only begun");
        wrong(
                Lesson11.question1((rows, minute, day, until) ->
                        rows <= until.toMinutes() * minute && rows <= until.toHours() / 24.0 * day),
                "only begun");
        wrong(
                Lesson11.question1((rows, minute, day, until) ->
                        rows <= until.toHours() * 60 * minute && rows <= (until.toDays() + 1) * day),
                "whole hours");
        wrong(
                Lesson11.question1((rows, minute, day, until) ->
                        rows <= (int) (until.toMinutes() * minute) && (int) rows <= (int) ((until.toDays() + 1) * day)),
                "long");
        wrong(Lesson11.question1((rows, minute, day, until) -> rows / (minute - minute) > 0), "it threw");
    }

    @Test
    void theCheapestThatIsGoodEnoughIsTaken() {
        right(Lesson11.question2(Lesson11Test::chosen));
    }

    private static String chosen(
            Map<String, Double> accuracy, Map<String, Double> dollars, double atLeast, double budget) {
        Comparator<String> cheapest = Comparator.comparing(dollars::get);
        return accuracy.keySet().stream()
                .filter(name -> accuracy.get(name) >= atLeast && dollars.get(name) <= budget)
                .min(cheapest.thenComparing(accuracy::get, Comparator.reverseOrder()))
                .orElse("none");
    }

    @Test
    void ofTheChoiceEachMistakeIsTold() {
        wrong(Lesson11.question2((accuracy, dollars, least, budget) -> "none"), "always");
        wrong(
                Lesson11.question2((accuracy, dollars, least, budget) -> {
                    String name = chosen(accuracy, dollars, least, budget);
                    return name.equals("none") ? null : name;
                }),
                "null");
        wrong(Lesson11.question2((accuracy, dollars, least, budget) -> best(accuracy)), "it threw");
        wrong(
                Lesson11.question2((accuracy, dollars, least, budget) -> accuracy.isEmpty() ? "none" : best(accuracy)),
                "cheapest, not the best");
        wrong(
                Lesson11.question2((accuracy, dollars, least, budget) -> chosen(accuracy, dollars, 0, budget)),
                "less than was asked");
        wrong(
                Lesson11.question2((accuracy, dollars, least, budget) -> chosen(accuracy, dollars, least, 1e9)),
                "80 dollars");
        wrong(
                Lesson11.question2(
                        (accuracy, dollars, least, budget) -> chosen(accuracy, dollars, Math.nextUp(least), budget)),
                "exactly");
        wrong(Lesson11.question2(Lesson11Test::worseOfEqualPrices), "cost the same");
        wrong(Lesson11.question2(Lesson11Test::dearest), "cheapest, not the best");
    }

    private static String best(Map<String, Double> accuracy) {
        return accuracy.keySet().stream()
                .max(Comparator.comparing(accuracy::get))
                .orElseThrow();
    }

    private static String worseOfEqualPrices(
            Map<String, Double> accuracy, Map<String, Double> dollars, double atLeast, double budget) {
        Comparator<String> cheapest = Comparator.comparing(dollars::get);
        return accuracy.keySet().stream()
                .filter(name -> accuracy.get(name) >= atLeast && dollars.get(name) <= budget)
                .min(cheapest.thenComparing(accuracy::get))
                .orElse("none");
    }

    private static String dearest(
            Map<String, Double> accuracy, Map<String, Double> dollars, double atLeast, double budget) {
        return accuracy.keySet().stream()
                .filter(name -> accuracy.get(name) >= atLeast && dollars.get(name) <= budget)
                .max(Comparator.comparing(dollars::get))
                .orElse("none");
    }

    @ParameterizedTest
    @ValueSource(longs = {1111, 1112, 1100, 1067, 1068, 683})
    void labelsForThreePoints(long labels) {
        right(Lesson11.question3(labels));
    }

    @Test
    void ofTheLabelsEachMistakeIsTold() {
        wrong(Lesson11.question3(0), "replace");
        wrong(Lesson11.question3(-5), "negative");
        wrong(Lesson11.question3(100), "10 points");
        wrong(Lesson11.question3(33), "one more step");
        wrong(Lesson11.question3(333), "three times");
        wrong(Lesson11.question3(1000), "nearly");
        wrong(Lesson11.question3(5000), "root");
    }

    @Test
    void aPlanWithBudgetJournalAndTries() {
        right(Lesson11.question4(
                (model, file) -> Batch.of(model).maxCost(0.05).journal(file).retry(Retry.upTo(3))));
        right(Lesson11.question4((model, file) ->
                Batch.of(model).workers(2).retry(Retry.upTo(3)).journal(file).maxCost(0.05)));
    }

    @Test
    void ofThePlanEachMistakeIsTold() {
        wrong(Lesson11.question4((model, file) -> Batch.of(model)), "stop at 5");
        wrong(Lesson11.question4((model, file) -> null), "null");
        wrong(Lesson11.question4((model, file) -> Batch.of(model).maxCost(0.03)), "asked 3");
        wrong(Lesson11.question4((model, file) -> Batch.of(model).maxCost(0.05)), "no journal");
        wrong(Lesson11.question4((model, file) -> Batch.of(model).maxCost(0.05).journal(file)), "tried 5 times");
        wrong(
                Lesson11.question4((model, file) ->
                        Batch.of(model).maxCost(0.05).journal(file).retry(Retry.none())),
                "tried 1 time only");
        wrong(
                Lesson11.question4((model, file) -> {
                    throw new IllegalStateException("not written yet");
                }),
                "not written yet");
    }
}
