package batchbook.view;

import batchbook.Metrics;
import batchbook.Progress;
import batchbook.Snapshot;
import batchbook.html.Rendering;
import batchbook.html.SnapshotHtml;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;

/**
 * The live display of one run: one output, updated in place, which keeps its last state in the saved notebook. It stays
 * in the cell in which it was opened, also when that cell is over and from whatever thread the updates come.
 */
final class Dashboard implements Progress {
    /** The figures that displays have shown at their ends, by what leads to their cells. */
    private static final Map<Object, Set<Metrics>> SHOWN = new WeakHashMap<>();

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
        snapshot.figures().ifPresent(end -> remember(cell, end.metrics()));
    }

    private static void remember(Cell cell, Metrics figures) {
        synchronized (SHOWN) {
            cell.environment()
                    .ifPresent(place ->
                            SHOWN.computeIfAbsent(place, key -> new HashSet<>()).add(figures));
        }
    }

    /** Whether a display in this cell shows these figures, so that they need not be shown there once more. */
    static boolean shows(Cell cell, Metrics figures) {
        synchronized (SHOWN) {
            return cell.environment()
                    .filter(place -> SHOWN.getOrDefault(place, Set.of()).contains(figures))
                    .isPresent();
        }
    }
}
