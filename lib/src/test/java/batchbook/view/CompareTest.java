package batchbook.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.Model;
import batchbook.ModelException;
import batchbook.Price;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Run;
import batchbook.SampleRuns;
import batchbook.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class CompareTest {
    private static final List<Prompt> PROMPTS = prompts("positive", "negative", "positive", "", "neutral");

    private static List<Prompt> prompts(String... labels) {
        return IntStream.range(0, labels.length)
                .mapToObj(i -> Prompt.of("r" + i, "review " + i)
                        .label("stars", i)
                        .label("human", labels[i].isEmpty() ? null : labels[i]))
                .toList();
    }

    /** Answers by the id, and fails where that is null. */
    private static Run run(String name, List<Prompt> prompts, Function<String, String> answer) {
        return SampleRuns.of(prompts, 1, Model.named(name, prompt -> {
            String text = answer.apply(prompt.id());
            if (text == null) {
                throw ModelException.of(ErrorKind.BLOCKED, "no").partial(Reply.of("half an ans"));
            }
            return Reply.of(text);
        }));
    }

    private static Function<String, String> answers(String... answers) {
        return id -> answers[Integer.parseInt(id.substring(1))];
    }

    private static final Run FLASH = run("flash", PROMPTS, answers("Positive", "negative", "positive", "x", "mixed"));
    private static final Run LITE = run("lite", PROMPTS, answers("positive ", "positive", null, "X", "mixed"));

    private static List<String> column(Table table, String name) {
        return IntStream.range(0, table.rowCount())
                .mapToObj(row -> table.column(name).isMissing(row)
                        ? "-"
                        : String.valueOf(table.get(row, table.columnIndex(name))))
                .toList();
    }

    @Test
    void answersStandSideBySideAndWhatFailedIsMissing() {
        Table table = Tables.compare(FLASH, LITE);

        assertThat(table.columnNames())
                .containsExactly("stars", "human", "id", "prompt", "answer_flash", "answer_lite", "agree");
        assertThat(column(table, "answer_flash")).containsExactly("Positive", "negative", "positive", "x", "mixed");
        assertThat(column(table, "answer_lite")).containsExactly("positive ", "positive", "-", "X", "mixed");
        assertThat(column(table, "agree")).containsExactly("true", "false", "-", "true", "true");
        assertThat(column(table, "human")).containsExactly("positive", "negative", "positive", "-", "neutral");
        assertThat(table.column("stars").type().name()).isEqualTo("INTEGER");
    }

    @Test
    void ofThreeRunsTwoThatDifferAreEnoughToDisagree() {
        Run third = run("pro", PROMPTS, answers(null, null, "negative", "x", "mixed"));

        Table table = Tables.compare(FLASH, LITE, third);

        assertThat(column(table, "agree")).containsExactly("-", "false", "false", "true", "true");
    }

    @Test
    void runsOfOneModelAndHostileNamesAreToldApart() {
        Run evil = run("</div>\u001b\n".repeat(40), PROMPTS, id -> "a");

        assertThat(Compare.of(FLASH, FLASH, evil, evil).names())
                .startsWith("flash", "flash (2)")
                .allSatisfy(name -> assertThat(name).hasSizeLessThan(70).doesNotContain("\u001b", "\n"))
                .doesNotHaveDuplicates();
        assertThat(Compare.of(FLASH, LITE).named("agree", "AGREE").table().columnNames())
                .contains("answer_agree", "answer_AGREE (2)");
        assertThatThrownBy(() -> Compare.of(FLASH, LITE).named("one"))
                .hasMessage("there are 2 runs and 1 names: pass one for each");
    }

    @Test
    void labelsAreNotLostToColumnsOfOurs() {
        List<Prompt> prompts = List.of(Prompt.of("a").label("agree", "x").label("PROMPT", "y"));
        Run run = run(
                "m", prompts.stream().map(prompt -> prompt.label("answer_m", 1)).toList(), id -> "z");

        assertThat(Tables.compare(run, run).columnNames())
                .containsExactly(
                        "agree", "PROMPT", "answer_m", "run_prompt", "run_answer_m", "answer_m (2)", "run_agree");
    }

    @Test
    void runsOfDifferentListsKeepAllRows() {
        Run some = run("some", PROMPTS.subList(3, 5), answers("", "", "", "x", "y"));

        Table table = Tables.compare(FLASH, some);

        assertThat(column(table, "answer_some")).containsExactly("-", "-", "-", "x", "y");
        assertThat(column(table, "agree")).containsExactly("-", "-", "-", "true", "false");
        Table agreement = Compare.of(FLASH, some).agreement();
        assertThat(column(agreement, "rows")).containsExactly("2");
        assertThat(column(agreement, "agreement")).containsExactly("0.5");
    }

    @Test
    void twoTemplatesHaveAColumnEach() {
        List<Prompt> other = PROMPTS.stream()
                .map(prompt -> new Prompt(prompt.id(), "short: " + prompt.text(), prompt.labels()))
                .toList();

        assertThat(Compare.of(FLASH, run("flash", other, id -> "a"))
                        .named("long", "short")
                        .table()
                        .columnNames())
                .contains("prompt_long", "prompt_short", "answer_long", "answer_short");
    }

    @Test
    void agreementIsOfRowsThatBothAnswered() {
        Table table = Compare.of(FLASH, LITE).agreement();

        assertThat(column(table, "run")).containsExactly("flash");
        assertThat(column(table, "with")).containsExactly("lite");
        assertThat(column(table, "column")).containsExactly("answer");
        assertThat(column(table, "rows")).containsExactly("4");
        assertThat(column(table, "agreed")).containsExactly("3");
        // 4 rows: positive 1 and 2, negative 1 and 0, x 1 and 1, mixed 1 and 1: by chance 4 of 16.
        assertThat(table.doubleColumn("kappa").getDouble(0)).isEqualTo((0.75 - 0.25) / 0.75, within(1e-12));
        assertThat(column(Compare.of(FLASH, LITE, FLASH).agreement(), "run")).hasSize(3);
        assertThat(Compare.of(FLASH).agreement().rowCount()).isZero();
    }

    @Test
    void labelsOfPeopleGiveAccuracyAndAConfusionTable() {
        Compare compare = Compare.of(FLASH, LITE).against("HUMAN");

        Table summary = compare.summary();
        assertThat(column(summary, "run")).containsExactly("flash", "lite");
        assertThat(column(summary, "labelled")).containsExactly("4", "4");
        assertThat(column(summary, "accuracy")).containsExactly("0.75", "0.25");

        Table confusion = compare.confusion("lite");
        assertThat(confusion.columnNames())
                .containsExactly("label", "positive", "negative", "neutral", "other answer", "no answer");
        assertThat(column(confusion, "label")).containsExactly("positive", "negative", "neutral");
        assertThat(column(confusion, "positive")).containsExactly("1", "1", "0");
        assertThat(column(confusion, "no answer")).containsExactly("1", "0", "0");
        assertThat(column(compare.confusion(), "other answer")).containsExactly("0", "0", "1");

        Table classes = compare.classes();
        assertThat(classes.rowCount()).isEqualTo(6);
        assertThat(column(classes, "recall")).containsExactly("1.0", "1.0", "0.0", "0.5", "0.0", "0.0");
        assertThat(column(classes, "precision")).containsExactly("1.0", "1.0", "-", "0.5", "-", "-");
    }

    @Test
    void aNumberIsALabelToo() {
        Run stars = run("m", PROMPTS, answers("0", "1.0", "2", "7", "4"));

        assertThat(column(Compare.of(stars).against("stars").summary(), "accuracy"))
                .containsExactly("0.6");
    }

    @Test
    void classesNamedLikeColumnsOfOursKeepTheirs() {
        Run run = run("m", prompts("label", "no answer", "Other Answer"), id -> "label");

        assertThat(Compare.of(run).against("human").confusion().columnNames())
                .containsExactly("label", "label (2)", "no answer", "Other Answer", "no answer (2)");
    }

    @Test
    void whatWasNotAskedIsNotWrong() {
        Run stopped = SampleRuns.of(PROMPTS, 1, Model.named("broken", prompt -> {
            if (prompt.id().equals("r2")) {
                throw ModelException.of(ErrorKind.AUTH, "key");
            }
            return Reply.of("positive");
        }));
        assertThat(stopped.notRun()).isNotEmpty();

        Table summary = Compare.of(stopped).against("human").summary();

        assertThat(column(summary, "labelled"))
                .containsExactly(String.valueOf(2 + stopped.failed().size()));
    }

    @Test
    void aScorerOfTheUsersDecidesWhoIsBest() {
        Compare compare = Compare.of(FLASH, LITE).scored(row -> -row.text().length());

        assertThat(compare.winners()).containsExactly("flash");
        assertThat(column(compare.summary(), "score")).containsExactly("-5.5", "-5.75");
        assertThat(column(compare.summary(), "wins")).containsExactly("1", "0");
        Table best = compare.best();
        assertThat(best.columnNames())
                .containsExactly("stars", "human", "id", "prompt", "run", "score", "tied", "answer");
        assertThat(column(best, "run")).containsExactly("flash", "flash", "flash", "flash", "flash");
        assertThat(column(best, "tied")).containsExactly("false", "true", "false", "true", "true");
        assertThat(column(Compare.of(LITE).scored(row -> 1).best(), "answer")).contains("-");
        assertThat(compare.toString()).startsWith("2 runs of 5 prompts\nHighest mean score: flash, -5.5,");
        assertThatThrownBy(() -> Compare.of(FLASH).scored(row -> Integer.parseInt(row.text())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the scorer failed at row 0 of flash: ");
    }

    @Test
    void wrongUseIsAnsweredWithWhatThereIs() {
        Compare compare = Compare.of(FLASH, LITE);

        assertThatThrownBy(() -> compare.against("labl"))
                .hasMessage("the prompts have no label \"labl\": there are stars, human");
        assertThatThrownBy(() ->
                        Compare.of(run("m", List.of(Prompt.of("a")), id -> "b")).against("x"))
                .hasMessage("the prompts have no label \"x\": there is none");
        assertThatThrownBy(() -> compare.on("sentiment"))
                .hasMessage("the answers have no column \"sentiment\": there are answer");
        assertThatThrownBy(compare::confusion).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(compare::classes).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(compare::best).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(compare::winners).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> compare.against("human").confusion("pro"))
                .hasMessage("there is no run \"pro\": they are flash, lite");
        assertThatThrownBy(Compare::of).hasMessage("there is no run to compare: pass at least one");
    }

    @Test
    void whatThereIsToSeeIsToldInSentences() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Compare.of(FLASH, LITE)
                            .against("human")
                            .toString()
                            .lines()
                            .limit(7))
                    .containsExactly(
                            "2 runs of 5 prompts, against human",
                            "Most accurate: flash, 3 of 4 rows right (75 %).",
                            "flash also answered what is no label: mixed (1).",
                            "lite has no answer to 1 row with a label: counted as wrong.",
                            "lite also answered what is no label: mixed (1).",
                            "1 row has no label: left out.",
                            "flash and lite gave the same answer in 3 of 4 rows (75 %), kappa 0.67.");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void nothingInCommonAndNothingAtAllAreTold() {
        Run none = SampleRuns.refused(3, 1);
        Run empty = SampleRuns.empty();

        assertThat(Compare.of(none, none).toString())
                .contains("There is no row that both model and model (2) answered.");
        assertThat(Compare.of(empty, empty).toString()).startsWith("2 runs of 0 prompts");
        assertThat(Tables.compare(empty, empty).rowCount()).isZero();
        Run same = run("m", PROMPTS, id -> "yes");
        assertThat(Compare.of(same, same).toString())
                .contains("5 of 5 rows (100 %), no kappa, as both gave one and the same answer to all.");
    }

    private static Batch quiet(String name, Function<String, String> answer) {
        return Batch.of(Model.named(
                                name, prompt -> new Reply(answer.apply(prompt.text()), new Usage(10, 2, 0, 0), "", ""))
                        .price(Price.perMillion(1, 1)))
                .progress(Progress.none());
    }

    @Test
    @SuppressWarnings("StreamToIterable") // one that can be read once
    void modelsAreAskedTheSamePromptsAndThosePassedOnceOnly() {
        List<String> texts = new ArrayList<>(List.of("a", "b", "c"));
        Iterable<String> once = texts.stream()::iterator;

        Compare compare =
                Compare.models(once, quiet("loud", text -> text.toUpperCase(Locale.ROOT)), quiet("same", t -> t));

        assertThat(compare.names()).containsExactly("loud", "same");
        assertThat(column(compare.agreement(), "agreed")).containsExactly("3");
        assertThat(column(compare.summary(), "cost")).hasSize(2).doesNotContain("-");
        assertThat(Compare.last().runs()).isEqualTo(compare.runs());
        assertThat(Compare.models(List.of("x"), (Model) prompt -> Reply.of("y")).runs())
                .hasSize(1);
    }

    @Test
    void aStopInALaterModelLosesNoEarlierRun() {
        Batch first = quiet("first", text -> "ok");
        Batch stops = Batch.of(Model.named("stops", prompt -> {
                    throw new AssertionError("never asked");
                }))
                .progress(snapshot -> Thread.currentThread().interrupt());

        assertThatThrownBy(() -> Compare.models(List.of("a", "b"), first, stops))
                .isInstanceOf(CancellationException.class)
                .hasMessageEndingWith("Compare.last() has the runs before this one.");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(Compare.last().names()).containsExactly("first");
        assertThat(Compare.last().runs().get(0).answered()).hasSize(2);
    }

    @Test
    void twoTemplatesAreAskedOverTheRowsOfOneTable() {
        Table table = Table.create(
                "reviews", StringColumn.create("text", "good", "bad"), IntColumn.create("stars", new Integer[] {5, null
                }));
        Batch plan = quiet(
                "m",
                text -> text.startsWith("Short")
                        ? "yes"
                        : text.substring(text.length() - 4).strip());

        Compare compare = Compare.prompts(table, plan, "Short: {text}", "Longer: {text}");

        assertThat(compare.names()).containsExactly("template 1", "template 2");
        assertThat(compare.table().columnNames())
                .containsExactly(
                        "text",
                        "stars",
                        "prompt_template 1",
                        "prompt_template 2",
                        "answer_template 1",
                        "answer_template 2",
                        "agree");
        assertThat(column(compare.table(), "stars")).containsExactly("5", "-");
        assertThat(column(compare.against("text").summary(), "accuracy")).containsExactly("0.0", "1.0");
        assertThatThrownBy(() -> Compare.prompts(table, plan, "Short: {text}", "Longer: {txt}"))
                .hasMessageContaining("txt");
    }

    private enum Sentiment {
        POSITIVE,
        NEUTRAL,
        NEGATIVE
    }

    private record Review(Sentiment sentiment, List<String> topics, Optional<Integer> urgency) {}

    private static Run reviews(String name, String... answers) {
        return SampleRuns.of(
                prompts("positive", "negative", "positive").subList(0, answers.length),
                1,
                Model.named(name, prompt -> Reply.of(answers(answers).apply(prompt.id())))
                        .answering(Review.class));
    }

    private static String review(String sentiment, String topics, String urgency) {
        return "{\"sentiment\": \"" + sentiment + "\", \"topics\": [" + topics + "], \"urgency\": " + urgency + "}";
    }

    @Test
    void typedAnswersStandSideBySidePartByPart() {
        Run one = reviews(
                "one",
                review("POSITIVE", "\"price\"", "1"),
                review("NEGATIVE", "\"a\", \"b\"", "null"),
                review("NEUTRAL", "", "2"));
        Run two = reviews(
                "two",
                "```json\n" + review("positive", "\"price\"", "1") + "\n```",
                review("NEGATIVE", "\"b\", \"a\"", "null"),
                review("POSITIVE", "", "3"));

        Table table = Tables.compare(one, two);

        assertThat(table.columnNames())
                .containsExactly(
                        "stars",
                        "human",
                        "id",
                        "prompt",
                        "sentiment_one",
                        "sentiment_two",
                        "topics_one",
                        "topics_two",
                        "urgency_one",
                        "urgency_two",
                        "agree",
                        "differs");
        assertThat(column(table, "agree")).containsExactly("true", "false", "false");
        assertThat(column(table, "differs")).containsExactly("-", "topics", "sentiment, urgency");
        assertThat(column(table, "urgency_one")).containsExactly("1", "-", "2");

        Compare compare = Compare.of(one, two);
        assertThat(column(compare.agreement(), "column")).containsExactly("answer", "sentiment", "topics", "urgency");
        assertThat(column(compare.agreement(), "agreed")).containsExactly("1", "2", "2", "1");
        assertThat(column(compare.agreement(), "rows")).containsExactly("3", "3", "3", "2");
        assertThat(column(compare.on("Sentiment").against("human").summary(), "accuracy"))
                .containsExactly("0.6666666666666666", "1.0");
        assertThat(compare.on("sentiment").toString()).contains("gave the same sentiment in 2 of 3 rows");
        assertThatThrownBy(() -> compare.against("human"))
                .hasMessage(
                        "the answers have several parts, sentiment, topics, urgency: say before which is meant, as in"
                                + " .on(\"sentiment\").against(\"human\")");
        assertThatThrownBy(() -> compare.on("score"))
                .hasMessage("the answers have no column \"score\": there are sentiment, topics, urgency, answer");
    }

    @Test
    void aChoiceIsComparedWithATextAsItIs() {
        List<Prompt> prompts = prompts("positive", "negative");
        Model words = Model.named("words", prompt -> Reply.of("**Positive**.")).answering(Sentiment.class);
        Run chosen = SampleRuns.of(prompts, 1, words);
        Run text = run("text", prompts, answers("positive", "negative"));

        assertThat(column(Tables.compare(chosen, text), "agree")).containsExactly("true", "false");
        assertThat(column(Compare.of(chosen, text).against("human").summary(), "accuracy"))
                .containsExactly("0.5", "1.0");
    }

    @Test
    void severalThousandRowsOfThreeRunsAreLookedAt() {
        List<Prompt> many = IntStream.range(0, 3_000)
                .mapToObj(i -> Prompt.of("r" + i, "review " + i).label("human", "c" + i % 3))
                .toList();
        List<Run> runs = Stream.of(2, 3, 5)
                .map(by -> run("m" + by, many, id -> "c" + Integer.parseInt(id.substring(1)) / by % 3))
                .toList();
        Compare compare = Compare.of(runs).against("human");

        assertThat(compare.table().rowCount()).isEqualTo(3_000);
        assertThat(compare.agreement().rowCount()).isEqualTo(3);
        assertThat(column(compare.summary(), "labelled")).containsExactly("3000", "3000", "3000");
    }
}
