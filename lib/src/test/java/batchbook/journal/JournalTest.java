package batchbook.journal;

import static batchbook.journal.JournalRows.START;
import static batchbook.journal.JournalRows.answered;
import static batchbook.journal.JournalRows.failed;
import static batchbook.journal.JournalRows.key;
import static batchbook.journal.JournalRows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.Attempt;
import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.Journal;
import batchbook.Model;
import batchbook.ModelException;
import batchbook.NamedModel;
import batchbook.Price;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Result;
import batchbook.Run;
import batchbook.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal as a run, in a notebook that has no model. */
class JournalTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameIt() {
        file = directory.resolve("reviews.jsonl");
    }

    @Test
    void theFinishedRowsOfAllSessionsAreOneRun() {
        try (JournalFile journal = JournalFile.open(file, "old", 4, START)) {
            write(journal, answered(3, "d", "D"), failed(1, "b", ErrorKind.TIMEOUT));
        }
        try (JournalFile journal = JournalFile.open(file, "new", 4, START.plusSeconds(60))) {
            Attempt later = new Attempt(
                    1,
                    6,
                    START.plusSeconds(60),
                    START.plusSeconds(61),
                    START.plusSeconds(62),
                    Optional.empty(),
                    "",
                    Duration.ZERO);
            Result row = answered(1, "b", "B");
            journal.write(new Result(1, row.prompt(), row.outcome(), List.of(later), false), key(row));
        }

        Run run = Journal.read(file.toString());

        assertThat(run.results()).extracting(Result::index).containsExactly(1, 3);
        assertThat(run.results()).extracting(Result::text).containsExactly("B", "D");
        assertThat(run.results()).allMatch(Result::resumed);
        assertThat(run.model()).isEqualTo("old, then new");
        assertThat(run.results()).extracting(Result::model).containsExactly("new", "old");
        assertThat(run.workers()).isEqualTo(7);
        assertThat(run.started()).isEqualTo(START);
        assertThat(run.took()).isEqualTo(Duration.ofSeconds(4 + 2));
        assertThat(run.speed()).isEqualTo(1);
        assertThat(run.stopped()).isEmpty();
        assertThat(run.changes()).isEmpty();
        assertThat(run.pauses()).isEmpty();
        assertThat(run.metrics().answered()).isEqualTo(2);
        assertThat(run.metrics().cost()).isEmpty();
    }

    @Test
    void whatEachRowCostIsThereAgain() throws IOException {
        NamedModel model = Model.named("mine", prompt -> {
            if (prompt.text().equals("cut")) {
                Reply part = new Reply("par", new Usage(1_000_000, 0, 0, 0), "MAX_TOKENS", "");
                throw ModelException.of(ErrorKind.TRUNCATED, "cut").partial(part);
            }
            return new Reply("ok", new Usage(1_000_000, 1_000_000, 0, 0), "STOP", "");
        });
        Batch cheap = Batch.of(model.price(Price.perMillion(1, 2)))
                .progress(Progress.none())
                .journal(file);
        Run first = cheap.run(List.of("a", "b", "a", "cut"));
        assertThat(first.metrics().cost()).hasValue(3 + 3 + 1);
        Batch dear = Batch.of(model.price(Price.perMillion(10, 20)))
                .progress(Progress.none())
                .journal(file);
        assertThat(dear.run(List.of("a", "b", "a", "cut", "c")).metrics().cost())
                .hasValue(7 + 30);

        Run run = Journal.read(file);

        assertThat(run.metrics().cost()).hasValue(7 + 30);
        assertThat(run.results()).extracting(row -> row.cost().orElse(-1)).containsExactly(3.0, 3.0, 0.0, 1.0, 30.0);
        // pandas writes whole numbers without a point.
        Files.writeString(file, Files.readString(file).replace("\"cost\":30.0", "\"cost\":30"));
        assertThat(Journal.read(file).metrics().cost()).hasValue(7 + 30);
    }

    @Test
    void theCostOfAllIsNotKnownWhenThatOfARowIsNot() throws IOException {
        try (JournalFile journal = JournalFile.open(file, "m", 2, START)) {
            write(journal, answered(0, "a", "A").priced(Optional.of(Price.perMillion(1, 1))), answered(1, "b", "B"));
        }
        assertThat(Journal.read(file).get(0).cost()).isPresent();
        assertThat(Journal.read(file).metrics().cost()).isEmpty();
    }

    @Test
    void aPartOfItIsReadByItself() {
        Result failure = failed(1, "b", ErrorKind.TIMEOUT);
        try (JournalFile journal = JournalFile.open(file, "old", 4, START)) {
            write(journal, answered(3, "d", "D"), failure);
        }
        try (JournalFile journal = JournalFile.open(file, "new", 4, START.plusSeconds(60))) {
            write(journal, answered(0, Prompt.of("a").label("shop", "Lyon"), "A"));
        }

        Run lyon = Journal.read(
                file.toString(), row -> "Lyon".equals(row.prompt().labels().get("shop")));

        assertThat(lyon.results()).extracting(Result::text).containsExactly("A");
        assertThat(lyon.model()).isEqualTo("new");
        assertThat(lyon.started()).isEqualTo(START);
        assertThat(Journal.read(file, row -> !row.ok()).results())
                .containsExactly(failure.resumedAs(1, failure.prompt()).from("old"));
        assertThat(Journal.read(file, row -> false).results()).isEmpty();
    }

    @Test
    void rowsOfOnePlaceStandInTheOrderOfTheFile() {
        try (JournalFile journal = JournalFile.open(file, "m", 2, START)) {
            write(journal, failed(0, "x", ErrorKind.TIMEOUT), answered(0, "y", "Y"), answered(0, "x", "X"));
        }

        assertThat(Journal.read(file).results()).extracting(Result::text).containsExactly("Y", "X");
    }

    @Test
    void aRunThatWasReadHasNoPlanToGoOnWith() {
        try (JournalFile journal = JournalFile.open(file, "m", 1, START)) {
            write(journal, answered(0, "a", "A"));
        }

        assertThatThrownBy(() -> Journal.read(file).resume())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(".journal(..)");
    }

    @Test
    void aJournalWithoutARowIsAnEmptyRun() throws IOException {
        JournalFile.open(file, "m", 9, START).close();
        Run run = Journal.read(file);
        assertThat(run.results()).isEmpty();
        assertThat(run.model()).isEqualTo("m");
        assertThat(run.workers()).isEqualTo(1);
        assertThat(run.started()).isEqualTo(START);
        assertThat(run.took()).isZero();

        Files.write(file, new byte[0]);
        assertThat(Journal.read(file).results()).isEmpty();
        assertThat(Journal.read(file).started()).isEqualTo(Instant.EPOCH);
        assertThat(file).isEmptyFile();
    }

    @Test
    void aFileThatIsNotThereIsNamedInFull() {
        assertThatThrownBy(() -> Journal.read(Path.of("no-such.jsonl")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Path.of("no-such.jsonl").toAbsolutePath().toString());
    }
}
