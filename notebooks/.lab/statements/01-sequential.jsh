//// after: var brief = gemini
var statedAgain = Gemini.at(Simulator.start(scenario));
says("The second answer obeys the instruction.",
    statedAgain.ask(question).text().contains(" ")
        && !statedAgain.system("Answer in one word.").ask(question).text().contains(" "));

//// after: for (double temperature
java.util.function.DoubleFunction<java.util.Set<String>> statedAnswers = temperature -> {
    var answers = new java.util.HashSet<String>();
    for (int i = 0; i < 3; i++) { answers.add(statedAgain.temperature(temperature).ask(question).text()); }
    return answers;
};
says("At temperature 0 the three answers are the same.", statedAnswers.apply(0).size() == 1);
says("At temperature 1 they differ.", statedAnswers.apply(1).size() > 1);
says("then the service chooses, and our simulator repeats itself",
    statedAgain.ask(question).text().equals(statedAgain.ask(question).text()));

//// after: var some = new
says("The first failure ended the loop.", some.size() < prompts.size());

//// after: var rows  = new
says("Every prompt has its row, in the order of the prompts.",
    rows.size() == 24 && rows.subList(0, some.size()).equals(some));
says("**A failure is a row, not the end.**", rows.stream().filter("FAILED: BLOCKED"::equals).count() > 0);

//// after: var run = Batch.sequential
says("The lines do not agree, because not all answers take the same time.",
    run.results().stream().map(Result::latency).distinct().count() > 12);
says("The time is not exactly that of your loop, as chance decides each latency anew.",
    !run.took().equals(Duration.between(start, begun)));

//// after: Notebook.show(run.failed())
says("A blocked prompt was asked once and not again",
    !run.failed().isEmpty()
        && run.failed().stream().allMatch(row -> row.attempts().size() == 1 && row.kind().get() == ErrorKind.BLOCKED));
says("A blocked row has no answer, and yet it costs: the wait, and the tokens of its prompt, which the service has read"
        + " and counted.",
    run.failed().stream().allMatch(row -> row.latency().toMillis() > 0 && row.text().isEmpty() && row.usage().in() > 0));

//// after: Charts.timeline(run)
says("One request begins when the one before it ends.",
    java.util.stream.IntStream.range(1, 24).allMatch(row ->
        run.get(row).attempts().get(0).sent().equals(run.get(row - 1).attempts().get(0).finished())));

//// after: var m = run.metrics()
says("The first two are the same, so one request was under way on average.",
    Format.duration(m.took()).equals(Format.duration(m.latencySum())) && Math.abs(m.meanInFlight() - 1) < 0.01);
