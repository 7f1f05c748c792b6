//// after: answers.add(future.get());
says("four quarters of a second are one second", took.equals(Duration.ofSeconds(1)));
says("The answers are in the order of the prompts",
        answers.equals(prompts.subList(0, 16).stream().map(p -> gemini.ask(p).text()).toList()));

//// after: var shared = new String
says("All reviews were asked, most answers are gone, and no error was shown.", size[0] >= 1 && size[0] < 8
        && Arrays.stream(shared).filter(Objects::nonNull).count() == size[0]);

//// after: four.awaitTermination
says("All rows are there, but they stand in the order in which they arrived.",
        arrived.size() == 24 && new HashSet<>(arrived).size() == 24 && !new ArrayList<>(arrived).equals(arrived.stream().sorted().toList()));

//// after: var tickets = prompts.stream()
says("The loop ended at the first failure.", kept.size() < 20 && !tickets.isEmpty());

//// after: var rows = new ArrayList<String>();
says("With the try inside the loop, a failure is one row", rows.size() == 24 && rows.contains("FAILED")
        && rows.stream().filter(row -> !row.equals("FAILED")).count() > kept.size());

//// after: var run = Batch.parallel(mixed, prompts, 4);
says("The rows are in the order of the reviews.",
        run.results().stream().map(row -> row.prompt().text()).toList().equals(prompts.stream().map(Prompt::text).toList()));
var statedMiddle = run.metrics().p50();
long statedNear = run.results().stream().map(Result::latency).filter(time -> time.toMillis() > 0.5 * statedMiddle.toMillis()
        && time.toMillis() < 2 * statedMiddle.toMillis()).count();
says("most take between half the median and twice the median", statedNear >= 16 && statedNear < 24);
says("so most answers take less than a quarter of a second", statedMiddle.toMillis() < 250);
says("each failure in its own row", run.size() == 24 && !run.failed().isEmpty());

//// after: Charts.timeline(run)
says("A worker takes the next prompt as soon as it is free", run.results().stream().map(row -> row.attempts().get(0).sent())
        .filter(sent -> !sent.equals(run.started())).allMatch(sent -> run.results().stream()
                .anyMatch(row -> row.attempts().get(0).finished().equals(sent))));

//// after: var alone = Batch.sequential
var statedTries = run.results().stream().map(row -> row.attempts().get(0)).toList();
var statedLast = statedTries.stream().map(Attempt::sent).max(Comparator.naturalOrder()).get();
says("four requests were under way until the prompts ran out", statedTries.stream().map(Attempt::sent)
        .allMatch(moment -> statedTries.stream().filter(one -> !one.sent().isAfter(moment) && one.finished().isAfter(moment))
                .count() == 4) && alone.took().compareTo(run.took().multipliedBy(2)) > 0);
says("The average in the bar is less than four because of the end.",
        run.metrics().meanInFlight() > 3 && run.metrics().meanInFlight() < 4
                && Duration.between(run.started(), statedLast).toMillis() > 0.6 * run.took().toMillis());
