package batchbook;

import batchbook.thread.QueuedCells;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The displays that are installed. */
final class Displays {
    private Displays() {}

    static Stream<Display> found() {
        // Not the context loader: on a notebook's pool threads it does not see the notebook's jars.
        return ServiceLoader.load(Display.class, Displays.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get);
    }

    /** The cell whose code runs on this thread; empty outside a notebook. */
    static Optional<QueuedCells.Cell> cell() {
        return cell(found());
    }

    static Optional<QueuedCells.Cell> cell(Stream<Display> displays) {
        return displays.filter(Display::inCell)
                .findFirst()
                .map(notebook -> new QueuedCells.Cell(notebook.cellAskedAt(), notebook.stopPressed()));
    }
}
