package batchbook.sim.answers;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A prompt as the made-up answers look at it. */
record ParsedPrompt(String text, String lower, List<String> keywords, Random random) {
    private static final int ENOUGH = 2000;
    private static final Pattern WORD = Pattern.compile("\\p{L}{3,24}");
    private static final Pattern QUOTED = Pattern.compile("[\"“«]([^\"”»]{2,})[\"”»]");
    private static final Pattern INTRODUCED = Pattern.compile("[:\\n]\\s*(\\S.*)", Pattern.DOTALL);
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

    static ParsedPrompt of(String prompt, long seed) {
        String text = ends(prompt);
        String lower = text.toLowerCase(Locale.ROOT);
        List<String> keywords = WORD.matcher(lower)
                .results()
                .map(MatchResult::group)
                .filter(Predicate.not(COMMON::contains))
                .distinct()
                .limit(6)
                .toList();
        return new ParsedPrompt(text, lower, keywords, Dice.roll(seed, prompt));
    }

    /** Whether a prompt has one of these words. */
    static Predicate<ParsedPrompt> mentions(String alternatives) {
        Predicate<String> words =
                Pattern.compile("\\b(?:" + alternatives + ")\\b").asPredicate();
        return prompt -> words.test(prompt.lower);
    }

    static Set<String> words(String separatedByBlanks) {
        return Set.of(separatedByBlanks.strip().split("\\s+", -1));
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

    /** What the instruction is about: the text in quotes or after the first colon or line, else all of it. */
    String subject() {
        Matcher quoted = QUOTED.matcher(text);
        if (quoted.find()) {
            return quoted.group(1).strip();
        }
        Matcher introduced = INTRODUCED.matcher(text);
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
