package batchbook.course;

import static java.util.stream.Collectors.averagingInt;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static org.assertj.core.api.Assertions.assertThat;

import batchbook.course.Lesson09.Rated;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collector;
import org.junit.jupiter.api.Test;

class Lesson09Test {
    enum Again {
        YES,
        NO,
        UNCLEAR
    }

    enum Small {
        unclear,
        yes,
        no
    }

    enum Two {
        YES,
        NO
    }

    record Right(Again buysAgain, int anger) {}

    record More(long anger, Small buysAgain, String why) {}

    record OneQuestion(Again buysAgain) {}

    record AnyText(String buysAgain, int anger) {}

    record Truth(boolean buysAgain, int anger) {}

    record AngerInWords(Again buysAgain, String anger) {}

    record HalfAnger(Again buysAgain, double anger) {}

    record TwoWords(Two buysAgain, int anger) {}

    record OtherName(Again again, int anger) {}

    record AngerTwice(Again buysAgain, List<String> anger) {}

    record NoWord(int buysAgain, int anger) {}

    record NoAnswer(Again buysAgain, int anger, Object anything) {}

    @Test
    void aRecordOfBothQuestionsGivesColumns() {
        assertThat(Lesson09.question1(Right.class)).isEqualTo(new Verdict(true, "right"));
        assertThat(Lesson09.question1(More.class).right()).isTrue();
    }

    @Test
    void aRecordThatIsWrongHearsWhy() {
        wrong(Lesson09.question1(String.class), "write a record");
        wrong(Lesson09.question1(AnyText.class), "a String may be any text");
        wrong(Lesson09.question1(OneQuestion.class), "two questions, two parts");
        wrong(Lesson09.question1(OtherName.class), "with the name buysAgain");
        wrong(Lesson09.question1(Truth.class), "a boolean has two values");
        wrong(Lesson09.question1(AngerInWords.class), "cannot be averaged");
        wrong(Lesson09.question1(HalfAnger.class), "2.5 would come back");
        wrong(Lesson09.question1(TwoWords.class), "the enum has NO, YES");
        wrong(Lesson09.question1(NoWord.class), "is to be an enum");
        wrong(Lesson09.question1(AngerTwice.class), "is to be a whole number");
        wrong(Lesson09.question1(NoAnswer.class), "three reviews were asked, and it threw");
    }

    @Test
    void theFindingIsTheHighestMeanOfThoseWithEnoughRows() {
        assertThat(Lesson09.question2(rows -> highest(rows, averagingInt(Rated::urgency), 5))
                        .right())
                .isTrue();
        assertThat(Lesson09.question2(Lesson09Test::byLoops).right()).isTrue();
    }

    private static <N extends Number> String highest(List<Rated> rows, Collector<Rated, ?, N> by, long atLeast) {
        Map<String, Long> counts = rows.stream().collect(groupingBy(Rated::topic, counting()));
        return rows.stream().collect(groupingBy(Rated::topic, by)).entrySet().stream()
                .filter(topic -> counts.get(topic.getKey()) >= atLeast)
                .max(Comparator.comparingDouble(topic -> topic.getValue().doubleValue()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static String byLoops(List<Rated> rows) {
        String best = "";
        double highest = 0;
        for (Rated candidate : rows) {
            int count = 0;
            double sum = 0;
            for (Rated row : rows) {
                if (row.topic().equals(candidate.topic())) {
                    count++;
                    sum += row.urgency();
                }
            }
            if (count >= 5 && sum / count > highest) {
                highest = sum / count;
                best = candidate.topic();
            }
        }
        return best;
    }

    @Test
    void aFindingThatIsWrongHearsWhy() {
        wrong(Lesson09.question2(rows -> ""), "replace the empty text");
        wrong(Lesson09.question2(rows -> highest(rows, averagingInt(Rated::urgency), 1)), "only four rows");
        wrong(Lesson09.question2(rows -> highest(rows, summingInt(Rated::urgency), 5)), "quality has the most rows");
        wrong(Lesson09.question2(rows -> highest(rows, counting(), 1)), "quality has the most rows");
        wrong(Lesson09.question2(rows -> highest(rows, averagingInt(Rated::urgency), 6)), "its mean is low|other rows");
        wrong(Lesson09.question2(rows -> "delivery"), "its mean is low");
        wrong(Lesson09.question2(rows -> "price"), "one row only");
        wrong(Lesson09.question2(rows -> "size"), "wrong for other rows");
        wrong(Lesson09.question2(rows -> "battery"), "is not one of the topics");
        wrong(Lesson09.question2(rows -> rows.get(1000).topic()), "it threw");
    }

    @Test
    void aCheckLetsNumbersFromOneToFiveThrough() {
        assertThat(Lesson09.question3(answer -> answer.strip().matches("[1-5]")).right())
                .isTrue();
        assertThat(Lesson09.question3(answer -> List.of("1", "2", "3", "4", "5").contains(answer.trim()))
                        .right())
                .isTrue();
    }

    @Test
    void aCheckThatIsWrongHearsWhy() {
        wrongCheck(answer -> true, "replace the starter");
        wrongCheck(answer -> false, "turns down \"3\" as well");
        wrongCheck(answer -> Integer.parseInt(answer.strip()) <= 5, "it throws on \"2.5\"");
        wrongCheck(answer -> answer.matches("[1-5]"), "for the blanks around it");
        wrongCheck(answer -> answer.strip().matches("[0-9]"), "lets through what is no whole number");
        wrongCheck(answer -> answer.strip().matches(".*[1-5].*"), "\"35\"");
        wrongCheck(answer -> answer.strip().matches("[2-5]"), "it turns down a good answer: [1]");
    }

    private static void wrongCheck(Predicate<String> check, String hint) {
        wrong(Lesson09.question3(check), hint);
    }

    @Test
    void fourHundredLabelsMakeTheMarginFiveOfAHundred() {
        assertThat(Lesson09.question4(400).right()).isTrue();
        assertThat(Lesson09.question4(1 / (0.05 * 0.05)).right()).isTrue();
        wrong(Lesson09.question4(0), "replace the zero");
        wrong(Lesson09.question4(20), "the root is still missing");
        wrong(Lesson09.question4(100), "how many times more");
        wrong(Lesson09.question4(200), "there is a root");
        wrong(Lesson09.question4(50), "wider than 10 points");
        wrong(Lesson09.question4(1000), "try your number");
    }

    private static void wrong(Verdict verdict, String hint) {
        assertThat(verdict.right()).isFalse();
        assertThat(verdict.words()).containsPattern(hint.replaceAll("([\\[(])", "\\\\$1"));
    }
}
