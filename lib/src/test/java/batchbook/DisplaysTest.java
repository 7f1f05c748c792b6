package batchbook;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.thread.QueuedCells;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whether a batch takes itself to run in a cell, which alone can be refused or be interrupted by a user. */
class DisplaysTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private record Notebook(boolean inCell, boolean stopPressed) implements Display {
        @Override
        public Optional<Progress> open() {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> cellAskedAt() {
            return Optional.of(NOON);
        }
    }

    @Test
    void aThreadThatRunsNoCellIsInNoneThoughANotebookIsThere() {
        assertThat(Displays.cell(Stream.of(new Notebook(false, true)))).isEmpty();
        assertThat(Displays.cell(Stream.empty())).isEmpty();
    }

    @Test
    void aCellTellsWhenItWasAskedForAndWhetherStopWasPressed() {
        assertThat(Displays.cell(Stream.of(new Notebook(false, false), new Notebook(true, true))))
                .contains(new QueuedCells.Cell(Optional.of(NOON), true));
    }
}
