//// after: var reviews = Tables.read
says("`first(24)` keeps 24 rows.", reviews.rowCount() == 24);
says("in the place of `{text}` it puts the text of that row",
    prompts.size() == 24 && prompts.get(1).text().endsWith(reviews.stringColumn("text").get(1)));

//// after: var slow =
says("In this scenario most requests take less than 0.2 seconds.", slow.metrics().p50().toMillis() < 200);
says("It is nearly the sum of all latencies.", slow.metrics().meanInFlight() > 0.95 && slow.metrics().meanInFlight() < 1.05);

//// after: var fast =
double statedSpeedUp = fast.speedUp(slow).orElseThrow();
says("It is less than five, and the last picture will show why.", statedSpeedUp > 2 && statedSpeedUp < 5);
says("*Retried* are prompts that failed at the first try, waited a moment and were asked again.",
    fast.metrics().retried() > 0 && fast.metrics().refused() == 0);
says("No failure stops a batch.", fast.failed().isEmpty() && fast.size() == 24);
says("*Thinking* are tokens that the model writes for itself before it answers.", fast.metrics().tokens().thinking() > 0);

//// after: var table =
java.util.function.IntFunction<java.time.Instant> statedEnd =
    row -> fast.get(row).attempts().get(fast.get(row).attempts().size() - 1).finished();
says("The answers stand in the order of the prompts, whichever came first.",
    java.util.stream.IntStream.range(1, 24).anyMatch(row -> statedEnd.apply(row).isBefore(statedEnd.apply(row - 1)))
        && table.column("id").asStringColumn().asList().equals(reviews.stringColumn("id").asList()));

//// after: Charts.latency(fast)
long statedWithin = fast.results().stream().filter(row -> row.latency().compareTo(fast.metrics().p90()) <= 0).count();
says("The 90th percentile (p90) is the latency that 90 of 100 requests stay within", statedWithin == 22);

//// after: Charts.timeline(fast)
var statedEnds = fast.results().stream()
    .map(row -> row.attempts().get(row.attempts().size() - 1).finished()).sorted().toList();
says("No prompt is left there, and some workers have no work while the last requests are still under way.",
    Duration.between(statedEnds.get(20), statedEnds.get(23)).toMillis() > 20);
says("An amber bar is the answer to a prompt that had failed before.",
    fast.answered().stream().anyMatch(Result::retried));

