//// after: String made = call(byHand
says("No answer, only a *name* of the job, which begins with `batches/`, and its state.",
    all("text", made).isEmpty() && all("name", made).get(0).startsWith("batches/") && all("state", made).get(0).endsWith("PENDING"));
//// after: for (int look = 0; look < 3; look++)
says("You see nothing until the job is over, and then all at once.", all("text", seen).size() == 5
    && all("state", seen).get(0).endsWith("SUCCEEDED") && all("text", call(byHand, "GET", "batches", "")).size() == 5);
//// after: var texts = all("text", seen);
says("The rows of a job may be answered in any order, so a *place* in the list means nothing.", !texts.equals(uses));
//// after: var keys = all("key", seen);
says("But each answer has the key of its request", IntStream.range(0, 5)
    .allMatch(i -> uses.indexOf(texts.get(i)) == things.indexOf(keys.get(i))));

//// after: var five      = plan.progress(Progress.none()).run(prompts, 5);
var statedPreview = plan.preview(prompts);
says("Live is much quicker here.", statedPreview.time().compareTo(Duration.ofMinutes(20)) < 0);
says("Overnight costs half, and its time is another kind of time: no estimate, but what the provider aims at, and when it gives up.",
    Math.abs(statedPreview.overnightCost().orElseThrow() * 2 - statedPreview.cost().orElseThrow()) < 1e-12
    && statedPreview.toString().contains("mostly within 24 hours, given up after 48 hours"));
//// after: double each = preview.cost()
says("Half the price for each row, but for *all* rows, and a day is lost.", preview.overnightCost().orElseThrow() > 20 * each);

//// after: var night = plan.overnight(prompts);
says("All but the five that were asked live.", night.jobs().size() == 1 && night.jobs().get(0).rows() == 395);
says("The last line says what you can do next: `await()` waits, `collect()` takes what is there, `goLive()` asks the rest now.",
    night.toString().lines().reduce("", (before, line) -> line).contains("await() waits for it, collect() takes what is there, goLive()"));
//// after: var early = night.collect();
says("the provider says that some rows are done", night.jobs().get(0).done() > 0);
says("Only the five.", early.answered().size() == 5);
says("The others are *not run*, and each says where it is: `early.get(399).error()`.",
    early.notRun().size() == 395 && early.get(399).error().contains(night.jobs().get(0).name()));
//// after: Batch.pending(folder.resolve("reviews.jsonl").toString())
says("In the journal.", Files.readString(folder.resolve("reviews.jsonl")).contains(known));
says("`Batch.pending()` looks through all journals of the folder and needs no key and no model.",
    Batch.pending(folder.resolve("reviews.jsonl").toString()).toString().contains(known));
//// after: int before = simulator.jobs();
says("It found its job, and made none.", simulator.jobs() == before && night.jobs().size() == 1 && night.jobs().get(0).name().equals(known));
boolean statedRefused = false;
long statedSent = simulator.requests();
try { plan.run(prompts); } catch (IllegalStateException e) { statedRefused = true; }
says("And a live run of these rows is refused: it would pay for them a second time.", statedRefused && simulator.requests() == statedSent);
//// after: var breaking = Simulator
says("Two. Both are answered, and both are paid for.", breaking.jobs() == 2);
says("Look into the provider's list of jobs first: `display_name` stands there.",
    all("displayName", call(breaking, "GET", "batches", "")).equals(List.of("things")));
//// after: var unsure = planOn(broken
says("One. In exercise 2 you write this", broken.jobs() == 1 && unsure.jobs().size() == 1 && unsure.jobs().get(0).name().startsWith("batches/"));
says("So the library makes up a name before it sends anything, and writes it into the journal.",
    Files.readString(folder.resolve("broken.jsonl")).contains(all("displayName", call(broken, "GET", "batches", "")).get(0)));

//// after: var run = night.await();
var statedRemark = night.jobs().get(0).remarks().get(0);
says("The line under the job counts them.", statedRemark.contains("with an answer that is not what was asked for"));
says("They were open when the job was over, and `await()` asked them live.",
    run.isOver() && run.answered().size() == 400 && run.results().stream().filter(row -> !row.fromAJob()).count() > 5);
//// after: Charts.bars(table, "sentiment")
says("a job tells no times of single rows, so an answer from a job has no `latency_ms`",
    table.doubleColumn("latency_ms").countMissing() == run.results().stream().filter(Result::fromAJob).count());
//// after: perThousand("answered in the job"
var statedLive = Tables.of(five);
var statedLater = live.where(live.intColumn("index").isGreaterThanOrEqualTo(5));
says("Less than live, and more than half of it.", inJob.doubleColumn("cost").mean() < statedLive.doubleColumn("cost").mean()
    && inJob.doubleColumn("cost").mean() > statedLive.doubleColumn("cost").mean() / 2);
says("in the job an answer has more tokens out", inJob.numberColumn("tokens_out").mean() > statedLive.numberColumn("tokens_out").mean());
says("And a row that was asked again is the dearest", statedLater.rowCount() > 0
    && statedLater.doubleColumn("cost").mean() > statedLive.doubleColumn("cost").mean());

//// after: var checked  = night.await();
says("An answer with another row's marker is given to neither row, and both are asked live.",
    night.jobs().get(0).remarks().stream().anyMatch(remark -> remark.contains("with the marker of another row"))
    && checked.answered().size() == 400 && checked.results().stream().filter(row -> !row.fromAJob()).count() > 10);
//// after: var plain  = loose.overnight(products).await();
says("All rows have an answer, none has failed, and many answers belong to another product.",
    plain.answered().size() == 40 && plain.failed().isEmpty() && wrong(plain) > 5);
//// after: var sure   = strict
says("They are *not run*: far more than one of ten, so `await()` asked nobody.",
    wrong(sure) == 0 && sure.notRun().size() > 4 && sure.results().stream().allMatch(row -> row.fromAJob() || !row.settled()));
says("The last line tells both ways on.", sure.toString().contains("STOPPED") && sure.advice().get(0).contains("run.resume()")
    && sure.advice().get(0).contains("overnight(..)"));
//// after: var whole = sure.resume();
says("Here is the live one", whole.answered().size() == 40 && wrong(whole) == 0);
//// after: var now   = night.goLive();
long statedFromJob = now.results().stream().filter(Result::fromAJob).count();
says("What the cancelled job had done is not lost here: it cost half, and the others cost the full price.",
    statedFromJob > 100 && statedFromJob < 300 && now.answered().size() == 400);
