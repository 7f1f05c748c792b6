//// after: var waves = new ArrayList<Run>();
says("the number of waves is rows divided by workers, rounded up", waves.stream()
        .allMatch(run -> run.took().equals(Duration.ofSeconds((18 + run.workers() - 1) / run.workers()))));

//// after: var blurred = new ArrayList<Run>();
says("The step between 17 and 18 is much smaller.",
        blurred.get(3).took().toMillis() < 1.5 * blurred.get(4).took().toMillis());
says("And 17 workers are not faster than 16 here",
        blurred.get(3).took().compareTo(blurred.get(2).took()) >= 0);
says("answers of one word are short: most of them now take less than a second.",
        blurred.stream().allMatch(run -> run.metrics().p50().toMillis() < 1000));
says("The first worker that is done takes row 18 long before the others are done.",
        blurred.get(3).get(17).attempts().get(0).sent().isBefore(blurred.get(3).results().stream()
                .map(row -> row.attempts().get(0).finished()).max(Comparator.naturalOrder()).get()));

//// after: runs.add(uneven.workers(workers).run(more));
says("with few workers they are close to it, with many they stay far below",
        runs.get(1).speedUp(runs.get(0)).getAsDouble() > 1.6 && runs.get(5).speedUp(runs.get(0)).getAsDouble() < 20);

//// after: Charts.timeline(runs.get(5))
var half = runs.get(5).started().plus(runs.get(5).took().dividedBy(2));
says("The right half of the picture is nearly all white", runs.get(5).results().stream()
        .filter(row -> row.attempts().get(0).finished().isAfter(half)).mapToLong(row -> Duration.between(half,
                row.attempts().get(0).finished()).toMillis()).sum() < 0.1 * 32 * runs.get(5).took().toMillis() / 2);

//// after: for (Run run : runs) {
says("With one worker the longest answer is a small part of the time.", runs.get(0).results().stream()
        .map(Result::latency).allMatch(latency -> latency.toMillis() < 0.1 * runs.get(0).took().toMillis()));
says("With the two largest numbers of workers it is more than half.", java.util.stream.IntStream.range(0, 6).allMatch(i ->
        runs.get(i).results().stream().map(Result::latency)
                .anyMatch(latency -> latency.toMillis() > 0.5 * runs.get(i).took().toMillis()) == i >= 4));

//// after: double rate    = m.perSecond();
says("The two figures of the cell agree, and they are a little below 8",
        Math.abs(rate * latency - m.meanInFlight()) < 0.05 && m.meanInFlight() > 6 && m.meanInFlight() < 8);

//// after: var sixteen = Batch.parallel(narrow, more, 16);
says("Sixteen workers are no faster than four.", sixteen.took().equals(four.took()));
says("Here `speed_up` compares with the first run of the table, the one with four workers.",
        Tables.summary(four, sixteen).doubleColumn("speed_up").get(1) == 1);
says("most of the latency is waiting",
        sixteen.metrics().p50().compareTo(four.metrics().p50().multipliedBy(2)) > 0);

//// after: var p      = pilot.metrics();
says("The mean is larger: the few slow rows pull it up", p.meanLatency().compareTo(p.p50()) > 0);
says("with fewer than 100 rows simply the slowest", p.p99().equals(pilot.results().stream()
        .map(Result::latency).max(Comparator.naturalOrder()).get()));
says("The p99 is far to the right.", p.p99().compareTo(p.meanLatency().multipliedBy(2)) > 0);

//// after: System.out.println("plan by the median "
says("The plan by the mean comes closest.",
        all.took().minus(byMean).abs().compareTo(all.took().minus(byMedian).abs()) < 0
                && all.took().minus(byMean).abs().compareTo(all.took().minus(byP99).abs()) < 0);
says("The median forgets the slow rows, so its plan is too short.", byMedian.compareTo(all.took()) < 0);
says("so its plan is far too long", byP99.compareTo(all.took().multipliedBy(2)) > 0);
