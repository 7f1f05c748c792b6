package batchbook.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import batchbook.answer.Samples.Offer;
import batchbook.answer.Samples.Review;
import batchbook.answer.Samples.Scalars;
import batchbook.answer.Samples.Sentiment;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that somebody made to do harm, or that went wrong in no way that anybody thought of. */
class HostileAnswersTest {
    private static final String GOOD = "{\"sentiment\":\"POSITIVE\",\"topics\":[\"price\",\"quality\"],\"urgency\":2}";

    private static String reason(Class<?> type, String text) {
        UnreadableAnswerException refused = catchThrowableOfType(
                UnreadableAnswerException.class, () -> AnswerType.of(type).read(text));
        assertThat(refused).isNotNull();
        assertThat(refused.getMessage()).isNotBlank().hasSizeLessThanOrEqualTo(500);
        assertThat(refused.getMessage().codePoints()).noneMatch(Character::isISOControl);
        return refused.getMessage();
    }

    @Test
    void aMillionCharactersAreReadAndToldInAFew() {
        String million = "x".repeat(1_000_000);
        assertThat(AnswerType.of(Review.class)
                        .read(GOOD.replace("price", million))
                        .topics())
                .containsExactly(million, "quality");
        assertThat(AnswerType.of(Review.class).read(million + GOOD).urgency()).isEqualTo(2);
        assertThat(reason(Review.class, million)).startsWith("there is no JSON");
        assertThat(reason(Review.class, GOOD.replace("2", '"' + million + '"'))).startsWith("urgency is \"xxx");
        assertThat(reason(Review.class, GOOD.replace("POSITIVE", million))).startsWith("sentiment is \"xxx");
        assertThat(reason(Review.class, GOOD.replace("2", "1" + "0".repeat(1_000_000))))
                .contains("too long");
        assertThat(reason(Review.class, GOOD.replace("}", ",\"" + million + "\":")))
                .contains("too long");
        assertThat(reason(Sentiment.class, million)).startsWith("the answer is \"xxx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "{\"a\":",
                "{",
                "[{\"a\":",
                "{ ",
                "```",
                "\"",
                "{\"a\":1}",
                "{}",
                "\\",
                "[\"",
                "-",
                "9",
                "\n"
            })
    void whatIsRepeatedAHundredThousandTimesEndsInAReason(String part) {
        reason(Review.class, part.repeat(100_000));
        reason(Sentiment.class, part.repeat(100_000));
        reason(Review.class, GOOD.replace("2", part.repeat(100_000)));
    }

    @Test
    void nestingWithoutEndIsToldAsSuch() {
        assertThat(reason(Review.class, "{\"a\":".repeat(100_000))).contains("nested deeper than 100 levels");
        assertThat(reason(Review.class, GOOD.replace("2", "[".repeat(5_000))))
                .contains("nested deeper than 100 levels");
    }

    @Test
    void numbersWithoutEndAreRefusedAtOnce() {
        assertThat(reason(Review.class, GOOD.replace("2", "1e999999999")))
                .isEqualTo("urgency is 1E+999999999, a whole number was asked");
        assertThat(reason(Review.class, GOOD.replace("2", "1e99999999999"))).isNotBlank();
        assertThat(reason(Review.class, GOOD.replace("2", "1e-999999999"))).startsWith("urgency is 1E-999999999");
        assertThat(reason(Scalars.class, "{\"whole\":1e-2147483647}")).startsWith("whole is");
    }

    @Test
    void namesAndTextsThatATerminalWouldObeyAreSpeltOut() {
        assertThat(reason(Review.class, GOOD.replace("2", "\"\\u001b[2J\\nnext\"")))
                .isEqualTo("urgency is \"\\u001B[2J next\", a whole number was asked");
        String prices =
                "{\"seller\":{\"name\":\"a\"},\"prices\":{\"te\\u001ba\":[]},\"moods\":[],\"counts\":[],\"rivals\":[]}";
        assertThat(reason(Offer.class, prices)).isEqualTo("prices.te\\u001Ba is a list, a number was asked");
        assertThat(AnswerType.of(Review.class)
                        .reading(GOOD.replace("2}", "2,\"\\u001b\":1}"))
                        .leftOut())
                .containsExactly("the field \"\\u001B\"");
    }

    @Test
    void ofManyOtherFieldsAFewAreTold() {
        StringBuilder text = new StringBuilder(GOOD.substring(0, GOOD.length() - 1));
        for (int i = 0; i < 10_000; i++) {
            text.append(",\"f").append(i).append("\":1");
        }
        assertThat(AnswerType.of(Review.class).reading(text + "}").leftOut()).hasSize(5);
    }

    /** Whatever is changed in a good answer, it is read or refused. */
    @Test
    void anyChangeOfAnAnswerIsReadOrRefusedWithAReason() {
        Random random = new Random(7);
        String signs = "{}[]\",:\\ \n0aeE.-tfn`\u0000\u001b\ud83d\ufeffé";
        int read = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(GOOD);
            for (int change = random.nextInt(4); change >= 0 && text.length() > 0; change--) {
                int at = random.nextInt(text.length());
                char sign = signs.charAt(random.nextInt(signs.length()));
                switch (random.nextInt(4)) {
                    case 0 -> text.insert(at, sign);
                    case 1 -> text.deleteCharAt(at);
                    case 2 -> text.setLength(at + 1);
                    default -> text.setCharAt(at, sign);
                }
            }
            try {
                assertThat(AnswerType.of(Review.class).read(text.toString())).isNotNull();
                read++;
            } catch (UnreadableAnswerException e) {
                assertThat(e.getMessage()).isNotBlank().hasSizeLessThanOrEqualTo(500);
                assertThat(e.getMessage().codePoints()).noneMatch(Character::isISOControl);
            }
        }
        assertThat(read).isPositive();
    }

    record Failing(String text) {
        Failing {
            if (text.equals("error")) {
                throw new AssertionError("of the user's own");
            }
        }
    }

    @Test
    void anErrorInTheUsersRecordIsNoAnswerThatDoesNotFit() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> AnswerType.of(Failing.class).read("{\"text\":\"error\"}"));
        assertThat(List.of(AnswerType.of(Failing.class).read("{\"text\":\"fine\"}")))
                .containsExactly(new Failing("fine"));
    }
}
