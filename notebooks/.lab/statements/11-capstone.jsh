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

//// after: Tables.of(five).selectColumns
says("they are sentences", five.answered().stream().allMatch(row -> row.text().contains(" ")));

//// after: 50,000 like these cost
says("The answers are short, so the money is enough.", 500 * plain.metrics().cost().orElseThrow() < 5);
var statedRows  = Tables.of(plain);
var statedWrong = statedRows.where(
    statedRows.stringColumn("sentiment").isNotEqualTo(statedRows.stringColumn("human_sentiment")));
var statedNeutral = statedWrong.where(statedWrong.stringColumn("sentiment").isEqualTo("NEUTRAL")
    .or(statedWrong.stringColumn("human_sentiment").isEqualTo("NEUTRAL")));
says("Most errors have NEUTRAL on one side.", statedWrong.rowCount() < 2 * statedNeutral.rowCount());

//// after: var wording = Compare
var statedWording = wording.summary();
says("With the rule more rows are right, and it costs a little more",
    statedWording.doubleColumn("accuracy").get(1) > statedWording.doubleColumn("accuracy").get(0)
        && statedWording.doubleColumn("cost").get(1) > statedWording.doubleColumn("cost").get(0));

//// after: var sizes = Compare
var statedRight = choice.doubleColumn("accuracy");
var statedCost  = choice.doubleColumn("cost");
says("The larger, the more often right; and the price grows much faster.",
    statedRight.get(0) < statedRight.get(1) && statedRight.get(1) < statedRight.get(2)
        && statedCost.get(1) > 2 * statedCost.get(0) && statedCost.get(2) > 2 * statedCost.get(1));
says("The larger two *think*", told.metrics().tokens().thinking() == 0
    && flash.metrics().tokens().thinking() > 0 && pro.metrics().tokens().thinking() > 0);
says("Only one size is within the budget, and it is right often enough: Flash-Lite.",
    500 * statedCost.get(0) <= 5 && 500 * statedCost.get(1) > 5 && statedRight.get(0) >= 0.8);

//// after: var monday = Simulator
var statedPreview = night(monday, 0.05).preview(prompts);
says("Five rows are in the journal and are not asked again.", statedPreview.resumed() == 5);
says("The preview now rests on real answers, and the cost is below the 0.05 dollars.",
    statedPreview.basis().startsWith("5 answers") && statedPreview.cost().orElseThrow() < 0.05);
says("it is above the budget", statedPreview.mostCost().orElseThrow() > 0.05);

//// after: int before = Journal
says("The quota of the day ended the run.", run.stopped().orElseThrow().contains("quota of the day"));
says("The rows that were not asked are *not run*", !run.notRun().isEmpty());
says("And there are fewer answers than a hundred.", run.answered().size() < 100 && run.answered().size() > before);

//// after: var days = new ArrayList
says("It is not done.", !run.notRun().isEmpty() && run.answered().size() > 400);

//// after: long sent = days
says("No row has two good answers", twice.rowCount() == 0);
says("The requests that the journal does not tell are those that the stop cut off.",
    sent >= tries.where(tries.stringColumn("error_kind").isNotEqualTo("QUOTA_EXHAUSTED")).rowCount());

//// after: var failures = tries
var statedKinds = failures.stringColumn("error_kind");
says("Nearly all failures are UNREADABLE", statedKinds.countOccurrences("UNREADABLE") > 0.7 * failures.rowCount());
says("If the second one is spoilt as well, the row has failed.",
    !run.failed().isEmpty() && run.failed().stream().allMatch(row -> row.kind().get() == ErrorKind.UNREADABLE));

//// after: var whole = run.retryFailed
says("All 500 have an answer, below 0.05 dollars",
    whole.answered().size() == 500 && whole.metrics().cost().orElseThrow() < 0.05);

//// after: var honest = Compare
says("The two accuracies are within ten points of each other", Math.abs(atFirst - later) <= 0.1);
