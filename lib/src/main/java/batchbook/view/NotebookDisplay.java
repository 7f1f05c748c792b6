package batchbook.view;

import batchbook.Display;
import batchbook.Progress;
import batchbook.html.NightHtml;
import batchbook.html.Rendering;
import batchbook.night.NightStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

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
    public Optional<Consumer<NightStatus>> openNight() {
        Notebook.install();
        return JupyterKernel.running().map(Cell::new).map(NightDashboard::new);
    }

    /** One output, updated in place, which keeps its last state in the saved notebook. */
    private static final class NightDashboard implements Consumer<NightStatus> {
        private final Cell cell;
        private final String id = UUID.randomUUID().toString();
        private boolean shown;

        NightDashboard(Cell cell) {
            this.cell = cell;
        }

        @Override
        public void accept(NightStatus status) {
            Rendering rendering = Rendering.html(NightHtml.of(status), status.toString());
            if (shown) {
                cell.update(id, rendering);
            } else {
                cell.display(id, rendering);
            }
            shown = true;
        }
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
