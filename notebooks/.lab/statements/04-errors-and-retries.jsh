//// after: System.out.println("status " + busy
import java.util.stream.*;
says("The status is 503.", busy.statusCode() == 503);
says("The body has the same number again, and a sentence for people.",
    busy.body().strip().startsWith("{") && busy.body().contains("\"code\": 503") && busy.body().contains("\"message\""));
//// after: System.out.println("status " + stopped
says("The status is 200, \"here is your answer\", and yet no answer is in it.",
    stopped.statusCode() == 200 && !stopped.body().contains("\"text\""));
says("There is a blockReason in its place.", stopped.body().contains("blockReason"));
says("It even counted the tokens of the prompt", stopped.body().contains("promptTokenCount"));
says("`modelVersion` says which model it was", stopped.body().contains("modelVersion"));
//// after: failures.table().sortOn(
var kinds = failures.table();
Set<String> kindsOf(String column, String value) {
    return new TreeSet<>(kinds.where(kinds.stringColumn(column).isEqualTo(value)).stringColumn("kind").asList());
}
boolean again(ErrorKind... some) { return Stream.of(some).allMatch(ErrorKind::worthRetrying); }
boolean never(ErrorKind... some) { return Stream.of(some).noneMatch(ErrorKind::worthRetrying); }
says("A busy server may be less busy soon, the next minute has room again, a new connection may work.",
    again(ErrorKind.OVERLOADED, ErrorKind.RATE_LIMITED, ErrorKind.NETWORK));
says("a filter reads the same question each time. And a wrong key stays wrong.", never(ErrorKind.BLOCKED, ErrorKind.AUTH));
says("Four kinds come with status 200, so only the body tells:",
    kindsOf("status", "200").equals(Set.of("BLOCKED", "TRUNCATED", "EMPTY", "UNREADABLE")));
says("a filter stopped the question or the answer for its content", kindsOf("what", "UNSAFE").equals(Set.of("BLOCKED")));
says("Gemini says 400 to a wrong key too, with a body that tells why, so Batchbook calls it AUTH.",
    kinds.where(kinds.stringColumn("what").isEqualTo("wrong key")).stringColumn("status").get(0).equals("400")
        && kindsOf("what", "wrong key").equals(Set.of("AUTH")));
says("Other services say 401. The status alone does not tell the kind.",
    kindsOf("status", "401").equals(Set.of("AUTH")) && kindsOf("status", "400").equals(Set.of("AUTH", "BAD_REQUEST")));
says("one word from a closed list", kinds.rowCount() == 15
    && kinds.stringColumn("status").asSet().equals(
        Set.of("200", "400", "401", "403", "404", "408", "429", "500", "503", "504", "none")));
says("yes, after a wait", again(ErrorKind.OVERLOADED, ErrorKind.TIMEOUT, ErrorKind.NETWORK, ErrorKind.UNREADABLE));
says("change the prompt or the settings",
    never(ErrorKind.BLOCKED, ErrorKind.TRUNCATED, ErrorKind.EMPTY, ErrorKind.BAD_REQUEST));
says("no, and no other prompt will do better",
    never(ErrorKind.AUTH, ErrorKind.NOT_FOUND, ErrorKind.QUOTA_EXHAUSTED)
        && Stream.of(ErrorKind.AUTH, ErrorKind.NOT_FOUND, ErrorKind.QUOTA_EXHAUSTED).allMatch(ErrorKind::endsRun));
says("no answer in time, whether the server gave up or you did", kindsOf("what", "DEADLINE").equals(Set.of("TIMEOUT")));
says("the connection could not be made, or broke", kindsOf("what", "RESET").equals(Set.of("NETWORK")));
says("After both you do not know whether the server did the work, and it may have to be paid.",
    ErrorKind.TIMEOUT.mayBeBilled() && ErrorKind.NETWORK.mayBeBilled());
says("`QUOTA_EXHAUSTED` is not in the first table", kindsOf("kind", "QUOTA_EXHAUSTED").isEmpty());
//// after: var misspelt = Batch.of
says("At most one for each of the four workers, and then no more.", misspelt.metrics().attempts() <= 4
    && misspelt.failed().stream().map(row -> row.attempts().get(0).lane()).distinct().count() == misspelt.failed().size()
    && misspelt.notRun().size() == 24 - misspelt.failed().size());
says("The rows that were never sent are *not run*: they have not failed, and they cost nothing.",
    misspelt.notRun().size() >= 20 && misspelt.notRun().stream().allMatch(row -> row.attempts().isEmpty()));
var alike = Batch.of(Gemini.at(Gateway.answering(400).uri())).workers(1).progress(Progress.none()).run(prompts);
says("it ends the run only when the first five rows fail alike",
    !ErrorKind.BAD_REQUEST.endsRun() && alike.failed().size() == 5 && alike.notRun().size() == 19);
//// after: System.out.println(filter.requests()
says("All 50, and no answer.", filter.requests() == 50 && !answered);
//// after: for (var wait = Duration.ofSeconds(1)
var lasted = Duration.between(start, clock.now());
says("The first request and four after it fail, and the sixth comes after the trouble is over.",
    lasted.toSeconds() >= 31 && lasted.toSeconds() < 33);
//// after: for (int tries = 1; tries <= 4
long answeredAt(int number) { return needed.stream().filter(n -> n == number).count(); }
says("each further try brings fewer answers than the one before",
    answeredAt(1) > answeredAt(2) && answeredAt(2) > answeredAt(3) && answeredAt(3) > answeredAt(4));
//// after: Notebook.show(picture.chart(
says("The server gets 20 requests at once, four times, and nothing in between.",
    picture.peak(same) == 20 && new TreeSet<>(same).size() == 4);
says("With jitter the same 80 requests come a few at a time.",
    shaken.size() == 80 && same.size() == 80 && picture.peak(shaken) <= 10);
double last(List<Double> times) {
    return IntStream.range(0, 20).mapToDouble(program -> times.get(4 * program + 3)).sum();
}
says("Each program even waits only half as long on average.", Math.abs(last(shaken) / last(same) - 0.5) < 0.1);
//// after: Tables.summary(once, run)
says("A row gets up to 5 tries, the bounds of its waits are 1, 2, 4 and 8 seconds",
    Retry.standard().tries() == 5 && Retry.standard().firstWait().equals(Duration.ofSeconds(1)));
says("three tries when the answer broke on the way",
    Batch.of(Gemini.at(Simulator.start(calm.fault(Fault.BROKEN_JSON, 1)))).progress(Progress.none())
        .run(prompts, 1).get(0).attempts().size() == 3);
enum Tone { GOOD, BAD }
var formless = Batch.of(Gemini.at(Simulator.start(calm.answers(prompt -> "five"))).answering(Tone.class))
    .progress(Progress.none()).run(prompts, 1).get(0);
says("two when it came whole but not in the form that was asked for",
    formless.attempts().size() == 2 && formless.kind().get() == ErrorKind.UNREADABLE);
says("After at most three?", run.answered().size() > once.answered().size());
//// after: three.selectColumns("index", "attempt"
says("The row with one line was BLOCKED, so it was not asked again.", run.get(hopeless).kind().get() == ErrorKind.BLOCKED);
says("One of the other two had three failures and is lost. The last one had luck at its third try.",
    !run.get(unlucky).ok() && run.get(lucky).ok() && three.rowCount() == 7);
//// after: Charts.timeline(run)
var sent = run.results().stream().flatMap(row -> row.attempts().stream())
    .sorted(Comparator.comparing(Attempt::sent)).toList();
var lastFirst = sent.stream().filter(one -> one.number() == 1).reduce((one, next) -> next).get().sent();
var held = sent.stream().filter(one -> one.error().isPresent() && one.finished().isBefore(lastFirst)).toList();
says("As long as there are new prompts, the next bar in that lane follows at once.", !held.isEmpty() && held.stream().allMatch(one -> sent.stream()
    .anyMatch(next -> next.lane() == one.lane() && next.sent().equals(one.finished()))));
says("Only at the end, when no other prompt is left, do the workers wait for the last retries.",
    sent.get(sent.size() - 1).number() > 1);
//// after: var mended = run.retryFailed()
says("The row with three failures has its answer now", mended.get(unlucky).ok());
says("Its second request met a busy server, so there was a third, and that met the same filter as the first.",
    mended.get(hopeless).attempts().stream().map(one -> one.error().get()).toList()
        .equals(List.of(ErrorKind.BLOCKED, ErrorKind.OVERLOADED, ErrorKind.BLOCKED)));
//// after: System.out.println("rows lost: "
says("No row is lost", hard.failed().isEmpty());
var vain = hard.results().stream().flatMap(row -> row.attempts().stream()).filter(one -> one.error().isPresent())
    .sorted(Comparator.comparing(Attempt::sent)).toList();
var looks = vain.stream().filter(one -> one.sent().isAfter(hard.started().plusSeconds(12))).toList();
says("Most of them failed soon after second 10, one right after the other", 2 * looks.size() < vain.size()
    && vain.stream().limit(vain.size() - looks.size()).allMatch(one -> one.sent().isAfter(hard.started().plusSeconds(9))));
says("A failed request takes less than a tenth of a second here.", vain.stream().allMatch(one -> one.latency().toMillis() < 100));
says("8 × 10 × 90, more than seven thousand", 8 * 10 * 90 > 7000);
says("read the number of requests in vain above", vain.size() < 50);
says("One request at a time goes ahead to look: the thin red lines with wider and wider gaps.", looks.size() > 3
    && IntStream.range(1, looks.size()).noneMatch(i -> looks.get(i).sent().isBefore(looks.get(i - 1).finished())));
var gaps = IntStream.range(1, looks.size()).mapToObj(i -> Duration.between(looks.get(i - 1).sent(), looks.get(i).sent())).toList();
says("It waits longer before each of them, at last about half a minute.",
    IntStream.range(1, gaps.size()).allMatch(i -> gaps.get(i).compareTo(gaps.get(i - 1)) > 0 || gaps.get(i).toSeconds() >= 25)
        && Math.abs(gaps.get(gaps.size() - 1).toSeconds() - 30) <= 5);
var two = Batch.of(Gemini.at(Simulator.start(calm.outage(Duration.ZERO, Duration.ofSeconds(100))))).workers(8)
    .retry(Retry.upTo(2)).progress(Progress.none()).run(many.subList(0, 8));
says("Each look sends a prompt that was not sent before, so the first answer is blue and not amber.",
    looks.stream().allMatch(one -> one.number() == 1) && hard.results().stream().filter(row ->
        row.attempts().stream().anyMatch(one -> one.sent().isAfter(hard.started().plusSeconds(100))))
    .min(Comparator.comparing(row -> row.attempts().get(row.attempts().size() - 1).sent())).get().attempts().size() == 1);
says("A look that fails uses up no try of its row.", two.failed().isEmpty()
    && two.results().stream().anyMatch(row -> row.attempts().size() > 2));
says("the wait is longer than the outage", hard.pauses().stream()
    .mapToLong(pause -> Duration.between(pause.from(), pause.to()).toMillis()).sum() > 90_000);
says("That is its patience, a quarter of an hour", Retry.standard().patience().equals(Duration.ofMinutes(15)));
