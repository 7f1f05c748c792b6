//// after: var refusal   = firstRefusal(gemini);
says("Ten are allowed in a minute, and the first ten took only a few seconds.", simulator.requests() == 11 && simulator.refused() == 1 && Duration.between(simulator.started(), gemini.time().now()).toSeconds() < 10);
//// after: limit.quotaId());
says("what a refusal says: which quota, how much of it, and how long to wait", refusal.limits().size() == 1 && refusal.limits().get(0).value().getAsLong() == 10 && refusal.retryAfter().isPresent());
//// after: var response = HttpClient
var told = response.body();
says("The minute is still full, so it is refused at once.", response.statusCode() == 429);
says("QuotaFailure has the name of the quota and its value, 10.", told.contains("QuotaFailure") && told.contains("\"quotaValue\": \"10\""));
says("The time to wait stands at the end of message, with decimals.", java.util.regex.Pattern.compile("retry in [0-9]+\\.[0-9]+s\\.\"").matcher(told).find());
says("PerProject says who shares the quota.", told.contains("PerProject"));
says("the model has another name than the one in our address", uri.toString().contains("gemini-flash-latest") && !told.contains("flash-latest"));
says("It stands in RetryInfo too, cut to whole seconds.", java.util.regex.Pattern.compile("\"retryDelay\": \"[0-9]+s\"").matcher(told).find());
//// after: prompts.stream().limit(12)
var eleven = prompts.stream().limit(11).mapToInt(gemini::countTokens).sum();
says("Add up the tokens.", eleven <= 600 && eleven + gemini.countTokens(prompts.get(11)) > 600);
says("(To ask for this uses up no quota.)", simulator.requests() == 12);
//// after: for (var server : List.of(
var kinds = new ArrayList<String>();
for (var server : List.of(calm.perMinute(10), calm.tokensPerMinute(600), calm.perDay(8))) {
    var e = firstRefusal(Gemini.at(Simulator.start(server)));
    kinds.add(e.limits().get(0).counts() + " " + e.limits().get(0).window() + " " + (e.retryAfter().get().toSeconds() < 60));
}
says("Each server counts something else, and each refusal names its own quota.", new HashSet<>(kinds).size() == 3);
says("It is much shorter than a day.", kinds.get(2).equals("REQUESTS DAY true"));
//// after: stubborn(model);
var stubbornTook = Duration.between(naive.started(), model.time().now());
says("More requests are refused than answered.", naive.refused() > prompts.size() && naive.requests() == naive.refused() + prompts.size());
//// after: polite(careful);
var politeTook = Duration.between(counted.started(), careful.time().now());
says("None is refused, and it takes about as long as the other loop.", counted.refused() == 0 && Math.abs(politeTook.minus(stubbornTook).toSeconds()) < 10);
says("It takes two minutes and a little", politeTook.toSeconds() > 120 && politeTook.toSeconds() < 135);
//// after: var fixed = Simulator.start(
var burst = Simulator.start(scenario.fixedMinutes(Duration.ofSeconds(40)));
var bursty = Gemini.at(burst);
bursty.time().sleep(Duration.ofSeconds(15));
for (int i = 0; i < 20; i++) { if (i == 10) bursty.time().sleep(Duration.ofSeconds(1)); bursty.ask(prompts.get(i)); }
says("So 20 requests may pass within a few seconds, ten just before the full minute and ten just after it.",
    burst.requests() == 20 && burst.refused() == 0
        && Duration.between(burst.started(), bursty.time().now()).toSeconds() < 15 + 12);
//// after: polite(slow);
var slowTook = Duration.between(fixed.started(), slow.time().now());
says("The window is safe here too: none is refused.", fixed.refused() == 0);
says("But it waits longer than it must.", slowTook.toSeconds() > 80 + 30);
//// after: var run    = plan.run(prompts);
says("The batch began with a few requests at once, and sent more and more.", run.changes().get(0).cap() < 10 && run.metrics().mostInFlight() > run.changes().get(0).cap());
says("The first refusal named the limit.", run.changes().stream().anyMatch(change -> change.why().contains("10 requests a minute")));
var learned = run.changes().stream().filter(change -> change.why().contains("10 requests a minute")).findFirst().orElseThrow().at();
says("What was under way at that moment may have been refused too. From then on it waits", run.results().stream().flatMap(row -> row.attempts().stream()).filter(request -> request.error().isPresent()).allMatch(request -> !request.sent().isAfter(learned)));
says("So the batch is refused far less often than the loop.", server.refused() > 0 && 4 * server.refused() < naive.refused());
says("Nothing is lost: a refused request is sent again. That does not count as a try", run.answered().size() == 30 && run.metrics().retried() == 0);
says("and how the library learns it by itself", !run.explain().contains("somebody else") && !run.explain().contains("counts refused") && !run.explain().contains("longer than a minute"));
//// after: Charts.rate(run)
says("It keeps what it learned for the next batch with this model and key at this address.", Batch.limits().toString().contains("10 requests a minute"));
says("At the very start the line goes a little over the limit", run.metrics().attempts() > 30 && server.mostInAnyMinute() == 10);
var wentOut = run.results().stream().flatMap(row -> row.attempts().stream()).map(Attempt::sent).toList();
java.util.function.ToLongFunction<Instant> lastMinute = moment -> wentOut.stream()
    .filter(one -> !one.isAfter(moment) && one.isAfter(moment.minusSeconds(60))).count();
says("That is why the line falls and rises again at once: the narrow dips.", List.of(60, 120).stream().allMatch(second -> {
    var near = java.util.stream.IntStream.range(-10, 15).mapToLong(tenth ->
        lastMinute.applyAsLong(run.started().plusMillis(1000 * second + 100 * tenth))).toArray();
    return near[0] >= 10 && Arrays.stream(near).min().getAsLong() <= 3 && near[near.length - 1] == 10; }));
//// after: var paused = run.pauses()
says("Nearly all of it.", paused.toMillis() > 0.9 * run.took().toMillis());
//// after: plan.preview(all).time()
var sentOnes = run.results().stream().flatMap(row -> row.attempts().stream()).filter(request -> request.error().isEmpty()).toList();
var lastEnd = sentOnes.stream().map(Attempt::finished).max(Comparator.naturalOrder()).orElseThrow();
says("The minute is still full of the last ten prompts of our run", sentOnes.stream().filter(request -> request.sent().isAfter(lastEnd.minusSeconds(60))).count() == 10);
says("So it takes about 50 minutes.", Math.abs(plan.preview(all).time().toSeconds() - 50 * 60) < 30);
says("Then the last group would go after 49 minutes", Math.abs(Batch.of(Gemini.at(Simulator.start(calm))).perMinute(10).preview(all).time().toSeconds() - 49 * 60) < 30);
//// after: var onFixed = Batch.of
says("The refusal asked for a wait of much less than a minute.", onFixed.pauses().get(0).lasted().toSeconds() < 30);
says("(*Up to 10 at once* is how many the batch lets be under way at that moment. It has nothing to do with the ten a minute.)",
    onFixed.changes().stream().anyMatch(change -> change.why().contains("up to 10 at once")));
says("So the minute had started anew: it does not roll.", onFixed.changes().stream().anyMatch(change -> change.why().contains("starts anew")));
says("it is faster than the window by hand", onFixed.took().plusSeconds(20).compareTo(slowTook) < 0);
//// after: var hiccup = Batch.of
says("There was a long pause, as the refusal had asked. The short pause after it is the time of the one request that went ahead to see.", moody.refused() == 1 && hiccup.pauses().size() == 2 && hiccup.pauses().get(0).lasted().toSeconds() > 20 && hiccup.pauses().get(1).lasted().toMillis() < 1_000);
says("It was answered, so the batch went on. Every row has its answer.", hiccup.answered().size() == 30);
//// after: var stopped = Batch.of
says("After the wait the refusal came again, so the batch believed it.", stopped.metrics().refused() >= 2 && stopped.metrics().refused() < 6);
says("The 20 answers are kept.", stopped.answered().size() == 20 && stopped.notRun().size() == 10);
says("It ended, and says which quota it was and when that starts again.", stopped.explain().contains("20 requests a day") && stopped.explain().contains("It starts again at"));
//// after: var whole = stopped.resume
says("each model has its own quota of the day", whole.answered().size() == 30);
says("The new run keeps the old rows, and so its bar counts the old refusals too.",
    whole.metrics().refused() == stopped.metrics().refused());
