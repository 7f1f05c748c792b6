//// after: record Key(
says("The stricter limit decides, and here it is the day for all three.",
    keys.stream().allMatch(key -> 50_000 / key.perDay() * 24 * 60 > 50_000 / key.perMinute()));
says("The paid key needs five days", 50_000 / keys.get(2).perDay() == 5);

//// after: var question = "Classify
says("By this rule the job is far too expensive",
    Batch.of(model(trial, "flash-lite")).preview(prompts).cost().orElseThrow() > 0.05 * 4);

//// after: var hundred =
says("The first hundred would be wrong: they are all from January and February.",
    reviews.first(100).dateColumn("date").monthValue().isLessThanOrEqualTo(2).size() == 100);

says("puts the hundred back into the order of the file, so their numbers go up",
    hundred.stringColumn("id").asList().equals(hundred.stringColumn("id").asList().stream().sorted().toList()) && hundred.rowCount() == 100);

//// after: Tables.of(five).selectColumns
says("they are sentences", five.answered().stream().allMatch(row -> row.text().contains(" ")));

//// after: 50,000 like these cost
says("The answers are short, so the money is enough.", 500 * plain.metrics().cost().orElseThrow() < 5);
//// after: var wording = Compare
var statedWording = wording.summary();
says("With the rule more rows are right, and it costs a little more",
    statedWording.doubleColumn("accuracy").get(1) > statedWording.doubleColumn("accuracy").get(0)
        && statedWording.doubleColumn("cost").get(1) > statedWording.doubleColumn("cost").get(0));
says("Still, the difference is smaller than ten points, so it may be chance.",
    statedWording.doubleColumn("accuracy").get(1) - statedWording.doubleColumn("accuracy").get(0) < 0.1);

//// after: var sizes = Compare
var statedRight = choice.doubleColumn("accuracy");
var statedCost  = choice.doubleColumn("cost");
says("The larger, the more often right; and the price grows much faster.",
    statedRight.get(0) < statedRight.get(1) && statedRight.get(1) < statedRight.get(2)
        && statedCost.get(1) > 2 * statedCost.get(0) && statedCost.get(2) > 2 * statedCost.get(1));
says("The larger two *think*", told.metrics().tokens().thinking() == 0
    && flash.metrics().tokens().thinking() > 0 && pro.metrics().tokens().thinking() > 0);
says("Only one size is within the budget: Flash-Lite.", 500 * statedCost.get(0) <= 5 && 500 * statedCost.get(1) > 5);
says("It has more than the 80 that we asked for, so even ten points less would be enough for the boss.",
    statedRight.get(0) > 0.8);

//// after: double trials =
says("A trial of a hundred rows costs the same for a large job and for a small one", trials > 0.1 && trials < 0.5);
says("what is left, divided by a hundred", budget < 0.05 && Math.abs(100 * budget + trials - 5) < 1e-9);

//// after: var monday = Simulator
var statedPreview = planFor(monday, budget).preview(prompts);
says("Five rows are in the journal and are not asked again.", statedPreview.resumed() == 5);
says("The preview now rests on real answers, and the cost is below the budget.",
    statedPreview.basis().startsWith("5 answers") && statedPreview.cost().orElseThrow() < budget);
says("it is above the budget", statedPreview.mostCost().orElseThrow() > budget);

//// after: running.await()
says("After 35 answers you see a mistake, or think so, and stop it.",
    running.await().answered().size() >= 35 && running.await().stopped().isPresent());
long statedCut = monday.requests() - monday.refused() - Tables.attempts(running.await()).rowCount();

//// after: int before = Journal
says("The quota of the day ended the run.", run.stopped().orElseThrow().contains("quota of the day"));
says("The rows that were not asked are *not run*", !run.notRun().isEmpty());
says("And there are fewer answers than a hundred.", run.answered().size() < 100 && run.answered().size() > before);

//// after: var days = new ArrayList
says("It is not done.", !run.notRun().isEmpty() && run.answered().size() > 400);

says("A row that failed is in the journal, so the next day does not ask it again.", run.failed().stream().anyMatch(Result::resumed)
    && run.answered().size() + run.failed().size() + run.notRun().size() == 500);

//// after: long sent = days
says("No row has two good answers", twice.rowCount() == 0);
says("The code leaves out the tries that were refused because of Friday's quota",
    tries.stringColumn("error_kind").countOccurrences("QUOTA_EXHAUSTED") > 0
        && tries.stringColumn("error_kind").countOccurrences("QUOTA_EXHAUSTED") == days.get(4).refused());
says("A few requests are missing in the journal. Those that were under way at your stop were cut off.",
    sent - inJournal > 0 && statedCut >= 0 && sent - inJournal >= statedCut && sent - inJournal < 10);

//// after: var failures = tries
var statedKinds = failures.stringColumn("error_kind");
says("Most failures are UNREADABLE", statedKinds.countOccurrences("UNREADABLE") > 0.6 * failures.rowCount());
says("If the second one is spoilt as well, the row has failed.",
    !run.failed().isEmpty() && run.failed().stream().allMatch(row -> row.kind().get() == ErrorKind.UNREADABLE));

//// after: var whole = run.retryFailed
says("All 500 have an answer.", whole.answered().size() == 500);
says("with the trials it is still below five dollars", paid < 5);

//// after: var honest = Compare
says("The two accuracies are within ten points of each other", Math.abs(atFirst - later) <= 0.1);
