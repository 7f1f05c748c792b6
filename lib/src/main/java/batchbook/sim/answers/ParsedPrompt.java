package batchbook.sim.answers;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question as the made-up answers look at it.
 *
 * @param text the prompt
 * @param told what is to be done, in lower case: of the prompt and of the system instruction
 * @param passage the prompt taken apart
 * @param keywords what it is about
 * @param random chance, which the whole answer draws from in its order
 */
record ParsedPrompt(
        Question question, long seed, String text, String told, Passage passage, List<String> keywords, Random random) {
    private static final int ENOUGH = 2000;
    private static final Pattern WORD = Pattern.compile("\\p{L}{3,24}");
    private static final Pattern CREATES = Pattern.compile(
            "\\b(?:write|draft|compose|create|generate|come up with|invent|rewrite|advertise|promote)\\b");
    private static final Set<String> COMMON = words("""
            about after again all also and answer any are because been before being between brief briefly but can
            classify could describe did does each eight every example examples explain few five following for four
            from get give got had has have her him his how idea ideas into its json just let like list make many may
            more most much name need new nine not now object off old one only other our out over please put question
            reply return say see sentence sentences seven she should show six some such summarise summarize tell ten
            text than that the their them then there these they things this those three through too translate two
            use using very want was way were what when where which while who why will with word words would write
            yes yet you your
            """);

    static ParsedPrompt of(Question question, long seed) {
        String prompt = question.prompt();
        String text = ends(prompt);
        Passage passage = Passage.of(
                text,
                !question.system().isBlank()
                        || question.turns().size() > 1
                        || !question.schema().isEmpty());
        String told = (question.system() + "\n" + passage.instruction()).toLowerCase(Locale.ROOT);
        List<String> keywords = WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .filter(Predicate.not(COMMON::contains))
                .distinct()
                .limit(6)
                .toList();
        Random random = Dice.roll(seed, question.model(), prompt, question.variant());
        return new ParsedPrompt(question, seed, text, told, passage, keywords, random);
    }

    /** Whether a prompt is told one of these words: those of a text to be read do not count. */
    static Predicate<ParsedPrompt> mentions(String alternatives) {
        Predicate<String> words =
                Pattern.compile("\\b(?:" + alternatives + ")\\b").asPredicate();
        return prompt -> words.test(prompt.told);
    }

    static Set<String> words(String separatedByBlanks) {
        return Set.of(separatedByBlanks.strip().split("\\s+", -1));
    }

    /** The prompt in lower case. */
    String lower() {
        return text.toLowerCase(Locale.ROOT);
    }

    /** A word the prompt is about; the first ones usually say it best. */
    String keyword(int index) {
        if (keywords.isEmpty()) {
            return index % 2 == 0 ? "this" : "that";
        }
        return keywords.get(index % keywords.size());
    }

    /** What stands beside the first keyword. */
    String other() {
        return keywords.size() > 1 ? keywords.get(1) : "the rest";
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Whether something new is to be written rather than something read. */
    boolean creates() {
        return CREATES.matcher(told).find();
    }

    /**
     * Whether the model gets this one wrong. Drawn from seed, model and prompt alone, so no two decisions disturb each
     * other.
     *
     * @param decision which of several decisions about one text
     * @param hardness 0 to 1
     */
    boolean errs(String decision, double hardness) {
        boolean helped = question.turns().size() > 1 || !question.system().isEmpty();
        return chance(decision) < Skill.of(question.model()).errs(hardness, helped);
    }

    /** 0 to 1, always the same for a decision. */
    double chance(String decision) {
        return Dice.roll(seed, question.model(), question.prompt(), question.variant(), decision)
                .nextDouble();
    }

    /** The sentiment of a part of the text, as this model sees it. */
    Sentiment sentiment(String part) {
        Mood mood = Mood.of(part);
        if (!errs("sentiment" + part, mood.hardness())) {
            return mood.sentiment();
        }
        return mood.bitter() ? mood.literally() : mood.sentiment().beside(chance("side" + part) < 0.5);
    }

    /** How soon somebody has to do something about a part of the text, 0 to 1; a model that errs is one step of five off. */
    double urgency(String part) {
        double level = Urgency.of(part);
        if (!errs(
                "urgency" + part,
                level > 0.2 && level < 0.8 ? 0.5 : Mood.of(part).hardness())) {
            return level;
        }
        double off = chance("off" + part) < 0.5 ? -0.25 : 0.25;
        return level + off < 0 || level + off > 1 ? level - off : level + off;
    }

    Sentiment sentiment() {
        return sentiment(passage.text());
    }

    /** What the instruction is about: the text to be read, without an instruction of one line before it. */
    String subject() {
        if (passage.apart()) {
            return passage.text().strip();
        }
        Matcher introduced =
                Pattern.compile("[:\\n]\\s*(\\S.*)", Pattern.DOTALL).matcher(text);
        return introduced.find() ? introduced.group(1).strip() : text.strip();
    }

    /** Looking at the ends of a long prompt is enough, and keeps a megabyte as quick as a line. */
    private static String ends(String prompt) {
        if (prompt.length() <= 2 * ENOUGH) {
            return prompt;
        }
        return prompt.substring(0, ENOUGH) + "\n" + prompt.substring(prompt.length() - ENOUGH);
    }
}
