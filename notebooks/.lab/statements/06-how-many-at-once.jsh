//// after: for (int workers : List.of(6, 12, 48))
double[] secondsAndRefused(int workers) throws Exception {
    long before = server.refused();
    Instant start = clock.now();
    Pool.each(some, workers, prompt -> { while (!ask(prompt)) clock.sleep(pause); });
    return new double[] {Duration.between(start, clock.now()).toMillis() / 1000.0, server.refused() - before};
}
var with6 = secondsAndRefused(6);
var with12 = secondsAndRefused(12);
var with48 = secondsAndRefused(48);
says("Six workers leave half of the server idle.", with6[0] >= 2 * with12[0] - 0.01);
says("Twelve are right: nothing is refused, and the time is half of that with six.",
    with12[1] == 0 && Math.abs(with6[0] - 2 * with12[0]) < 0.01);
says("They are not faster than twelve", with48[0] >= with12[0]);
says("there are more refusals than answers", with48[1] > some.size());
//// after: SawTooth.limit(12).line("add one, halve", adding).chart()
List<Integer> peaks(List<Integer> caps) {
    return IntStream.range(0, caps.size() - 1).filter(i -> caps.get(i + 1) < caps.get(i)).mapToObj(caps::get).toList();
}
says("It goes up by one in each round and falls by half at a refusal, again and again.",
    peaks(adding).size() >= 2 && IntStream.range(1, adding.size()).allMatch(i -> adding.get(i) == adding.get(i - 1) + 1
        || adding.get(i - 1) > 12 && adding.get(i) == adding.get(i - 1) / 2));
says("It ends at 13: twelve are answered, one is refused", peaks(adding).stream().allMatch(cap -> cap == 13));
long costs(List<Integer> caps) throws Exception {
    long before = server.refused();
    for (int cap : caps) round(new ArrayDeque<>(prompts), cap);
    return server.refused() - before;
}
says("twelve are answered, one is refused, and that one is asked again", costs(List.of(13)) == 1);
says("Adding one, it takes twelve rounds to reach twelve.", adding.indexOf(12) == 11);
//// after: boolean slow = true;
says("1, 2, 4, 8, 16: it meets the limit in its fifth round, and adding one meets it in the thirteenth.",
    doubling.subList(0, 5).equals(List.of(1, 2, 4, 8, 16)) && peaks(doubling).get(0) == 16 && adding.indexOf(13) == 12);
says("the first refusal costs four requests and not one", costs(List.of(16)) == 4);
says("Afterwards both lines go up and down in the same way.",
    peaks(doubling).size() >= 3 && peaks(doubling).stream().skip(1).allMatch(cap -> cap == 13));
//// after: var run = Batch.of(gemini).run(prompts);
says("It does not wait for rounds, since every answer tells it something.", run.changes().size() > 5);
says("so that the answers of about two rounds make it one more", IntStream.range(1, run.changes().size() - 1)
    .filter(i -> run.changes().get(i).reason() == Reason.ALL_GOES_WELL && run.changes().get(i - 1).reason() == Reason.ALL_GOES_WELL && run.changes().get(i - 1).cap() >= 12 && run.changes().get(i).cap() == run.changes().get(i - 1).cap() + 1)
    .allMatch(i -> Math.abs(Duration.between(run.changes().get(i - 1).at(), run.changes().get(i).at()).toMillis() - 2_000) < 1_000));
says("By hand, each round took one second: count them in your chart. The library was done sooner.",
    run.took().toMillis() < 1000L * (adding.size() - 1));
//// after: Charts.inFlight(run)
var cuts = run.changes().stream().filter(change -> change.reason() == Reason.TOO_MANY_AT_ONCE).toList();
long crossesNear(Change cut) {
    return run.results().stream().flatMap(row -> row.attempts().stream()).filter(request -> request.error().isPresent())
        .filter(request -> Duration.between(cut.at(), request.finished()).abs().toMillis() < 500).count();
}
says("each cross is above it", cuts.stream().allMatch(cut -> cut.why().matches("refused with 1[3-9] at once.*")));
says("Where the doubling ends, crosses stand one above the other", crossesNear(cuts.get(0)) >= 2);
says("several requests too many were sent before the first refusal came back", crossesNear(cuts.get(0)) >= 2);
says("The log above has one line for all of them, with the number of the lowest cross.", cuts.get(0).why().startsWith("refused with 13 at once")
    && cuts.stream().filter(cut -> Duration.between(cuts.get(0).at(), cut.at()).toMillis() < 1_000).count() == 1);
var sentAt = run.results().stream().flatMap(row -> row.attempts().stream()).map(request -> run.elapsed(request.sent()).toMillis()).sorted().toList();
var doublingSent = sentAt.stream().filter(ms -> ms >= 1_000 && ms < 1_450).toList();
says("While the cap doubles, the library sends its requests a little apart", run.changes().get(1).cap() == 10 && doublingSent.size() >= 8
    && IntStream.range(2, doublingSent.size()).allMatch(i -> doublingSent.get(i) - doublingSent.get(i - 1) >= 20));
says("After a refusal the area may stand above the cap for a moment: requests under way are not cut off.",
    run.results().stream().allMatch(row -> row.ok()) && cuts.get(0).cap() < 12);
says("Later a cross stands alone: each tooth costs one refusal.",
    cuts.size() >= 3 && cuts.stream().skip(1).allMatch(cut -> crossesNear(cut) == 1));
says("So it goes to a little below that number, and not down to half.",
    cuts.stream().skip(1).allMatch(cut -> cut.cap() >= 10 && cut.cap() <= 12));
