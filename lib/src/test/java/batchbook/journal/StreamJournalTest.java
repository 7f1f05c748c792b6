package batchbook.journal;

import static batchbook.journal.JournalRows.MODEL;
import static batchbook.journal.JournalRows.START;
import static batchbook.journal.JournalRows.answered;
import static batchbook.journal.JournalRows.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.ErrorKind;
import batchbook.Journal;
import batchbook.Model;
import batchbook.Outcome;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prompts that come one after another find what an earlier run, or this one, has of them. */
class StreamJournalTest {
    private static final Model NAMED = Model.named("m", MODEL);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameIt() {
        file = directory.resolve("reviews.jsonl");
    }

    private StreamJournal open(boolean deduplicate) {
        return open(deduplicate, Optional::of);
    }

    private StreamJournal open(boolean deduplicate, Function<Result, Optional<Result>> keeps) {
        return StreamJournal.open(file, NAMED, deduplicate, keeps, START);
    }

    private static String next(StreamJournal journal, int index, String prompt) {
        return journal.next(index, Prompt.of(prompt)).map(Result::text).orElse("-");
    }

    private void write(boolean deduplicate, String... prompts) {
        try (StreamJournal journal = open(deduplicate)) {
            for (int i = 0; i < prompts.length; i++) {
                if (journal.next(i, Prompt.of(prompts[i])).isEmpty()) {
                    journal.accept(answered(i, prompts[i], prompts[i] + i));
                }
            }
            journal.check();
        }
    }

    private long lines() throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("{\"key\"")).count();
        }
    }

    @Test
    void whatAnEarlierRunAnsweredIsFoundByItsPromptWhereverItStands() {
        write(false, "a", "b");
        try (StreamJournal journal = open(false)) {
            Result found =
                    journal.next(0, Prompt.of("new id", "b").label("new", 1)).orElseThrow();
            assertThat(found.text()).isEqualTo("b1");
            assertThat(found.index()).isZero();
            assertThat(found.prompt().id()).isEqualTo("new id");
            assertThat(found.resumed()).isTrue();
            assertThat(next(journal, 1, "c")).isEqualTo("-");
            assertThat(next(journal, 2, "a")).isEqualTo("a0");
        }
    }

    @Test
    void equalPromptsAreToldApartByTheirOrder() throws IOException {
        write(false, "a", "a", "a");
        try (StreamJournal journal = open(false)) {
            assertThat(List.of(next(journal, 0, "a"), next(journal, 1, "a"), next(journal, 2, "a")))
                    .containsExactly("a0", "a1", "a2");
            assertThat(next(journal, 3, "a")).isEqualTo("-");
        }
        assertThat(lines()).isEqualTo(3);
    }

    @Test
    void aPromptSharesWhatThisRunHasOfAnEqualOneAndGetsALineOfItsOwn() throws IOException {
        write(true, "a", "b", "a", "a");
        assertThat(Journal.read(file).results()).extracting(Result::text).containsExactly("a0", "b1", "a0", "a0");
        assertThat(Journal.read(file).get(3).deduplicated()).isTrue();
        try (StreamJournal journal = open(false)) {
            journal.next(0, Prompt.of("a"));
            assertThat(next(journal, 1, "a")).isEqualTo("a0");
        }
        assertThat(lines()).isEqualTo(4);
    }

    @Test
    void oneThatIsUnderWayIsNotSharedYetAndAnAnswerComesBeforeAFailure() {
        try (StreamJournal journal = open(true)) {
            assertThat(next(journal, 0, "a")).isEqualTo("-");
            assertThat(next(journal, 1, "a")).isEqualTo("-");
            journal.accept(failed(0, "a", ErrorKind.BLOCKED));
            assertThat(journal.next(2, Prompt.of("a")).orElseThrow().kind()).contains(ErrorKind.BLOCKED);
            journal.accept(answered(1, "a", "A"));
            assertThat(next(journal, 3, "a")).isEqualTo("A");
        }
        try (StreamJournal journal = open(true)) {
            journal.next(0, Prompt.of("a"));
            journal.next(1, Prompt.of("a"));
            assertThat(journal.next(2, Prompt.of("a")).orElseThrow().kind()).contains(ErrorKind.BLOCKED);
            assertThat(next(journal, 3, "a")).isEqualTo("A");
            assertThat(next(journal, 4, "a")).isEqualTo("A");
        }
    }

    @Test
    void aRowThatDoesNotCountTodayIsAskedAgainAndWhatThereWasOfItIsKept() {
        write(false, "a", "b");
        try (StreamJournal journal =
                open(false, row -> Optional.of(row).filter(one -> one.text().equals("b1")))) {
            assertThat(next(journal, 0, "a")).isEqualTo("-");
            assertThat(next(journal, 1, "b")).isEqualTo("b1");
            assertThat(journal.turnedDown(0).orElseThrow().text()).isEqualTo("a0");
            assertThat(journal.turnedDown(1)).isEmpty();
            journal.accept(answered(0, "a", "better"));
            assertThat(journal.turnedDown(0)).isEmpty();
        }
        try (StreamJournal journal = open(false)) {
            assertThat(next(journal, 0, "a")).isEqualTo("better");
        }
    }

    @Test
    void aFailureThatCountsAsAnAnswerTodayGetsANewLineAndNotTheOtherWayRound() throws IOException {
        try (StreamJournal journal = open(false)) {
            journal.next(0, Prompt.of("a"));
            journal.accept(failed(0, "a", ErrorKind.BLOCKED));
        }
        Function<Result, Optional<Result>> answers =
                row -> Optional.of(row.ending(new Outcome.Answered(Reply.of("accepted"))));
        Function<Result, Optional<Result>> fails =
                row -> Optional.of(row.ending(new Outcome.Failed(ErrorKind.BLOCKED, "no", Optional.empty())));
        for (int times = 0; times < 2; times++) {
            try (StreamJournal journal = open(false, answers)) {
                assertThat(next(journal, 0, "a")).isEqualTo("accepted");
            }
            try (StreamJournal journal = open(false, fails)) {
                assertThat(journal.next(0, Prompt.of("a")).orElseThrow().error())
                        .isEqualTo("no");
            }
        }
        assertThat(lines()).isEqualTo(2);
    }

    @Test
    void onlyWhatIsAwaitedAndSettledIsAccepted() {
        try (StreamJournal journal = open(false)) {
            assertThatThrownBy(() -> journal.accept(answered(0, "a", "A")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("nobody asked for row 0");
            journal.next(0, Prompt.of("a"));
            assertThatThrownBy(() -> journal.accept(failed(0, "a", ErrorKind.AUTH)))
                    .hasMessageContaining("row 0 is not settled");
            journal.accept(answered(0, "a", "A"));
            assertThatThrownBy(() -> journal.accept(answered(0, "a", "A"))).hasMessageContaining("row 0");
        }
    }

    @Test
    void itIsLockedWhileItIsOpenAndNotForAModelWithoutAName() {
        try (StreamJournal journal = open(false)) {
            assertThatThrownBy(() -> open(false)).hasMessageContaining("is in use by another batch");
            assertThat(next(journal, 0, "a")).isEqualTo("-");
        }
        assertThatThrownBy(() -> StreamJournal.open(file, MODEL, false, Optional::of, START))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Give it a name");
        open(false).close();
    }

    @Test
    void whatCanOnlyBeReadServesAllThatItHas() {
        write(false, "a");
        try (StreamJournal journal = StreamJournal.of(readOnly(), NAMED, true, Optional::of, START)) {
            assertThat(next(journal, 0, "a")).isEqualTo("a0");
            assertThat(next(journal, 1, "a")).isEqualTo("a0");
            assertThatThrownBy(() -> journal.next(2, Prompt.of("b")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("can only be read, and lacks prompt 2");
            journal.check();
        }
    }

    private JournalFile readOnly() {
        try {
            return JournalFile.open(new JournalDisk(file, true), "reviews.jsonl", "m", 0, START);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aManyTimesEqualPromptAndManyPromptsAreCounted() {
        KeyCounter counter = new KeyCounter(NAMED);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 5_000; i++) {
                Prompt prompt = Prompt.of("prompt " + i);
                assertThat(counter.next(prompt)).isEqualTo(new JournalKey(JournalKey.key(NAMED, prompt), round));
            }
        }
    }
}
