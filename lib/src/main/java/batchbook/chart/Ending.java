package batchbook.chart;

import batchbook.picture.Theme;
import batchbook.picture.WholeMarker;
import java.awt.Color;
import org.knowm.xchart.style.markers.Marker;

/** How a row or a try ended, with a colour and a marker of its own, so that no one needs the colour. */
enum Ending {
    FIRST_TRY("answered", Theme.ANSWERED),
    AFTER_RETRY("answered after a retry", Theme.RETRIED),
    FAILURE("failed", Theme.FAILED);

    final String label;
    final Color colour;

    Ending(String label, Color colour) {
        this.label = label;
        this.colour = colour;
    }

    Marker marker() {
        return switch (this) {
            case FIRST_TRY -> WholeMarker.DOT;
            case AFTER_RETRY -> WholeMarker.DIAMOND;
            case FAILURE -> WholeMarker.CROSS;
        };
    }
}
