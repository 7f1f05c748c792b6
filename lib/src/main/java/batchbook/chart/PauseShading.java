package batchbook.chart;

import batchbook.Pause;
import batchbook.Run;
import batchbook.picture.Rectangles;
import batchbook.picture.Rectangles.Rectangle;
import batchbook.picture.SpanLabel;
import batchbook.picture.Theme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.knowm.xchart.XYChart;

/** The times in which prompts were ready and nothing was sent, as a grey ground behind a chart. */
final class PauseShading {
    static final String NAME = "nothing could be sent";

    /** Narrower in pixels, a pause is seen only together with others. */
    private static final double NARROW = 4;

    private static final double STRETCH = 12;

    private final TimeAxis axis;
    private final List<Pause> all;
    private final double pixel;

    private PauseShading(TimeAxis axis, List<Pause> all) {
        this.axis = axis;
        this.all = all;
        this.pixel = axis.end() / Theme.PLOT_WIDTH;
    }

    /** Shades them up to {@code top}, with the reason of the longest at {@code labelHeight}. */
    static void shade(Run run, TimeAxis axis, XYChart chart, double top, double labelHeight) {
        PauseShading pauses = new PauseShading(axis, run.pauses());
        List<Span> spans = pauses.visible();
        if (spans.isEmpty()) {
            return;
        }
        List<Rectangle> ground = spans.stream()
                .map(span -> new Rectangle(span.from, span.to, top))
                .toList();
        Rectangles.add(chart, NAME, ground, Theme.SHADE);
        chart.addAnnotation(pauses.label(labelHeight));
    }

    private record Span(double from, double to) {
        double width() {
            return to - from;
        }
    }

    /** Pauses for one reason with nothing but single requests between them. */
    private record Stretch(Span span, Duration held, String why) {}

    /** In the longest pause; where that is too narrow, across the longest stretch, with the time of all of it. */
    private SpanLabel label(double height) {
        Pause longest = Collections.max(all, Comparator.comparing(Pause::lasted));
        Span room = span(longest);
        if (Theme.boldWidth(longest.why()) < room.width() / pixel - 2 * SpanLabel.PADDING) {
            return label(longest.why(), longest.lasted(), room, height);
        }
        Stretch stretch = Collections.max(stretches(), Comparator.comparing(Stretch::held));
        return label(stretch.why, stretch.held, stretch.span, height);
    }

    private static SpanLabel label(String why, Duration lasted, Span span, double height) {
        return new SpanLabel(why + ": " + ChartData.duration(lasted), span.from, span.to, height);
    }

    /** With a gap that is seen where something was sent between two; narrow ones only where many make a ground. */
    private List<Span> visible() {
        List<Span> visible = new ArrayList<>();
        List<Span> narrow = new ArrayList<>();
        for (Pause pause : all) {
            Span span = span(pause);
            boolean wide = span.width() > NARROW * pixel;
            if (wide || (!narrow.isEmpty() && span.from - narrow.get(narrow.size() - 1).to > pixel)) {
                addStretch(visible, narrow);
            }
            if (wide) {
                visible.add(new Span(span.from + pixel / 2, span.to - pixel / 2));
            } else {
                narrow.add(span);
            }
        }
        addStretch(visible, narrow);
        return visible;
    }

    private void addStretch(List<Span> visible, List<Span> narrow) {
        if (!narrow.isEmpty()) {
            Span all = new Span(narrow.get(0).from, narrow.get(narrow.size() - 1).to);
            if (all.width() > STRETCH * pixel) {
                visible.add(all);
            }
            narrow.clear();
        }
    }

    private List<Stretch> stretches() {
        List<Stretch> stretches = new ArrayList<>();
        for (Pause pause : all) {
            Span span = span(pause);
            int last = stretches.size() - 1;
            if (last >= 0
                    && stretches.get(last).why.equals(pause.why())
                    && span.from - stretches.get(last).span.to < STRETCH * pixel) {
                Stretch before = stretches.remove(last);
                span = new Span(before.span.from, span.to);
                stretches.add(new Stretch(span, before.held.plus(pause.lasted()), pause.why()));
            } else {
                stretches.add(new Stretch(span, pause.lasted(), pause.why()));
            }
        }
        return stretches;
    }

    private Span span(Pause pause) {
        return new Span(axis.at(pause.from()), axis.at(pause.to()));
    }
}
