//// after: translate(twelve);
says("Ten answers made more than ten lines", Files.readAllLines(lines).size() > 10);
says("One of these reviews has five lines of text, and so has its translation",
    twelve.stream().map(one -> one.text().lines().count() - 2).sorted().toList().equals(List.of(1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 5L))
    && Files.readAllLines(lines).size() == 14);
says("so it skips prompts that nobody asked",
    !Files.readString(lines).contains(twelve.get(10).text().lines().toList().get(2)));
//// after: translate(turned);
says("In another order, each answer stands beside a prompt of somebody else",
    !Files.readAllLines(lines).get(0).contains(turned.get(0).text().lines().toList().get(2)));
//// after: notes.add("Is it loud?", "No.");
says("And write each pair in one line of its own, whatever is in the texts", notes.text().lines().count() == 2);
says("a line break becomes the two letters \\n", notes.text().contains("good?\\nOne"));
//// after: var plan = Batch.of(gemini).workers(8)
says("The last line says what the figures rest on: rules of thumb", plan.preview(prompts).basis().startsWith("rules of thumb"));
says("Nothing is sent for it", simulator.requests() < 13);
//// after: plan.progress(Progress.none()).run(prompts, 5);
says("The five are in the journal and will not be asked again", plan.preview(prompts).resumed() == 5 && plan.preview(prompts).requests() == 395);
says("Now the estimates rest on real answers", plan.preview(prompts).basis().startsWith("5 answers"));
//// after: for (String name : List.of(
says("Each model has its own price", Stream.of("gemini-pro-latest", "gemini-flash-latest", "gemini-flash-lite-latest")
    .map(one -> Prices.builtIn().of(one, LocalDate.now()).orElseThrow()).distinct().count() == 3);
//// after: double half
says("They are not run, which is not failed", paid.notRun().size() > 0 && paid.failed().size() == 0);
says("The run stopped a little below the budget.", spent <= half && spent > 0.9 * half);
says("The bar and `explain()` tell of *all* rows that the journal has, whichever run asked them: their cost, and the time of those runs together.",
    Math.abs(paid.metrics().cost().orElseThrow() - Tables.of(Journal.read(journal)).doubleColumn("cost").sum()) < 1e-9);
says("Here that is the run of the first five and this one.", paid.results().stream().filter(Result::resumed).count() == 5
    && paid.took().compareTo(first.took()) > 0);
says("`explain()` calls this run *the last part*.", paid.explain().contains("in the last part"));
says("Near the end, requests wait until something is free again: *nothing could be sent: budget*.",
    paid.explain().contains("nothing could be sent: budget") && paid.pauses().stream().allMatch(pause -> pause.reason() == Reason.BUDGET));
says("So the budget is never exceeded, however many requests are under way.", paid.metrics().mostInFlight() <= 8 && spent <= half);
//// after: running.stop();
says("you stop it when 300 of the 400 rows are there", Batch.last().answered().size() >= 300 && Batch.last().answered().size() < 330);
//// after: int missing
var askedOf = new ArrayList<String>();
Model failing = Model.named("failing", prompt -> {
    askedOf.add(prompt.text());
    throw ModelException.of(prompt.text().equals("key") ? ErrorKind.AUTH : ErrorKind.BLOCKED, "stopped");
});
var failingPlan = Batch.of(failing).workers(1).progress(Progress.none()).journal(journal.resolveSibling("failing.jsonl"));
var failedOnce = failingPlan.run(List.of("stopped by a filter", "key"));
var failedTwice = failingPlan.run(List.of("stopped by a filter", "key"));
says("Such a row is in the journal, too, with its error, so the same cell does not ask it again.",
    failedTwice.failed().size() == 2 && askedOf.stream().filter("stopped by a filter"::equals).count() == 1
    && Journal.read(journal.resolveSibling("failing.jsonl")).failed().size() == 1);
says("those rows are asked again", askedOf.stream().filter("key"::equals).count() == 2);
failedTwice.retryFailed();
says("`whole.retryFailed()` asks it.", askedOf.stream().filter("stopped by a filter"::equals).count() == 2);
says("The bar has the time of all runs together, as before.", whole.took().compareTo(paid.took()) > 0);
says("Exactly those that were missing", missing == simulator.requests() - before && whole.answered().size() == 400);
//// after: var again = plan.run(prompts);
says("That row was asked again, and no other, though the bar tells of all 400 rows.", simulator.requests() - before == 1 && again.answered().size() == 400);
//// after: var once = Batch
says("one request for each product", simulator.requests() - before == reviews.stringColumn("product").unique().size());
says("the shop sells few products", once.answered().size() == 400);
//// after: Progress toLog
says("Time goes on and the number of answers does not", logged.stream().filter(one -> one.elapsed().toSeconds() > 25
    && one.elapsed().toSeconds() < 105).map(Snapshot::answered).distinct().count() == 1);
says("lines at least twenty seconds apart", logged.size() > 7 && IntStream.range(1, logged.size() - 1)
    .allMatch(i -> logged.get(i).elapsed().minus(logged.get(i - 1).elapsed()).toSeconds() >= 20));
says("so that number grows", logged.stream().filter(one -> one.elapsed().toSeconds() > 25 && one.elapsed().toSeconds() < 105).map(Snapshot::waiting).distinct().count() > 1);
says("The answers go on by themselves, a little later than the server does", watched.answered().size() == 300 && logged.stream()
    .filter(one -> one.elapsed().toSeconds() > 110 && one.answered() == logged.get(3).answered()).count() > 0);
//// after: Duration divided =
says("a line for every few seconds, also while no row is done", seen.stream().filter(s -> s.done() == 15).count() > 2);
says("The first fifteen rows take seconds", seen.stream().anyMatch(s -> s.done() >= 15 && s.elapsed().toSeconds() < 50));
var waitingFor = seen.stream().filter(s -> s.done() == 15).map(Snapshot::elapsed).toList();
says("Then no row is done for the rest of the first minute, and division gets longer from line to line", waitingFor.size() > 3
    && waitingFor.get(waitingFor.size() - 1).minus(waitingFor.get(0)).toSeconds() > 40);
says("So division is far too short at first.", seen.stream()
    .filter(s -> s.done() > 0 && s.elapsed().toSeconds() < 30).allMatch(s -> s.elapsed().multipliedBy(46 - s.done())
    .dividedBy(s.done()).compareTo(slow.metrics().took().minus(s.elapsed()).dividedBy(2)) < 0));
says("The library has learned the limit from a refusal", slow.metrics().refused() > 0);
//// after: long used()
says("A prompt in memory is about as large as its text", each < 8_000);
//// after: Model who
says("On Java 17 it is a plain Thread of the operating system", asked.get(0).text().equals("Thread") == Runtime.version().feature() < 21);
says("From Java 21 on it is a virtual thread", asked.get(0).text().startsWith("VirtualThread") == Runtime.version().feature() >= 21);
//// after: int agree
says("A rule, a search for a word or a look into another table is free", agree > rated.rowCount() * 0.7);
//// after: var forgets
says("a model that now and then forgets a line", words.size() < texts.size());
