package batchbook;

import static batchbook.VirtualWorkers.Step.answer;
import static batchbook.VirtualWorkers.Step.fail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import batchbook.VirtualWorkers.Script;
import batchbook.VirtualWorkers.Step;
import batchbook.answer.AnswerType;
import batchbook.prompt.Attachment;
import batchbook.prompt.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Answers that came whole and are not what was asked for. */
class ChecksTest {
    record Review(String topic, int urgency) {}

    /** Its answers come from virtual workers. */
    private static final class Typed implements Model {
        private final Optional<AnswerType<?>> type;

        Typed(AnswerType<?> type) {
            this.type = Optional.of(type);
        }

        Typed() {
            this.type = Optional.empty();
        }

        @Override
        public Reply ask(Prompt prompt) {
            throw new AssertionError("the virtual workers answer");
        }

        @Override
        public Optional<AnswerType<?>> answerType() {
            return type;
        }

        @Override
        public Optional<Price> price() {
            return Optional.of(Price.perMillion(1, 10));
        }
    }

    private final List<Prompt> asked = new ArrayList<>();
    private Batch plan = Batch.of(new Typed()).workers(1);

    private Run run(int prompts, Script script) {
        List<Prompt> all =
                IntStream.range(0, prompts).mapToObj(i -> Prompt.of("p" + i)).toList();
        return run(all, script);
    }

    private Run run(List<Prompt> prompts, Script script) {
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> {
            asked.add(prompt);
            return script.step(prompt, number);
        });
        return Loops.of(plan, prompts, Progress.none(), workers, new SplittableRandom(1))
                .run();
    }

    private static Step reply(String text, long in, long out) {
        return new Step(Duration.ofMillis(100), new Reply(text, new Usage(in, out, 0, 0), "STOP", "v"), null);
    }

    @Test
    void anAnswerThatIsNotAcceptedIsAskedAgainAtOnceAndTheLastOneIsKept() {
        plan = plan.accept(text -> List.of("yes", "no").contains(text), "one of yes, no");

        Run run = run(
                2,
                (prompt, number) -> prompt.text().equals("p0")
                        ? reply("Great stuff", 10, number)
                        : reply(number == 1 ? "well" : "yes", 10, 1));

        Result never = run.get(0);
        assertThat(never.kind()).contains(ErrorKind.NOT_ACCEPTED);
        assertThat(never.error()).isEqualTo("the answer \"Great stuff\" is not accepted: one of yes, no was asked");
        assertThat(never.text()).isEqualTo("Great stuff");
        assertThat(never.attempts()).hasSize(3);
        assertThat(never.attempts())
                .extracting(attempt -> attempt.usage().out())
                .containsExactly(1L, 2L, 3L);
        assertThat(never.waited()).isZero();
        assertThat(run.get(1).text()).isEqualTo("yes");
        assertThat(run.get(1).retried()).isTrue();
        assertThat(asked).extracting(Prompt::text).containsExactly("p0", "p0", "p0", "p1", "p1");
        assertThat(run.advice()).anyMatch(line -> line.contains("1 row NOT_ACCEPTED"));
    }

    @Test
    void anAnswerThatDoesNotReadIsTriedOnceMore() {
        plan = Batch.of(new Typed(AnswerType.of(Review.class))).workers(1);

        Run run = run(1, (prompt, number) -> answer(10, "{\"topic\": \"x\", \"urgency\": \"high\"}"));
        Result row = run.get(0);

        assertThat(row.kind()).contains(ErrorKind.UNREADABLE);
        assertThat(row.error()).startsWith("the answer does not fit: urgency is \"high\"");
        assertThat(row.attempts()).hasSize(2);
        assertThat(row.text()).contains("high");
        assertThat(run.advice()).singleElement().asString().contains("another form than was asked for", ".tellWhy()");
    }

    @Test
    void whatCannotBeReadForAnotherReasonIsTriedThreeTimesWithWaits() {
        Result row = run(1, (prompt, number) -> fail(10, ModelException.of(ErrorKind.UNREADABLE, "no JSON")))
                .get(0);
        assertThat(row.attempts()).hasSize(3);
        assertThat(row.waited()).isPositive();
    }

    @Test
    void checksAddUpAndComeAfterTheReading() {
        plan = Batch.of(new Typed(AnswerType.of(Review.class)))
                .workers(1)
                .accept(text -> text.length() < 60, "at most 59 characters")
                .accept(Review.class, review -> review.urgency() <= 5, "an urgency up to 5");
        List<String> answers = List.of(
                "{\"topic\": \"x\", \"urgency\": 5}",
                "{\"topic\": \"x\", \"urgency\": 6}",
                "{\"topic\": \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\", \"urgency\": 6}",
                "{\"topic\": \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\", \"urgency\": \"6\"}");

        Run run = run(
                4,
                (prompt, number) ->
                        answer(10, answers.get(Integer.parseInt(prompt.text().substring(1)))));

        assertThat(run.get(0).ok()).isTrue();
        assertThat(run.get(1).error()).endsWith("an urgency up to 5 was asked");
        assertThat(run.get(2).error()).endsWith("at most 59 characters was asked");
        assertThat(run.get(3).kind()).contains(ErrorKind.UNREADABLE);
    }

    @Test
    void aCheckOfAClassReadsTheTextWhenTheModelDoesNot() {
        plan = plan.accept(Review.class, review -> review.urgency() <= 5, "an urgency up to 5");
        Run run = run(
                2,
                (prompt, number) -> answer(
                        10, prompt.text().equals("p0") ? "{\"topic\": \"x\", \"urgency\": 2}" : "no JSON at all"));
        assertThat(run.get(0).ok()).isTrue();
        assertThat(run.get(1).kind()).contains(ErrorKind.UNREADABLE);
    }

    @Test
    void aClassThatNoAnswerCanBeAndAnEmptyReasonAreToldBeforeAnythingIsSent() {
        Batch wrong = plan.accept(Integer.class, number -> number > 1, "more than 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wrong.run(List.of("a")))
                .withMessageContaining("an answer cannot be a Integer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan.accept(text -> true, " "))
                .withMessageContaining("say it in words");
    }

    @Test
    void aCheckThatThrowsIsToldIsNotAskedAgainAndKeepsTheAnswer() {
        plan = plan.accept(text -> text.charAt(7) == 'x', "an x");
        Run run = run(2, (prompt, number) -> answer(10, prompt.text().equals("p0") ? "short" : "12345 7x"));

        assertThat(run.get(0).kind()).contains(ErrorKind.UNEXPECTED);
        assertThat(run.get(0).error())
                .startsWith("the check for \"an x\" threw StringIndexOutOfBoundsException: ")
                .contains("Mend the code of the check");
        assertThat(run.get(0).attempts()).hasSize(1);
        assertThat(run.get(0).text()).isEqualTo("short");
        assertThat(run.advice()).anyMatch(line -> line.contains("Mend the code of the check"));
        assertThat(run.get(1).ok()).isTrue();
    }

    @Test
    void aCheckThatThrowsForTheFirstFiveRowsEndsTheRun() {
        plan = plan.accept(text -> List.of().get(0) == null, "nothing");
        Run run = run(100, (prompt, number) -> answer(10, "ok"));
        assertThat(run.failed()).hasSize(5);
        assertThat(run.notRun()).hasSize(95);
        assertThat(run.stopped().orElseThrow()).contains("all failed alike", "the check for \"nothing\" threw");
    }

    @Test
    void aRunInWhichNoAnswerIsAcceptedEndsAfterTwentyRowsAndSaysWhatToDo() {
        plan = plan.accept(text -> text.equals("Yes"), "Yes");
        Run run = run(100, (prompt, number) -> answer(10, "yes " + prompt.text()));

        assertThat(run.failed()).hasSize(20);
        assertThat(run.metrics().attempts()).isEqualTo(60);
        assertThat(run.story().reason()).contains(Reason.NO_ANSWER_FITS);
        assertThat(run.stopped().orElseThrow())
                .contains("none of the first 20 prompts", "\"yes p19\" is not accepted: Yes was asked");
        assertThat(run.advice()).anyMatch(line -> line.contains("80 rows were not run") && line.contains("a new plan"));
    }

    @Test
    void oneAnswerThatIsAcceptedShowsThatTheCheckIsRight() {
        plan = plan.accept(text -> text.equals("yes"), "yes");
        Run run = run(100, (prompt, number) -> answer(10, prompt.text().equals("p7") ? "yes" : "no"));
        assertThat(run.failed()).hasSize(99);
    }

    @Test
    void theModelIsToldWhyWhenThatIsWished() {
        plan = plan.accept(text -> text.length() < 5, "at most 4 characters").tellWhy();
        Prompt prompt = Prompt.of("r-1", "In short?").after("Hello", "Hi").label("shop", "Lyon");

        Run run = run(List.of(prompt), (question, number) -> switch (number) {
            case 1 -> answer(10, "far too long");
            case 2 -> fail(10, ModelException.of(ErrorKind.OVERLOADED, "busy"));
            default -> answer(10, "ok");
        });

        assertThat(asked.get(0)).isEqualTo(prompt);
        assertThat(asked.get(1).text())
                .isEqualTo("That is not accepted: it should be at most 4 characters. Answer again.");
        assertThat(asked.get(1).history())
                .containsExactly(
                        Turn.user("Hello"), Turn.model("Hi"), Turn.user("In short?"), Turn.model("far too long"));
        assertThat(asked.get(2)).as("the server was busy").isEqualTo(asked.get(1));
        assertThat(run.get(0).text()).isEqualTo("ok");
        assertThat(run.get(0).prompt()).isEqualTo(prompt);
    }

    @Test
    void filesStandBeforeWhatIsToldAndDoNotCutIt() {
        plan = plan.accept(text -> text.length() < 5, "at most 4 characters").tellWhy();
        Attachment file = Attachment.of(new byte[] {1, 2}, "image/png");
        Prompt prompt = Prompt.of("Compare this with that.").attach(file.at(8)).attach(file.at(18));

        run(List.of(prompt), (question, number) -> answer(10, number == 1 ? "far too long" : "ok"));

        assertThat(asked.get(1).attachments()).containsExactly(file, file);
    }

    @Test
    void onlyItsLastAnswerIsToldToIt() {
        plan = plan.accept(text -> text.length() < 5, "at most 4 characters").tellWhy();
        run(1, (question, number) -> answer(10, "too long, " + number));
        assertThat(asked.get(2).history()).containsExactly(Turn.user("p0"), Turn.model("too long, 2"));
    }

    @Test
    void otherwiseTheSamePromptIsSentAgain() {
        plan = plan.accept(text -> text.length() < 5, "at most 4 characters");
        run(1, (question, number) -> answer(10, "far too long"));
        assertThat(asked).containsOnly(Prompt.of("p0"));
    }

    @Test
    void equalPromptsShareWhatWasTurnedDown() {
        plan = plan.accept(text -> text.equals("yes"), "yes");
        Run run = run(
                List.of(Prompt.of("a"), Prompt.of("b"), Prompt.of("a")),
                (question, number) -> answer(10, question.text().equals("a") ? "no" : "yes"));
        assertThat(asked).hasSize(4);
        assertThat(run.get(2).kind()).contains(ErrorKind.NOT_ACCEPTED);
        assertThat(run.get(2).deduplicated()).isTrue();
    }

    @Test
    void everyTryThatWasAnsweredIsPaidFor() {
        plan = plan.accept(text -> text.equals("yes"), "yes");
        Run run = run(2, (question, number) -> switch (number) {
            case 1 -> reply("no", 100, 10);
            case 2 -> new Step(Duration.ofMillis(10), null, ModelException.of(ErrorKind.NETWORK, "gone"));
            default -> reply(question.text().equals("p0") ? "yes" : "no", 100, 20);
        });

        assertThat(run.get(0).usage()).isEqualTo(new Usage(200, 30, 0, 0));
        assertThat(run.get(0).cost().orElseThrow()).isEqualTo((200 + 300) / 1e6);
        assertThat(run.get(1).cost()).isEqualTo(run.get(0).cost());
        assertThat(run.metrics().tokens()).isEqualTo(new Usage(400, 60, 0, 0));
        assertThat(run.metrics().cost().orElseThrow()).isEqualTo(1_000 / 1e6);
    }

    @Test
    void aBudgetCountsAnswersThatAreTurnedDownAndTheLongerPrompts() {
        List<Long> most = new ArrayList<>();
        Model model = new Model() {
            @Override
            public Reply ask(Prompt prompt) {
                throw new AssertionError();
            }

            @Override
            public Optional<Price> price() {
                return Optional.of(Price.perMillion(1, 1));
            }

            @Override
            public Usage mostTokens(Prompt prompt) {
                long in = 100 + 1_000L * prompt.history().size();
                most.add(in);
                return new Usage(in, 0, 0, 0);
            }
        };
        plan = Batch.of(model)
                .workers(1)
                .accept(text -> false, "nothing")
                .tellWhy()
                .maxTokens(2_500);
        Run run = run(
                2,
                (question, number) ->
                        reply("no", 100 + 1_000L * question.history().size(), 0));

        assertThat(most).contains(100L, 2_100L);
        // 100 and 2,100 are used: the third try would need 2,100 more.
        assertThat(run.get(0).attempts()).hasSize(2);
        assertThat(run.metrics().tokens().total()).isEqualTo(2_200 + 100);
        assertThat(run.metrics().tokens().total()).isLessThanOrEqualTo(2_500);
    }

    @Test
    void aCheckSeesThePromptOfItsRowAndNotTheReasonThatTheModelWasTold() {
        plan = plan.accept((prompt, text) -> text.contains(prompt.id()), "a text with the name")
                .tellWhy();
        List<Prompt> named = List.of(Prompt.of("kettle", "Describe it."), Prompt.of("pan", "Describe it, please."));

        Run run = run(named, (prompt, number) -> reply(number == 1 ? "The kettle is new." : "The pan is new.", 1, 1));

        assertThat(run.answered()).hasSize(2);
        assertThat(run.get(1).attempts()).hasSize(2);
        assertThat(run.get(1).attempts().get(0).message()).contains("a text with the name was asked");
        assertThat(asked.get(2).text()).contains("a text with the name");
    }

    @Test
    void aCheckOfAValueSeesThePromptToo() {
        plan = Batch.of(new Typed(AnswerType.of(Review.class)))
                .workers(1)
                .retry(Retry.none())
                .accept(
                        Review.class,
                        (prompt, review) -> prompt.text().contains(review.topic()),
                        "a topic that the text has");

        Run run = run(2, (prompt, number) -> reply("{\"topic\": \"p1\", \"urgency\": 1}", 1, 1));

        assertThat(run.get(0).kind()).contains(ErrorKind.NOT_ACCEPTED);
        assertThat(run.get(1).ok()).isTrue();
    }
}
