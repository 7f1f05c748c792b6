package batchbook.sim.answers;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How glad and how sad a text sounds, by its words.
 *
 * @param glad what speaks for it, 0 or more
 * @param sad what speaks against it, 0 or more
 * @param learned what was learned of such texts: above zero glad, below zero not
 * @param bitter whether it praises what is no good: a model may take that for praise
 */
record Mood(double glad, double sad, double learned, boolean bitter) {
    private static final double LISTS = 0.5;

    private static final double SURE = 0.3;
    private static final Set<String> TURNS =
            Set.of("not", "never", "no", "isn't", "wasn't", "don't", "didn't", "hardly", "aren't", "without", "nicht");
    private static final Pattern WORD = Pattern.compile("\\p{L}+(?:['’]\\p{L}+)?|[.!?;,]");
    private static final Set<String> TURNING_POINTS =
            Set.of("but", "however", "except", "though", "although", "yet", "aber");
    private static final Pattern BITTER = Pattern.compile(
            "thanks for nothing|just what (?:i|we|everyone) (?:always |really )?"
                    + "(?:needed|wanted)|yeah,? right|what a (?:joke|surprise|treat|bargain)|slow clap|good luck (?:with|getting|finding|reaching)"
                    + "|if you (?:enjoy|like|love|are into|fancy) (?:waiting|paying|being|your|gluing|cleaning|guessing|\\w+ing)|my favou?rite part|bravo|who (?:doesn't|needs|knew)"
                    + "|perfect for (?:people|anyone|those|someone) who|a real (?:treat|pleasure|work of art)|well done,? (?:everyone|team|all)"
                    + "|congratulations|how (?:thoughtful|generous|kind) of|nothing says|truly (?:impressive|remarkable|a)|lucky me|silver lining|art piece|makes a (?:great|lovely|fine|nice) (?:paperweight|doorstop|decoration)");
    private static final Pattern BITTER_WITH_A_REASON = Pattern.compile(
            "^\\W*(?:oh,? )?(?:great|wonderful|brilliant|fantastic|lovely|perfect|amazing|super|excellent|impressive|nice)[,.!…]"
                    + "|love (?:how|it when|that|waiting|paying)|so much (?:fun|for)|apparently|genius|of course|10/10|five stars (?:for|if)|thanks (?:a lot|so much)");

    static Mood of(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replace('’', '\'');
        double glad = 0;
        double sad = 0;
        StringBuilder rest = new StringBuilder(lower);
        for (MoodWords.Phrase phrase : MoodWords.PHRASES) {
            Matcher found = phrase.pattern().matcher(rest);
            while (found.find()) {
                glad += Math.max(0, phrase.weight());
                sad -= Math.min(0, phrase.weight());
                blank(rest, found.start(), found.end());
            }
        }
        int turned = 0;
        double emphasis = 1;
        Matcher words = WORD.matcher(rest);
        while (words.find()) {
            String word = words.group();
            if (word.length() == 1 && !Character.isLetter(word.charAt(0))) {
                turned = 0;
                continue;
            }
            double weight = MoodWords.weight(word) * emphasis * (turned > 0 ? -0.8 : 1);
            glad += Math.max(0, weight);
            sad -= Math.min(0, weight);
            turned = TURNS.contains(word) ? 3 : turned - 1;
            emphasis = TURNING_POINTS.contains(word) ? 1.3 : emphasis;
        }
        boolean bitter = BITTER.matcher(lower).find()
                || (sad >= 1 && BITTER_WITH_A_REASON.matcher(lower).find());
        return new Mood(glad, sad, learned(text), bitter);
    }

    /** Nothing for texts with too few words that are known. */
    private static double learned(String text) {
        if (!Learned.knows(text)) {
            return 0;
        }
        double glad = Learned.glad(text);
        double sad = Learned.sad(text);
        return glad > 0 || sad > 0 ? glad - sad : 0;
    }

    /** Both together: a clear word weighs against what was learned of words that only happened to be there. */
    private double together() {
        return learned + (bitter ? -1 : LISTS * Math.max(-3, Math.min(3, score())));
    }

    /** By the lists of words alone. */
    double score() {
        return glad - sad;
    }

    /** What most people would say of it. */
    Sentiment sentiment() {
        if (Math.abs(learned) > 0) {
            return Math.abs(together()) < SURE
                    ? Sentiment.NEUTRAL
                    : together() > 0 ? Sentiment.POSITIVE : Sentiment.NEGATIVE;
        }
        return bitter ? Sentiment.NEGATIVE : literally();
    }

    /** What a model says that goes by single words. */
    Sentiment literally() {
        double both = glad + sad;
        if (Math.min(glad, sad) >= 1 && Math.abs(score()) <= 0.3 * both) {
            return Sentiment.MIXED;
        }
        if (Math.abs(score()) < 0.7) {
            return Sentiment.NEUTRAL;
        }
        return score() > 0 ? Sentiment.POSITIVE : Sentiment.NEGATIVE;
    }

    /** 0 for what everybody gets right, 1 where single words mislead. */
    double hardness() {
        if (bitter) {
            return 1;
        }
        Sentiment literal = literally();
        boolean misled = literal != sentiment() && (literal == Sentiment.POSITIVE || literal == Sentiment.NEGATIVE);
        if (misled) {
            return 0.8;
        }
        double most = Math.max(glad, sad);
        double against = most == 0 ? 0 : Math.min(glad, sad) / most;
        return Math.max(against, most > 0 && Math.abs(score()) < 1.5 ? 0.2 : literal == sentiment() ? 0.05 : 0.3);
    }

    /** -1 to 1. */
    double level() {
        double score = switch (sentiment()) {
            case POSITIVE -> Math.max(1, score());
            case NEGATIVE -> Math.min(-1, bitter ? -2 : score());
            case NEUTRAL, MIXED -> 0;
        };
        return score / (Math.abs(score) + 1.5);
    }

    private static void blank(StringBuilder text, int from, int to) {
        for (int i = from; i < to; i++) {
            text.setCharAt(i, '_');
        }
    }
}
