package batchbook.view;

import batchbook.Display;
import batchbook.Progress;
import java.time.Instant;
import java.util.Optional;

/** Watches runs inside a Jupyter cell; found by {@link java.util.ServiceLoader}. */
public final class NotebookDisplay implements Display {
    /** For the service loader. */
    public NotebookDisplay() {}

    @Override
    public Optional<Progress> open() {
        Notebook.install();
        return Kernel.running().map(Cell::new).map(Dashboard::new);
    }

    @Override
    public boolean inCell() {
        return Kernel.running().filter(Kernel::runsThisThread).isPresent();
    }

    @Override
    public Optional<Instant> cellAskedAt() {
        return Kernel.running().map(Cell::new).flatMap(Cell::askedAt);
    }

    @Override
    public boolean stopPressed() {
        return Kernel.running().filter(StopButton::pressed).isPresent();
    }
}
