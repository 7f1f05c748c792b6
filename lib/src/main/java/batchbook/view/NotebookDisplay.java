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
        return JupyterKernel.running().map(Cell::new).map(Dashboard::new);
    }

    @Override
    public boolean inCell() {
        // Each batch asks that before it begins: so its run shows itself also when its plan has a progress of its own.
        Notebook.install();
        return JupyterKernel.running().filter(JupyterKernel::runsThisThread).isPresent();
    }

    @Override
    public Optional<Instant> cellAskedAt() {
        return JupyterKernel.running().map(Cell::new).flatMap(Cell::askedAt);
    }

    @Override
    public boolean stopPressed() {
        return JupyterKernel.running().filter(StopButton::pressed).isPresent();
    }
}
