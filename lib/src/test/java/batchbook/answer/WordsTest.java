package batchbook.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import batchbook.answer.Samples.Sentiment;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    private static final AnswerType<String> YES_OR_NO = AnswerType.choosing("yes", "no", "not said");

    private static void read(String text, String word, String... leftOut) {
        Reading<String> reading = YES_OR_NO.reading(text);
        assertThat(reading.value()).isEqualTo(word);
        assertThat(reading.leftOut()).containsExactly(leftOut);
    }

    @Test
    void whatIsPutAroundAWordIsLeftOutAndTold() {
        read("yes", "yes");
        read(" no\n", "no");
        read("\uFEFFyes", "yes");
        read("Yes", "yes", "other letters");
        read("NOT_SAID", "not said", "other letters");
        read("\"yes\"", "yes", "quotes");
        read("\u201cYes.\u201d", "yes", "quotes", "punctuation", "other letters");
        read("**yes**", "yes", "quotes");
        read("No.", "no", "punctuation", "other letters");
        read("```\nyes\n```", "yes", "a code fence");
        read("```text\n\"yes\"\n```", "yes", "a code fence", "quotes");
        read("```yes```", "yes", "a code fence");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "maybe",
                "yes or no",
                "not yes",
                "The answer is yes",
                "yesno",
                "``",
                "\"\"",
                ".",
                "{\"answer\":\"yes\"}"
            })
    void anythingElseIsRefused(String text) {
        assertThatExceptionOfType(UnreadableAnswerException.class)
                .isThrownBy(() -> YES_OR_NO.read(text))
                .withMessage("the answer is \"" + text + "\": one of yes, no, not said was asked");
    }

    @Test
    void anEnumGivesItsConstants() {
        assertThat(AnswerType.of(Sentiment.class).read("very bad")).isEqualTo(Sentiment.VERY_BAD);
        assertThat(AnswerType.of(Sentiment.class).gives(Sentiment.class)).isTrue();
        assertThat(AnswerType.of(Sentiment.class).gives(String.class)).isFalse();
        assertThat(YES_OR_NO.gives(String.class)).isTrue();
    }

    enum Odd {
        a,
        A {
            @Override
            public String toString() {
                return "something else";
            }
        },
        b
    }

    @Test
    void constantsThatDifferByCapitalsOnlyAreTakenAsWritten() {
        assertThat(AnswerType.of(Odd.class).read("a")).isEqualTo(Odd.a);
        assertThat(AnswerType.of(Odd.class).read("A")).isEqualTo(Odd.A);
        assertThat(AnswerType.of(Odd.class).read("B")).isEqualTo(Odd.b);
    }

    @Test
    void choicesMayHoldAnySignButMustDiffer() {
        AnswerType<String> odd = AnswerType.choosing("C", "C++", "\"quoted\"", "etc.", "<b>&amp;", "日本");
        for (String choice : odd.choices()) {
            assertThat(odd.read(choice)).isEqualTo(choice);
            assertThat(odd.read('"' + choice + "\".")).isEqualTo(choice);
        }
        refused("choosing needs two choices at least", "yes");
        refused("choosing needs two choices at least");
        refused("the choice \" \" is blank", "yes", " ");
        refused("the choice \"no \" is blank, or has blanks around it", "yes", "no ");
        refused("the choices \"yes\" and \"YES\" are the same, or differ by capitals or blanks only", "yes", "YES");
        refused("the choices \"a b\" and \"a-b\" are the same", "a b", "a-b");
    }

    private static void refused(String why, String... choices) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnswerType.choosing(choices))
                .withMessageStartingWith(why);
    }

    @Test
    void ofManyWordsAReasonNamesTwenty() {
        AnswerType<String> many = AnswerType.choosing(
                IntStream.range(0, 100).mapToObj(i -> "w" + i).toArray(String[]::new));
        assertThat(many)
                .hasToString("one of "
                        + String.join(
                                ", ",
                                IntStream.range(0, 20).mapToObj(i -> "w" + i).toList()) + " and 80 more");
    }

    @Test
    void aLongAnswerIsNotPeeledSignBySign() {
        String dots = ".".repeat(1_000_000);
        assertThatExceptionOfType(UnreadableAnswerException.class)
                .isThrownBy(() -> YES_OR_NO.read("yes" + dots))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }
}
