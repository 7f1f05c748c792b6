package batchbook;

import static batchbook.VirtualWorkers.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.Outcome.Answered;
import batchbook.Outcome.Failed;
import batchbook.Outcome.NotRun;
import batchbook.journal.Session;
import batchbook.pace.Cause;
import batchbook.report.Story;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is advised follows from reasons. Words are only shown: here they say something else, or what another reason says. */
class AdviceTest {
    /** Each of the words by which a person tells the reasons apart. */
    private static final String MISLEADING = "all failed alike, a budget (.maxCost, .maxTokens) cannot be promised, the"
            + " budget (.maxRequests) is used up, the quota of the day is used up, nothing but errors, still running";

    private static final Outcome ANSWERED = new Answered(Reply.of("ok"));
    private static final Outcome NOT_RUN = new NotRun("as the run ended");
    private static final Outcome NO_QUOTA =
            new Failed(ErrorKind.QUOTA_EXHAUSTED, "no quota -> Choose another model.", Optional.empty());

    private final Batch plan = Batch.of(prompt -> Reply.of("unused"));

    private static Run run(
            Batch plan, Optional<Cause> end, List<Change> changes, List<Pause> pauses, Outcome... outcomes) {
        Story story = new Story(
                "model",
                1,
                List.of(new Session(START, START.plusSeconds(100))),
                1,
                Optional.empty(),
                end,
                changes,
                pauses,
                Optional.of(new Story.Plan(plan.options().workers(), plan.options().budget)));
        List<Result> rows = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            rows.add(new Result(rows.size(), Prompt.of("prompt " + rows.size()), outcome, List.of(), false));
        }
        return new Run(story, rows, Launch.ofAFile());
    }

    private Run ended(Reason reason, String words, Outcome... outcomes) {
        return run(plan, Optional.of(new Cause(reason, words)), List.of(), List.of(), outcomes);
    }

    private Run changed(Reason reason, String words) {
        Change change = new Change(START, 1, OptionalLong.empty(), reason, words);
        return run(plan, Optional.empty(), List.of(change), List.of(), ANSWERED);
    }

    private static Run held(Batch plan, Reason reason, String words) {
        Pause pause = new Pause(START, START.plusSeconds(60), reason, words);
        return run(plan, Optional.empty(), List.of(), List.of(pause), ANSWERED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BUDGET                | ' for want of budget: run.resume() asks it and keeps the others, with the same budget once more.'
            BUDGET_CANNOT_BE_KEPT | ': make a plan without that budget, or a model without tools, and run the prompts again.'
            QUOTA_OF_THE_DAY      | ': when the quota has started again, run.resume() asks it and keeps the others. Another model has a quota of its own, a higher tier of the key a larger one.'
            SERVER_IN_TROUBLE     | ': when the server works again, run.resume() asks it and keeps the others.'
            STOPPED               | ': run.resume() asks it and keeps the others.'
            ERROR                 | ': run.resume() asks it and keeps the others.'
            JOURNAL_LOST          | ': run.resume() asks it and keeps the others.'
            PATIENCE_IS_OVER      | ': run.resume() asks it and keeps the others.'
            FATAL_FAILURE         | ': run.resume() asks it and keeps the others.'
            """)
    void whatToDoAboutRowsThatWereNotRunFollowsFromTheReason(Reason reason, String advice) {
        for (String words : List.of("it ended", MISLEADING)) {
            assertThat(ended(reason, words, ANSWERED, NOT_RUN).advice()).containsExactly("1 row was not run" + advice);
        }
    }

    @Test
    void whatAllRowsFailedForIsMendedFirst() {
        Run run = ended(Reason.ALL_FAILED_ALIKE, "no such schema -> Write another one.", NOT_RUN, NOT_RUN);

        assertThat(run.advice())
                .containsExactly(
                        "2 rows were not run: Write another one. When what the message names is mended at the"
                                + " provider, run.retryFailed() asks all; when it is in the plan, run the prompts with a new one.");
    }

    @Test
    void aQuotaThatDoesNotStartAgainIsMendedFirst() {
        String first =
                "1 row was not run, and would be refused like the first. When that is mended, run.resume() asks it"
                        + " and keeps the others; another model or key needs a new plan.";

        assertThat(ended(Reason.FATAL_FAILURE, MISLEADING, NO_QUOTA, NOT_RUN).advice())
                .contains(first);
        assertThat(ended(Reason.QUOTA_OF_THE_DAY, "until tomorrow", NO_QUOTA, NOT_RUN)
                        .advice())
                .doesNotContain(first)
                .anyMatch(line -> line.startsWith("1 row was not run: when the quota has started again"));
        assertThat(ended(Reason.ALL_FAILED_ALIKE, "no", NO_QUOTA, NOT_RUN).advice())
                .doesNotContain(first)
                .anyMatch(line -> line.startsWith("1 row was not run: When what the message names is mended"));
    }

    @Test
    void aRunThatGoesOnIsNoneThatEnded() {
        Run goesOn = ended(Reason.STILL_RUNNING, "more to come", ANSWERED, NOT_RUN);

        assertThat(goesOn.isOver()).isFalse();
        assertThat(goesOn.advice()).isEmpty();
        assertThat(goesOn.stopped()).contains("more to come");
        assertThat(ended(Reason.STOPPED, "still running", ANSWERED, NOT_RUN).isOver())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void whoSharesItsKeyIsToldByTheReasonOfAChange(Reason reason) {
        assertThat(changed(reason, "somebody else seems to use the same key").advice())
                .hasSize(reason == Reason.KEY_IS_SHARED ? 1 : 0);
        assertThat(changed(reason, "a share").advice())
                .hasSize(reason == Reason.KEY_IS_SHARED ? 1 : 0)
                .allMatch(line -> line.startsWith("Somebody else seems to use the same key"));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void thatALimitDecidedIsToldByTheReasonOfTheWait(Reason reason) {
        for (String words : List.of("a handful", "10 requests a minute", "10 tokens a minute", "budget")) {
            List<String> advice = held(plan, reason, words).advice();

            assertThat(advice).hasSize(reason.isLimitPerMinute() ? 1 : 0);
            assertThat(advice)
                    .allMatch(line -> line.startsWith("The limit of " + words + " decided how long this took"))
                    .allMatch(line -> line.contains("shorter prompts would") == (reason == Reason.TOKENS_PER_MINUTE));
        }
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void thatABudgetLetFewGoAtOnceIsToldByTheReasonOfTheWait(Reason reason) {
        for (String words : List.of("too little left", "budget")) {
            assertThat(held(plan.maxTokens(100), reason, words).advice())
                    .filteredOn(line -> line.startsWith("The most that an answer can use is set aside"))
                    .hasSize(reason == Reason.BUDGET ? 1 : 0);
        }
        assertThat(held(plan.maxRequests(1), Reason.BUDGET, "budget").advice()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void theLimitsOfARunAreToldByTheReasonsOfItsChangesAndWaits(Reason reason) {
        Attempt sent = new Attempt(1, 0, START, START, START.plusSeconds(1), Optional.empty(), "", Duration.ZERO);
        Result row = new Result(0, Prompt.of("prompt"), ANSWERED, List.of(sent), false);
        Story waited = held(plan, reason, "a handful").story();
        Story changed = changed(reason, "all goes well: the run begins").story();

        assertThat(new Run(waited, List.of(row), Launch.ofAFile()).explain().contains("The limits:"))
                .isEqualTo(reason.isLimitPerMinute());
        assertThat(new Run(changed, List.of(row), Launch.ofAFile()).explain().contains("The limits:"))
                .isEqualTo(reason != Reason.ALL_GOES_WELL && reason != Reason.RUN_BEGINS);
    }

    /** A lambda has none of these methods, and another provider's class may have another name in the cell. */
    @ParameterizedTest
    @EnumSource(ErrorKind.class)
    void noAdviceIsGivenInTheNameOfAVariableThatTheUserMayNotHave(ErrorKind kind) {
        assertThat(ended(Reason.STOPPED, "it ended", new Failed(kind, "it failed", Optional.empty()))
                        .advice())
                .noneMatch(line -> line.contains("gemini."));
        assertThat(held(plan.maxTokens(100), Reason.BUDGET, "budget").advice())
                .noneMatch(line -> line.contains("gemini."));
    }

    @Test
    void aLambdaWithoutAPriceIsToldHowItGetsOne() {
        assertThat(plan.preview(List.of("hello")).toString()).contains("Model.named(\"a name\", lambda)");
        assertThatThrownBy(() -> plan.maxCost(1).run(List.of("hello")))
                .hasMessageContaining("nothing was sent")
                .hasMessageContaining("Model.named(\"a name\", lambda)");
    }
}
