package batchbook.view;

import batchbook.Progress;
import batchbook.Snapshot;
import batchbook.html.Rendering;
import batchbook.html.SnapshotHtml;
import java.util.UUID;

/**
 * The live display of one run: one output, updated in place, which keeps its last state in the saved notebook. It stays
 * in the cell in which it was opened, also when that cell is over and from whatever thread the updates come.
 */
final class Dashboard implements Progress {
    private final Cell cell;
    private final String id = UUID.randomUUID().toString();
    private boolean shown;

    Dashboard(Cell cell) {
        this.cell = cell;
    }

    @Override
    public synchronized void update(Snapshot snapshot) {
        Rendering rendering = Rendering.html(SnapshotHtml.of(snapshot), snapshot.toString());
        if (shown) {
            cell.update(id, rendering);
        } else {
            cell.display(id, rendering);
            shown = true;
        }
    }
}
