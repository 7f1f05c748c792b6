package batchbook.chart;

import batchbook.picture.Theme;
import batchbook.picture.WholeMarker;
import java.awt.Color;
import org.knowm.xchart.style.markers.Marker;

/** How a row or a try ended, with a colour and a marker of its own, so that no one needs the colour. */
enum Ending {
    FIRST_TRY("answered", Theme.ANSWERED, WholeMarker.DOT),
    AFTER_RETRY("answered after a retry", Theme.RETRIED, WholeMarker.DIAMOND),
    FAILURE("failed", Theme.FAILED, WholeMarker.CROSS);

    final String label;
    final Color colour;
    final Marker marker;

    Ending(String label, Color colour, Marker marker) {
        this.label = label;
        this.colour = colour;
        this.marker = marker;
    }
}
