//// after: Format.duration(race.ideal())
says("60 requests may go at once. The other 40 may go when the first minute is over.", race.ideal().equals(Duration.ofSeconds(62)));
//// after: race.run("library"
var found = new HashMap<String, Race.Finish>();
race.finishes().forEach(finish -> found.put(finish.policy(), finish));
says("Nobody can be faster.", race.finishes().stream().allMatch(finish -> finish.took().compareTo(race.ideal()) >= 0));
says("Each line goes up by one for each answer.", race.finishes().stream().allMatch(finish -> finish.answers().size() == 100));
says("Paced is never refused, but it had to be told the limit.", found.get("paced").refused() == 0);
says("its answers come one each second until the end", Math.abs(found.get("paced").took().toMillis() - 101_000) < 500);
says("So it has more refusals than all the others together.", found.get("AIMD").refused() > race.finishes().stream().filter(finish -> !finish.policy().equals("AIMD")).mapToLong(Race.Finish::refused).sum());
var again = Batch.of(Gemini.at(Simulator.start(calm.latency(Duration.ofSeconds(2)).perMinute(60)))).run(prompts);
var refusals = again.results().stream().flatMap(row -> row.attempts().stream()).filter(request -> request.error().isPresent()).toList();
var firstOne = refusals.stream().map(Attempt::finished).min(Comparator.naturalOrder()).orElseThrow();
long early = refusals.stream().filter(request -> !request.sent().isAfter(firstOne)).count();
says("One names the limit; most of the others were already on their way when it came.", early > 1 && 2 * early > refusals.size() && again.changes().stream().anyMatch(change -> change.why().contains("limit named by the server")));
says("The library is the nearest to the ideal of all four, with few refusals.", race.finishes().stream().allMatch(finish -> finish.took().compareTo(found.get("library").took()) >= 0) && found.get("library").refused() < 10);
//// after: runs.forEach(
says("30 × 10 / 60 is 5.", runs.values().stream().skip(1).allMatch(run -> Math.abs(run.metrics().meanInFlight() - 5) < 0.3));
says("Four workers are too few: they are always busy, and the limit is not used up.", runs.get(4).metrics().meanInFlight() > 3.9 && runs.get(4).metrics().refused() == 0 && runs.get(4).took().toMillis() > 1.2 * runs.get(5).took().toMillis());
says("With 20 and 60 workers the first 30 prompts go at once. That is why the average is a little more than five.", List.of(20, 60).stream().allMatch(workers -> runs.get(workers).metrics().meanInFlight() > 5.05));
says("With 20 or 60 workers there is next to nothing to gain", List.of(20, 60).stream().allMatch(workers -> runs.get(workers).took().toMillis() > 0.9 * runs.get(5).took().toMillis()));
//// after: System.out.println("prompts / workers
says("The division does not know the limit, so it is far too short.", division.multipliedBy(3).compareTo(runs.get(20).took()) < 0);
says("The run is close to the limit's arithmetic.", runs.get(20).took().compareTo(withLimit) >= 0 && runs.get(20).took().minus(withLimit).toSeconds() < 15);
//// after: long rows = 50_000
says("5,000 minutes are 83 hours.", rows / 10 == 5_000 && rows / 10 / 60 == 83);
says("2,500 days are nearly seven years.", rows / 20 == 2_500 && rows / 20 < 7 * 365 && rows / 20 > 6.5 * 365);
//// after: var hours = new TreeMap
says("Here it is the quota of the day.", hours.lastEntry().getValue().contains("a day"));
says("The two of a minute could be twice as wide, and nothing would change.", hours.keySet().stream().filter(time -> time < hours.lastKey()).allMatch(time -> 2 * time < hours.lastKey()));
//// after: Format.duration(plan.preview(all).time())
says("So the first group goes at once, and the last one after 49 minutes.", plan.preview(all).prompts() == 500);
says("The preview adds a little to that", plan.preview(all).time().toSeconds() > 49 * 60 && plan.preview(all).time().toSeconds() < 50 * 60);
