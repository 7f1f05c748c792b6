//// after: var words = Tables.of(plain)
import java.util.stream.*;
var said = words.stringColumn("answer").asList();
says("But Satisfied, satisfied and Satisfied. are three rows", said.containsAll(List.of("Satisfied", "satisfied", "Satisfied.")));
says("nobody has said whether So-so. is good or bad", said.contains("So-so."));
says("a hundred answers of one word each", plain.answered().size() == 100 && said.stream().noneMatch(word -> word.contains(" ")));
//// after: for (String template
var idle = Simulator.start(calm);
for (String template : List.of("{txt}", "{stars} of 5 stars: {text}")) {
    try { Batch.of(Gemini.at(idle)).run(Tables.prompts(reviews, template)); throw new AssertionError(template); }
    catch (IllegalArgumentException e) { }
}
says("None: a template is checked with all rows before anything is sent.", idle.requests() == 0);
//// after: fields.countBy("urgency")
says("The run says 100 % answered", inWords.failed().isEmpty());
says("some lack a field", fields.column("urgency").countMissing() > 0);
says("the whole column is text", fields.column("urgency").type() == ColumnType.STRING);
//// after: table.selectColumns("id", "product"
var names = table.columnNames();
says("There is one row for each review, and its topics stand in one cell, as a list.", table.rowCount() == 100
    && table.stringColumn("topics").first(6).asList().stream().anyMatch(cell -> cell.startsWith("[") && cell.contains(", ")));
says("First come the columns of the reviews, with their types",
    names.subList(0, 9).equals(reviews.columnNames()) && table.column("stars").type() == ColumnType.INTEGER);
says("Then comes one column for each part of the record: words, a list, a whole number.",
    names.subList(9, 12).equals(List.of("sentiment", "topics", "urgency"))
        && table.column("urgency").type() == ColumnType.INTEGER);
says("Prompt, answer, time, tokens and cost come last.", names.indexOf("prompt") > 11 && names.indexOf("cost") > 11);
//// after: tries.where(tries.booleanColumn
var misfits = tries.where(tries.booleanColumn("success").isFalse());
int triesOf(ErrorKind kind) {
    var problem = ModelException.of(kind, "broken");
    return 1 + (int) IntStream.range(1, 9).filter(so -> Retry.standard().waitAfter(so, Duration.ZERO, problem, new Random(1)).isPresent()).count();
}
says("and not up to five as after a 503", triesOf(ErrorKind.OVERLOADED) == 5);
says("UNREADABLE, too, and three tries.", triesOf(ErrorKind.UNREADABLE) == 3);
says("Some answers have no end, though the model said that it was done.", misfits.stringColumn("error").asList().stream().anyMatch(why -> why.contains("the JSON ends")));
says("`explain()` counts the failed tries after which there was another one; the table has all of them.",
    typed.explain().contains(misfits.rowCount() - typed.failed().size() + " requests failed"));
says("An answer that does not fit is a failed try, with the reason in words. Its row is asked once more: that makes two tries",
    misfits.rowCount() > 0 && misfits.stringColumn("error_kind").unique().asList().equals(List.of("UNREADABLE"))
        && typed.results().stream().allMatch(row -> row.attempts().size() <= 2)
        && typed.failed().stream().allMatch(row -> row.attempts().size() == 2));
says("Where nothing is lost, the library is kind: it leaves out a sentence before or after the JSON.",
    AnswerType.of(Review.class).read("Sure: {\"sentiment\": \"NEUTRAL\", \"topics\": [], \"urgency\": 2}").urgency() == 2);
says("A row whose second answer is wrong as well fails, and its answer is kept as text.",
    typed.failed().stream().allMatch(row -> !row.text().isBlank()));
//// after: Tables.summary(silent, told)
says("A model that is asked the same in the same words mostly says the same again.",
    silent.failed().size() > told.failed().size());
//// after: reasons.first(3)
says("With tellWhy() it sees its answer and the reason, exactly one topic.",
    reasons.rowCount() > 0 && reasons.stringColumn("error").asList().stream().allMatch(why -> why.contains("exactly one topic")));
//// after: beside.addColumns(mine
says("You may disagree with the other person, and both of you with the model.",
    !beside.stringColumn("mine").asList().equals(beside.stringColumn("human_sentiment").asList()));
//// after: System.out.println("100 labels: "
var shares = IntStream.range(0, 5).mapToDouble(part -> accuracy(table.rows(
    order.subList(20 * part, 20 * part + 20).stream().mapToInt(row -> row).toArray()))).summaryStatistics();
says("The model is the same, and the figures differ: with few rows, luck plays a part.", shares.getMax() - shares.getMin() > 0.1);
says("The accuracy of all hundred rows lies between them.",
    shares.getMin() < accuracy(table) && accuracy(table) < shares.getMax());
//// after: for (int labels : List.of(5, 20, 100))
says("With 100 you can tell 70 % from 90 %, but not 85 from 90.", 1 / Math.sqrt(100) < 0.2 && 1 / Math.sqrt(100) > 0.05);
//// after: Charts.confusion(compare)
says("A row without an answer counts as not right.", compare.summary().intColumn("labelled").get(0) == 100
    && Math.abs(compare.summary().doubleColumn("accuracy").get(0) - accuracy(table)) < 0.001);
//// after: var two  = Compare.models
double accuracyOf(int run) { return two.summary().doubleColumn("accuracy").get(run); }
says("Flash has not exactly the accuracy of the run above, as fewer answers were spoilt.",
    accuracyOf(0) != accuracy(table) && two.runs().get(0).failed().size() < typed.failed().size());
says("with other rows it may be the other one", Math.abs(accuracyOf(0) - accuracyOf(1)) < 0.1);
var scores = two.summary();
says("The table has the mean over all words for each of the three. So there, f1 may even be below both.",
    scores.doubleColumn("f1").get(0) < Math.min(scores.doubleColumn("precision").get(0), scores.doubleColumn("recall").get(0)));
//// after: both.where(both.stringColumn
says("Begin with rows in which the two say different things",
    both.where(both.stringColumn("sentiment_flash").isNotEqualTo(both.stringColumn("sentiment_lite"))).rowCount() > 5);
//// after: var topics = Tables.explode
says("A review has several topics; Tables.explode makes a row of each.", topics.rowCount() > table.rowCount());
