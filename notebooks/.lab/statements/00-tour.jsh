//// after: var reviews = Tables.read
says("`first(24)` keeps 24 rows.", reviews.rowCount() == 24);
says("in the place of `{text}` it puts the text of that row",
    prompts.size() == 24 && prompts.get(1).text().endsWith(reviews.stringColumn("text").get(1)));

//// after: var slow =
says("In this scenario most requests take less than 0.2 seconds.", slow.metrics().p50().toMillis() < 200);
says("It is nearly the sum of all latencies.", slow.metrics().meanInFlight() > 0.95 && slow.metrics().meanInFlight() < 1.05);

//// after: var fast =
double statedSpeedUp = fast.speedUp(slow).orElseThrow();
says("The speed-up is less than five, and the last picture will show why.", statedSpeedUp > 2 && statedSpeedUp < 5);
says("A prompt is *retried* when it fails at the first try, waits a moment and is asked again.",
    fast.metrics().retried() > 0 && fast.metrics().refused() == 0);
says("The other prompts go on meanwhile.", fast.failed().isEmpty() && fast.size() == 24);
says("The time *each* behind it is the wall time divided by the prompts. It is shorter than the latency",
    fast.took().dividedBy(24).compareTo(fast.metrics().p50()) < 0
        && Math.abs(fast.metrics().perSecond() - 24e9 / fast.took().toNanos()) < 0.01);
says("the model also writes some tokens for itself: the bar calls them *thinking*", fast.metrics().tokens().thinking() > 0);

//// after: var table =
java.util.function.IntFunction<java.time.Instant> statedEnd =
    row -> fast.get(row).attempts().get(fast.get(row).attempts().size() - 1).finished();
says("The answers stand in the order of the prompts, whichever came first.",
    java.util.stream.IntStream.range(1, 24).anyMatch(row -> statedEnd.apply(row).isBefore(statedEnd.apply(row - 1)))
        && table.column("id").asStringColumn().asList().equals(reviews.stringColumn("id").asList()));

//// after: Charts.latency(fast)
long statedWithin = fast.results().stream().filter(row -> row.latency().compareTo(fast.metrics().p90()) <= 0).count();
says("90 of 100 requests take no longer than that, and the other ten are slower", statedWithin == 22);

says("a row that was retried is amber, and its latency is that of all its requests together, without the wait between them.",
    fast.results().stream().filter(Result::retried).allMatch(row -> row.latency().equals(
        row.attempts().stream().map(Attempt::latency).reduce(Duration.ZERO, Duration::plus))));
says("With fewer than 100 requests the p99 is simply the slowest one.", fast.metrics().p99().equals(
    fast.results().stream().map(Result::latency).max(Comparator.naturalOrder()).get()));

//// after: Charts.timeline(fast)
var statedEnds = fast.results().stream()
    .map(row -> row.attempts().get(row.attempts().size() - 1).finished()).sorted().toList();
var statedTries = fast.results().stream().flatMap(row -> row.attempts().stream())
    .sorted(Comparator.comparing(Attempt::sent)).toList();
says("A prompt that failed waits a moment before it is asked again, and if that is near the end, the whole run waits for it:"
        + " for a while there is no bar at all.",
    statedTries.stream().skip(1).anyMatch(one -> one.number() > 1 && statedTries.stream()
        .filter(other -> other.sent().isBefore(one.sent()))
        .allMatch(other -> Duration.between(other.finished(), one.sent()).toMillis() > 50)));
says("An amber bar is the answer to a prompt that had failed before.",
    fast.answered().stream().anyMatch(Result::retried));

