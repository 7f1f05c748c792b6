package batchbook.chart;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Attempt;
import batchbook.Change;
import batchbook.ErrorKind;
import batchbook.Pause;
import batchbook.Run;
import batchbook.SampleRuns;
import batchbook.picture.LabelledLine;
import batchbook.picture.SpanLabel;
import batchbook.picture.Texts;
import batchbook.picture.Theme;
import batchbook.picture.WholeMarker;
import batchbook.view.Charts;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.internal.series.Series;

/** {@code Charts.rate} and {@code Charts.inFlight}: what they show at moments at which it can be counted by hand. */
class PaceChartsTest {
    private static final String RATE = "sent in the last 60 s";
    private static final String SENT = "sent since the start";
    private static final String LIMIT = "limit a minute, once known";
    private static final String UNDER_WAY = "under way";
    private static final String CAP = "allowed at once";
    private static final Rectangle2D CANVAS = new Rectangle2D.Double(0, 0, Theme.WIDTH, Theme.HEIGHT);

    /** Ten a minute: five bursts in a little over four minutes, one refusal in the first. */
    private static final Run FREE = SampleRuns.freeTier(50);

    private static final Run SAW = SampleRuns.sawTooth(1_000);
    private static final Run RESUMED = SampleRuns.resumed();

    @Test
    void theRateIsWhatWasSentInTheMinuteBefore() {
        isCountedRight(
                Charts.rate(FREE).getSeries(RATE),
                FREE,
                60,
                now -> sent(FREE).stream()
                        .filter(request -> !request.sent().isAfter(now)
                                && request.sent().plusSeconds(60).isAfter(now))
                        .count());
    }

    @Test
    void underWayIsWhatWasSentAndHasNoAnswerYet() {
        ToLongFunction<Instant> underWay = now -> sent(SAW).stream()
                .filter(request ->
                        !request.sent().isAfter(now) && request.finished().isAfter(now))
                .count();

        isCountedRight(Charts.inFlight(SAW).getSeries(UNDER_WAY), SAW, 1, underWay);
    }

    private static void isCountedRight(XYSeries line, Run run, int unitSeconds, ToLongFunction<Instant> count) {
        SplittableRandom random = new SplittableRandom(4);
        double column = run.took().toNanos() / 1e9 / unitSeconds / (2 * Theme.WIDTH);
        for (int round = 0; round < 500; round++) {
            Instant now = run.started().plusNanos(random.nextLong(run.took().toNanos()));
            double x = run.elapsed(now).toNanos() / 1e9 / unitSeconds;
            double[] near = IntStream.range(0, line.getXData().length)
                    .filter(i -> Math.abs(line.getXData()[i] - x) <= column)
                    .mapToDouble(i -> line.getYData()[i])
                    .toArray();
            double shown = valueAt(line, x);
            // Within a column of pixels the order of the steps cannot be seen.
            double lowest = Math.min(shown, DoubleStream.of(near).min().orElse(shown));
            double highest = Math.max(shown, DoubleStream.of(near).max().orElse(shown));
            assertThat((double) count.applyAsLong(now)).as("%s", now).isBetween(lowest, highest);
        }
    }

    @Test
    void aRefusedRequestIsMarkedWhenItWasSent() {
        Attempt refused = sent(FREE).stream()
                .filter(request -> request.error().isPresent())
                .findFirst()
                .orElseThrow();
        assertThat(refused.error()).contains(ErrorKind.RATE_LIMITED);
        double minutes = FREE.elapsed(refused.sent()).toNanos() / 60e9;

        XYSeries inRate = Charts.rate(FREE).getSeries("1 refused (429)");
        XYSeries underWay = Charts.inFlight(FREE).getSeries("1 refused (429)");

        assertThat(inRate.getXData()).containsExactly(minutes);
        assertThat(inRate.getYData()).as("the eleventh of the minute").containsExactly(11);
        assertThat(underWay.getXData()).containsExactly(minutes);
        assertThat(underWay.getYData()).containsExactly(10);
        assertThat(inRate.getMarker()).isSameAs(WholeMarker.CROSS);
    }

    @Test
    void ofARunOfLessThanTwoMinutesItIsWhatWasSentSinceTheStart() {
        Run run = SampleRuns.freeTier(15);
        XYChart chart = Charts.rate(run);
        XYSeries sent = chart.getSeries(SENT);
        XYSeries limit = chart.getSeries("limit of the minute, once known");

        assertThat(run.took()).isLessThan(Duration.ofMinutes(2));
        assertThat(chart.getTitle()).isEqualTo("Requests since the start");
        assertThat(chart.getYAxisTitle()).isEqualTo("requests sent");
        assertThat(sent.getYData()).isSorted();
        assertThat(sent.getYData()[sent.getYData().length - 1]).isEqualTo(16);
        assertThat(chart.getSeries("1 refused (429)").getYData()).containsExactly(11);
        assertThat(valueAt(limit, 59.9)).isEqualTo(10);
        assertThat(valueAt(limit, 60.1)).isEqualTo(20);
    }

    @Test
    void theCaptionTellsHowManyWereSentRefusedAndHeldUp() {
        assertThat(caption(Charts.rate(FREE)))
                .startsWith("At most 11 requests in any 60 s. 51 requests in 4 min 07 s.")
                .contains("1 request was refused for a limit.", "Nothing could be sent for 4 min 01 s");
        assertThat(caption(Charts.rate(SampleRuns.flaky(100, 8)))).matches("1\\d\\d requests in [\\d.]+ s\\.");
        assertThat(caption(Charts.inFlight(SampleRuns.refusedBurst())))
                .contains("at most 50 under way at once", "41 requests were refused for a limit.");
    }

    private static String caption(XYChart chart) {
        return ((Texts.Holder) chart).texts().caption().replace('\u00a0', ' ');
    }

    @Test
    void theLimitIsDrawnFromTheMomentItWasLearned() {
        Change learned = FREE.changes().stream()
                .filter(change -> change.perMinute().isPresent())
                .findFirst()
                .orElseThrow();

        XYSeries limit = Charts.rate(FREE).getSeries(LIMIT);

        assertThat(limit.getXData()[0]).isEqualTo(FREE.elapsed(learned.at()).toNanos() / 60e9);
        assertThat(limit.getXData()[limit.getXData().length - 1])
                .isEqualTo(FREE.took().toNanos() / 60e9);
        assertThat(limit.getYData()).containsOnly(10);
        assertThat(limit.getLineStyle().getDashArray()).isNotEmpty();
    }

    @Test
    void aLimitThatWasKnownBeforeIsDrawnFromTheStart() {
        Run run = SampleRuns.freeTierKnown(25);
        XYChart chart = Charts.rate(run);

        assertThat(chart.getSeries(LIMIT).getXData()[0]).isZero();
        assertThat(DoubleStream.of(chart.getSeries(RATE).getYData()).max()).hasValue(10);
        assertThat(names(chart)).noneMatch(name -> name.contains("refused"));
    }

    @Test
    void theLegendNamesOnlyWhatIsThere() {
        assertThat(names(Charts.rate(SampleRuns.flaky(1_000, 4)))).containsExactly(RATE);
        assertThat(names(Charts.rate(SampleRuns.flaky(100, 8)))).containsExactly(SENT);
        assertThat(names(Charts.inFlight(SampleRuns.flaky(100, 8)))).containsExactly(UNDER_WAY, CAP);
        assertThat(names(Charts.rate(SampleRuns.empty()))).isEmpty();
        assertThat(names(Charts.inFlight(SampleRuns.empty()))).isEmpty();
        assertThat(names(Charts.rate(FREE))).containsExactly(PauseShading.NAME, RATE, LIMIT, "1 refused (429)");
    }

    @Test
    void longPausesAreShadedAndTheBurstsBetweenThemAreNot() {
        XYSeries shade = Charts.rate(FREE).getSeries(PauseShading.NAME);

        List<Pause> longOnes = FREE.pauses().stream()
                .filter(pause -> pause.lasted().compareTo(Duration.ofSeconds(50)) > 0)
                .toList();
        assertThat(longOnes).hasSize(4);
        assertThat(shade.getXData()).as("four corners each").hasSize(16);
        for (int i = 0; i < 4; i++) {
            double from = FREE.elapsed(longOnes.get(i).from()).toNanos() / 60e9;
            double to = FREE.elapsed(longOnes.get(i).to()).toNanos() / 60e9;
            assertThat(shade.getXData()[4 * i]).isBetween(from, from + 0.01);
            assertThat(shade.getXData()[4 * i + 3]).isBetween(to - 0.01, to);
        }
    }

    @Test
    void pausesTooShortToBeSeenAreShadedTogether() {
        XYSeries shade = Charts.rate(SampleRuns.freeTier(2_000)).getSeries(PauseShading.NAME);

        assertThat(shade.getXData()).hasSize(4);
        assertThat(shade.getXData()[2] - shade.getXData()[0]).isGreaterThan(190);
    }

    @Test
    void theLongestPauseSaysWhyInsideOfItsShade() {
        for (XYChart chart : List.of(Charts.rate(FREE), Charts.inFlight(FREE), Charts.rate(RESUMED))) {
            paint(chart);
            Rectangle2D label = annotations(chart, SpanLabel.class).get(0).getBounds();
            assertThat(label.getWidth()).isGreaterThan(50);
            assertThat(CANVAS.contains(label)).isTrue();
            annotations(chart, LabelledLine.class)
                    .forEach(flag ->
                            assertThat(flag.getBounds().intersects(label)).isFalse());
        }
    }

    @Test
    void aReasonThatDoesNotFitIsLeftOut() {
        XYChart chart = Charts.rate(SampleRuns.flaky(100, 8));
        SpanLabel narrow = new SpanLabel("server in trouble: 9.1 s", 3, 3.2, 40);
        SpanLabel wide = new SpanLabel("server in trouble: 9.1 s", 3, 9, 40);
        chart.addAnnotation(narrow);
        chart.addAnnotation(wide);
        paint(chart);

        assertThat(narrow.getBounds().getWidth()).isZero();
        assertThat(wide.getBounds().getWidth()).isGreaterThan(50);
    }

    @Test
    void theCapFollowsTheSlowStartEachCutAndEachStepUp() {
        XYSeries cap = Charts.inFlight(SAW).getSeries(CAP);

        assertThat(cap.getXData()[0]).isZero();
        assertThat(cap.getYData()[0]).isEqualTo(5);
        List<Change> changes = SAW.changes();
        assertThat(changes).hasSizeGreaterThan(6);
        Instant firstCut = IntStream.range(1, changes.size())
                .filter(i -> changes.get(i).cap() < 50 && changes.get(i - 1).cap() >= 32)
                .mapToObj(i -> changes.get(i).at())
                .findFirst()
                .orElseThrow();
        for (Change change : changes) {
            double x = SAW.elapsed(change.at()).toNanos() / 1e9;
            if (!change.at().isBefore(firstCut)) {
                assertThat(valueAt(cap, x)).isEqualTo(change.cap());
            }
        }
    }

    @Test
    void inSlowStartNeverMoreAreUnderWayThanAllowed() {
        for (int prompts : new int[] {3, 7, 20, 100, 300}) {
            XYChart chart = Charts.inFlight(SampleRuns.slowStart(prompts));
            XYSeries underWay = chart.getSeries(UNDER_WAY);
            for (int i = 0; i < underWay.getXData().length; i++) {
                assertThat(underWay.getYData()[i])
                        .isLessThanOrEqualTo(valueAt(chart.getSeries(CAP), underWay.getXData()[i]));
            }
        }
    }

    @Test
    void aStatedNumberOfWorkersIsTheCapAllAlong() {
        XYSeries cap = Charts.inFlight(SampleRuns.flaky(100, 8)).getSeries(CAP);

        assertThat(cap.getYData()).containsExactly(8, 8);
    }

    @Test
    void aResumedRunHasNoGapAndItsCountStartsAnew() {
        XYChart chart = Charts.rate(RESUMED);
        XYSeries rate = chart.getSeries(RATE);

        assertThat(chart.getStyler().getXAxisMax()).isLessThan(150);
        assertThat(rate.getXData()).isSorted();
        assertThat(valueAt(rate, 79.9)).isEqualTo(10);
        assertThat(DoubleStream.of(rate.getYData())).contains(0.0);
        assertThat(valueAt(rate, 80.5))
                .as("what was sent three hours before is over")
                .isEqualTo(5);
        paint(chart);
        assertThat(annotations(chart, LabelledLine.class))
                .singleElement()
                .satisfies(flag -> assertThat(CANVAS.contains(flag.getBounds())).isTrue());
        assertThat(annotations(Charts.rate(FREE), LabelledLine.class)).isEmpty();
    }

    @Test
    void capAndLimitOfAResumedRunAreThoseOfItsLastPart() {
        assertThat(Charts.inFlight(RESUMED).getSeries(CAP).getXData()[0]).isEqualTo(80);
        assertThat(Charts.inFlight(RESUMED).getSeries(CAP).getYData()[0]).isEqualTo(5);
        assertThat(Charts.rate(RESUMED).getSeries(LIMIT).getXData()[0]).isEqualTo(80);
    }

    private static List<Attempt> sent(Run run) {
        return run.results().stream()
                .flatMap(row -> row.attempts().stream())
                .sorted(Comparator.comparing(Attempt::sent))
                .toList();
    }

    private static double valueAt(XYSeries line, double x) {
        return IntStream.range(0, line.getXData().length)
                .filter(i -> line.getXData()[i] <= x + 1e-12)
                .mapToDouble(i -> line.getYData()[i])
                .reduce(0, (before, value) -> value);
    }

    /** Those in the legend. */
    private static List<String> names(XYChart chart) {
        return chart.getSeriesCollection().stream()
                .filter(Series::isShowInLegend)
                .map(Series::getName)
                .toList();
    }

    private static void paint(XYChart chart) {
        Graphics2D graphics =
                new BufferedImage(chart.getWidth(), chart.getHeight(), BufferedImage.TYPE_INT_RGB).createGraphics();
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        graphics.dispose();
    }

    private static <T> List<T> annotations(XYChart chart, Class<T> type) {
        try {
            Field field = AxesChart.class.getDeclaredField("annotations");
            field.setAccessible(true);
            return ((List<?>) field.get(chart))
                    .stream().filter(type::isInstance).map(type::cast).toList();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
