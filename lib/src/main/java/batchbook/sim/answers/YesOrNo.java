package batchbook.sim.answers;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether something is so, by its name and the words of a text. */
final class YesOrNo {
    private static final Pattern GLAD =
            Pattern.compile("positive|recommend|satisfied|happy|like[sd]?\\b|buy again|glad|good");
    private static final Pattern SAD = Pattern.compile("complain|negative|angry|unhappy|dissatisf|churn|upset");
    private static final Pattern REFUND = Pattern.compile("refund|money back|return|exchange|replace");
    private static final Pattern WANTS_REFUND = Pattern.compile(
            "refund|money back|sen[dt](?:ing)? (?:it|them|this) back|return(?:ed|ing)? (?:it|them|this|my)|want to return|reimburs|(?:my|the) money|take (?:it|them|the \\w+|this) back|prefer my|my \\d+ (?:euros|dollars|pounds)|payment back|devolv");
    private static final Pattern WANTS_NONE = Pattern.compile(
            "(?:no|not|don't|do not|without)(?: \\w+){0,3} (?:refund|money back|return)|instead of a refund|rather than a refund|got my refund"
                    + "|refund(?:ed)? (?:came|arrived|was (?:quick|fast|prompt))");
    private static final Pattern URGENT = Pattern.compile("urgent|immediate|escalat|priorit|critical");
    private static final Pattern BROKEN = Pattern.compile("broken|defect|damage|fault|works?\\b");
    private static final Pattern IS_BROKEN = Pattern.compile(
            "broke|defect|damag|crack|faulty|stopped \\w+ing|(?:doesn't|does not|didn't|won't) \\w+|dead\\b|fell apart|leak|torn");
    private static final Pattern REPLY = Pattern.compile("reply|respon|answer|follow|contact|action|attention");
    private static final Pattern SAFE = Pattern.compile("safe|danger|hazard|injur");
    private static final Pattern IRONY = Pattern.compile("sarcas|iron");

    private YesOrNo() {}

    /** Of yes and no in any of their spellings, with one for those who cannot tell. */
    static Optional<String> among(ParsedPrompt prompt, Passage passage, String what, List<String> choices) {
        Optional<String> yes = called(choices, "yes", "true", "y");
        Optional<String> no = called(choices, "no", "false", "n");
        if (yes.isEmpty() || no.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> unclear = called(choices, "unclear", "unknown", "maybe", "unsure", "cannot_tell", "not_sure");
        if (unclear.isPresent()
                && GLAD.matcher(what).find()
                && Set.of(Sentiment.NEUTRAL, Sentiment.MIXED).contains(prompt.sentiment(passage.text()))) {
            return unclear;
        }
        return is(prompt, passage, what) ? yes : no;
    }

    /**
     * Whether it is so.
     *
     * @param what the name of a field with its description, or a question
     */
    static boolean is(ParsedPrompt prompt, Passage passage, String what) {
        String name = what.toLowerCase(Locale.ROOT).replace('_', ' ');
        String text = passage.text().toLowerCase(Locale.ROOT).replace('’', '\'');
        boolean right = decide(name, text, prompt, passage);
        return right != prompt.errs(name + text, Math.min(0.5, Mood.of(text).hardness()));
    }

    private static boolean decide(String name, String text, ParsedPrompt prompt, Passage passage) {
        if (REFUND.matcher(name).find()) {
            return WANTS_REFUND.matcher(text).find()
                    && !WANTS_NONE.matcher(text).find();
        }
        if (URGENT.matcher(name).find()) {
            return Urgency.of(text) > 0.7;
        }
        if (SAFE.matcher(name).find()) {
            return Urgency.of(text) == 1 != name.contains("safe");
        }
        if (IRONY.matcher(name).find()) {
            return Mood.of(text).bitter();
        }
        if (SAD.matcher(name).find()) {
            return prompt.sentiment(passage.text()) == Sentiment.NEGATIVE;
        }
        if (BROKEN.matcher(name).find()) {
            return IS_BROKEN.matcher(text).find() != name.contains("work");
        }
        if (GLAD.matcher(name).find()) {
            return prompt.sentiment(passage.text()) == Sentiment.POSITIVE;
        }
        if (REPLY.matcher(name).find()) {
            return text.contains("?") || Urgency.of(text) > 0.4;
        }
        return mentioned(name, text);
    }

    /** {@code mentions_price}: whether a text speaks of what the name ends with. */
    private static boolean mentioned(String name, String text) {
        String topic = name.lines()
                .findFirst()
                .orElse("")
                .replaceAll(
                        "\\b(?:is|has|have|mentions?|mentioned|about|contains?|wants?|does|was|the|a|an|any|it)\\b",
                        " ")
                .strip();
        if (topic.isEmpty()) {
            return false;
        }
        return !Topics.among(List.of(topic.replace(' ', '_')), text).isEmpty();
    }

    private static Optional<String> called(List<String> choices, String... names) {
        Set<String> wanted = Set.of(names);
        return choices.stream()
                .filter(choice ->
                        wanted.contains(choice.toLowerCase(Locale.ROOT).strip().replace(' ', '_')))
                .findFirst();
    }

    /** A question about a text in words, without the choices that it names. */
    static String asked(String told) {
        return told.lines()
                .map(line -> line.replaceAll("\\byes\\b|\\bno\\b|\\bor\\b", " "))
                .collect(Collectors.joining(" "));
    }
}
