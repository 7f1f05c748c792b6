//// after: var healthy =
says("the run takes about six seconds", healthy.took().toMillis() > 5_000 && healthy.took().toMillis() < 8_000);
//// after: var c = plan("C")
boolean each(java.util.function.Predicate<Run> holds) { return List.of(a, b, c).stream().allMatch(holds); }
says("Each of the three took more than ten times as long as the healthy run", each(r -> r.took().compareTo(healthy.took().multipliedBy(10)) > 0));
says("no row was lost", each(r -> r.metrics().answered() == 60));
//// after: "p99_ms", "mean_in_flight")
boolean medianAsHealthy(Run r) { return r.metrics().p50().toMillis() < 1.2 * healthy.metrics().p50().toMillis(); }
boolean p99AsHealthy(Run r) { return r.metrics().p99().toMillis() < 1.2 * healthy.metrics().p99().toMillis(); }
says("One of the three runs has another median.", a.metrics().p50().compareTo(healthy.metrics().p50().multipliedBy(5)) > 0 && medianAsHealthy(b) && medianAsHealthy(c));
says("One has refusals.", a.metrics().refused() == 0 && b.metrics().refused() > 0 && c.metrics().refused() == 0);
says("One has the median of a healthy run, but not its 99th percentile.", p99AsHealthy(b) && c.metrics().p99().compareTo(healthy.metrics().p99().multipliedBy(10)) > 0);
//// after: Charts.timeline(a)
Instant sent(Result row) { return row.attempts().get(0).sent(); }
boolean busy(int lane) {
    var ofLane = a.results().stream().map(row -> row.attempts().get(0)).filter(t -> t.lane() == lane).sorted(Comparator.comparing(t -> t.sent())).toList();
    return java.util.stream.IntStream.range(1, ofLane.size()).allMatch(i -> Duration.between(ofLane.get(i - 1).finished(), ofLane.get(i).sent()).toMillis() < 100);
}
says("No white between the bars: until no rows were left, each worker had a request under way.", java.util.stream.IntStream.range(0, 20).allMatch(lane -> busy(lane)));
//// after: Charts.latency(a)
long seconds(int row) { return a.get(row).latency().toSeconds(); }
says("The first twenty rows were sent at once, so their dots stand one above the other at 0.", java.util.stream.IntStream.range(0, 20).allMatch(i -> a.elapsed(sent(a.get(i))).toMillis() < 100) && a.elapsed(sent(a.get(20))).toMillis() > 500);
says("The first answer came quickly, and each of the next ones took longer than the one before.", seconds(0) < 5 && java.util.stream.IntStream.range(1, 20).allMatch(i -> a.get(i).latency().compareTo(a.get(i - 1).latency()) > 0));
says("Every row that was sent later had to wait, too, about as long as the last of the twenty.", java.util.stream.IntStream.range(20, 60).allMatch(i -> seconds(i) > 0.75 * seconds(19) && seconds(i) < 1.25 * seconds(19)));
says("twenty under way, and an answer every two seconds or so, are about forty seconds", a.took().dividedBy(60).toMillis() > 1_500 && a.took().dividedBy(60).toMillis() < 2_500);
//// after: var fewer =
says("A tenth of the workers, and the run takes no longer", fewer.took().toMillis() < 1.02 * a.took().toMillis());
says("the line is shorter, that is all", fewer.metrics().p50().multipliedBy(5).compareTo(a.metrics().p50()) < 0);
//// after: Charts.timeline(b)
says("Short bars in groups, and long white between the groups", b.metrics().meanInFlight() < 1.5);
//// after: Charts.rate(b)
int inTheLastMinute(long ms) {
    return (int) b.results().stream().flatMap(row -> row.attempts().stream()).map(request -> b.elapsed(request.sent()).toMillis()).filter(sent -> sent > ms - 60_000 && sent <= ms).count();
}
says("A minute after each portion it falls to nearly nothing, and the next portion lifts it again a moment later",
    List.of(59_000, 119_000).stream().allMatch(from -> java.util.stream.IntStream.range(from, from + 4_000).map(ms -> inTheLastMinute(ms)).min().getAsInt() < 5)
        && inTheLastMinute(30_000) >= 20 && inTheLastMinute(65_000) >= 20);
says("The words on the first one give the cause: a limit per minute.", b.pauses().stream().allMatch(p -> p.reason() == Reason.REQUESTS_PER_MINUTE) && b.pauses().stream().anyMatch(p -> p.lasted().toSeconds() > 30));
says("There are two refusals.", b.metrics().refused() == 2);
says("the last one cannot go before two minutes have passed", b.took().toSeconds() >= 120);
//// after: var other =
says("With no limit in the way it is a healthy run again.", other.metrics().refused() == 0 && other.took().toMillis() < 1.5 * healthy.took().toMillis());
//// after: Charts.timeline(c)
Instant answered(Result row) { return row.attempts().get(row.attempts().size() - 1).finished(); }
says("Nearly all rows were done after a few seconds.", c.results().stream().filter(row -> c.elapsed(answered(row)).toSeconds() < 12).count() >= 55);
//// after: Charts.distribution(c)
says("Then they were asked again, and answered at once", c.results().stream().filter(Result::retried).allMatch(r -> r.ok() && r.attempts().size() == 2 && r.attempts().get(1).latency().toSeconds() < 5));
says("From a request that hangs nothing comes: its bar is red, and `Tables.attempts(run)` has it with the kind TIMEOUT.",
    Tables.attempts(c).where(Tables.attempts(c).booleanColumn("success").isFalse()).stringColumn("error_kind").unique().asList().equals(List.of("TIMEOUT")));
says("its bar is blue, and `Tables.of(run)` has many `tokens_out` in its row", Tables.of(c).numberColumn("tokens_out").min() > 0);
says("The median knows nothing of them, the 99th percentile does, and the mean is misled by them.", c.metrics().meanLatency().compareTo(healthy.metrics().meanLatency().multipliedBy(2)) > 0);
//// after: var cut =
says("so it takes more than ten seconds", cut.took().toSeconds() >= 10 && cut.metrics().answered() == 60);
says("longer than the healthy run, and far less than run C took before", cut.took().compareTo(healthy.took()) > 0 && cut.took().multipliedBy(5).compareTo(c.took()) < 0);
//// after: var worse =
says("the run became slower, and some rows have no answer at the end", worse.took().compareTo(a.took()) > 0 && worse.metrics().failed() > 0);
says("Compare the requests with the prompts", worse.metrics().attempts() > 90);
//// after: System.out.println(b.explain());
says("The words agree with the charts.", b.explain().contains("nothing could be sent: 20 requests a minute"));
says("60 rows in two minutes are more than 20 a minute on average", 60 / (b.took().toMillis() / 60_000.0) > 20);
//// after: var three = Lesson10.mystery(3);
says("here are three more runs that took too long", List.of(one, two, three).stream().allMatch(r -> r.took().toSeconds() > 60));
