package batchbook.course;

import batchbook.Format;
import batchbook.Prompt;
import batchbook.picture.Theme;
import batchbook.sim.Scenario;
import batchbook.view.Charts;
import batchbook.view.Notebook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The same prompts, the same limit of requests per minute, another policy each time: who has all answers first? Each has a
 * server of its own. One thread.
 *
 * <pre>{@code
 * var race = Race.of(scenario.perMinute(60), prompts);
 * race.run("one by one", racer -> racer.everyone(1, prompt -> {
 *     while (!racer.ask(prompt)) racer.sleep(1);
 * }));
 * race.table()
 * }</pre>
 */
public final class Race {
    private static final int WIDTH = 680;
    private static final int HEIGHT = 380;

    static {
        Notebook.install();
    }

    private final Scenario scenario;
    private final List<Prompt> prompts;
    private final List<Finish> finishes = new ArrayList<>();

    /**
     * What one policy reached.
     *
     * @param policy its name
     * @param answers when each answer came, since the start, in this order
     * @param refused how many requests were refused
     */
    public record Finish(String policy, List<Duration> answers, long refused) {
        /** Copies the list. */
        public Finish {
            answers = List.copyOf(answers);
        }

        /** When the last answer came. */
        public Duration took() {
            return answers.isEmpty() ? Duration.ZERO : answers.get(answers.size() - 1);
        }

        double[] seconds() {
            return answers.stream().mapToDouble(Race::inSeconds).toArray();
        }

        @Override
        public String toString() {
            return policy + ": " + answers.size() + " answers in " + Format.duration(took()) + ", " + refused
                    + " refused";
        }
    }

    private Race(Scenario scenario, List<Prompt> prompts) {
        this.scenario = scenario;
        this.prompts = prompts;
    }

    /**
     * A race on servers like this.
     *
     * @throws IllegalArgumentException when the scenario has no limit of requests per minute, or there is no prompt
     */
    public static Race of(Scenario scenario, List<Prompt> prompts) {
        if (scenario.quotas().perMinute().isEmpty()) {
            throw new IllegalArgumentException("a race needs a limit: scenario.perMinute(60)");
        }
        if (prompts.isEmpty()) {
            throw new IllegalArgumentException("a race needs prompts");
        }
        return new Race(scenario, List.copyOf(prompts));
    }

    /** Runs it on a new server, and remembers what it reached for {@link #table()} and {@link #chart()}. */
    public Finish run(String name, Racer.Policy policy) throws Exception {
        try (Racer racer = new Racer(scenario, prompts)) {
            policy.run(racer);
            Finish finish = new Finish(name, racer.answers(), racer.refused());
            finishes.removeIf(earlier -> earlier.policy().equals(name));
            finishes.add(finish);
            return finish;
        }
    }

    /** All so far, in the order in which they ran. A policy that ran again counts once. */
    public List<Finish> finishes() {
        return List.copyOf(finishes);
    }

    /** The best that a limit that rolls allows: all at once that may go, more each time a minute is over, one more answer. */
    public Duration ideal() {
        long perMinute = scenario.quotas().perMinute().orElseThrow();
        return Duration.ofMinutes((prompts.size() - 1) / perMinute).plus(scenario.latency());
    }

    /** A row for each policy: seconds until the last answer, the ideal divided by them, answers, refused requests. */
    public Table table() {
        return Table.create(
                "",
                StringColumn.create("policy", finishes.stream().map(Finish::policy)),
                DoubleColumn.create(
                        "seconds",
                        finishes.stream()
                                .mapToDouble(finish -> inSeconds(finish.took()))
                                .toArray()),
                DoubleColumn.create(
                        "share_of_ideal",
                        finishes.stream()
                                .mapToDouble(finish -> inSeconds(ideal()) / inSeconds(finish.took()))
                                .toArray()),
                LongColumn.create(
                        "refused", finishes.stream().mapToLong(Finish::refused).toArray()));
    }

    /** How many answers had come, over the time since the start (s): a line for each policy, and the time of the ideal. */
    public XYChart chart() {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Answers over time")
                .xAxisTitle("seconds since the start, of the server's time")
                .yAxisTitle("answers")
                .build();
        chart.getStyler().setXAxisMin(0.0);
        chart.getStyler().setYAxisMin(0.0);
        for (Finish finish : finishes) {
            double[] count = IntStream.rangeClosed(1, finish.answers().size())
                    .asDoubleStream()
                    .toArray();
            chart.addSeries(finish.policy(), finish.seconds(), count)
                    .setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Step)
                    .setMarker(SeriesMarkers.NONE);
        }
        double best = inSeconds(ideal());
        XYSeries ideal = chart.addSeries("ideal", new double[] {best, best}, new double[] {0, prompts.size()});
        Charts.style(chart);
        ideal.setLineStyle(Theme.DASHES);
        ideal.setLineColor(Theme.INK);
        ideal.setMarker(SeriesMarkers.NONE);
        return chart;
    }

    private static double inSeconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
