package batchbook.sim.answers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What single words and phrases say about a mood: above zero glad, below zero not. */
final class MoodWords {
    private static final Map<String, Double> WEIGHTS = new HashMap<>();

    /** A phrase and what it weighs. */
    record Phrase(Pattern pattern, double weight) {
        static Phrase of(double weight, String regex) {
            return new Phrase(Pattern.compile("\\b(?:" + regex + ")"), weight);
        }
    }

    /** Looked for before single words, which they would turn around. */
    static final List<Phrase> PHRASES = List.of(
            Phrase.of(
                    -2,
                    "waste of (?:money|time)|rip.?off|false advertising|never again|stay away|steer clear|avoid this|wanted to (?:like|love)|barely \\w+|hardly \\w+|anything but"),
            Phrase.of(
                    2,
                    "can(?:no|')?t (?:get enough|imagine|wait|fault|complain|go wrong|stop \\w+ing|recommend \\w* ?enough|beat)|couldn'?t be happier|not want to be without|never (?:been|felt|looked|slept) (?:so|better)|best (?:\\w+ )?(?:i'?ve|i have|purchase)"
                            + "|(?:five|5) stars|5/5|10/10|game.?changer|life.?saver|top.?notch|spot on"),
            Phrase.of(
                    1.5,
                    "no (?:complaints?|problems?|issues?|regrets?|fuss|trouble)\\b|without (?:any )?(?:problems?|issues?|fuss|a hitch)"
                            + "|(?:would|will|i'll|definitely) (?:definitely |happily |certainly )?(?:buy|order|purchase|shop)"
                            + " (?:it |this |here |one |from \\w+ )?again|worth (?:it|every|each|the|buying)"
                            + "|exactly (?:what|as|like)|better than (?:i )?expected|exceeded|holds? up"),
            Phrase.of(
                    1,
                    "not (?:too |half |at all )?(?:bad|disappointed)\\b|as (?:described|advertised|pictured|promised)"
                            + "|does (?:the|its) job|does what it|so far,? so good|on time|ahead of time|well (?:made|built|packed|worth)"),
            Phrase.of(
                    -2,
                    "(?:do|did|does|would|will|could|can|is|was|are|were|has|have)(?:n'?t| not| never) (?:even |really |actually |properly )?"
                            + "(?:work|recommend|buy|fit|hold|last|arrive|charge|turn|close|match|stay|happy|good|great|worth|impressed"
                            + "|helpful|comfortable|what|as|order|like|come|heat|start|reply|replied|answer|stick|seal)\\w*"
                            + "|never (?:arrived|came|worked|received|got|answered|replied|buy|order)\\w*"
                            + "|not (?:as )?(?:described|pictured|advertised|recommend\\w*|happy|impressed|satisfied|helpful|worth|what i|acceptable)"),
            Phrase.of(
                    -2,
                    "stopped (?:working|\\w+ing)|f[ea]ll(?:s|ing)? (?:apart|off)|c[ao]me(?:s)? (?:apart|off)|broke\\w*|gave up|died\\b|let down"
                            + "|money back|sen[dt](?:ing)? (?:it|them|this) back|return(?:ed|ing) (?:it|them|this)|refund\\w*"
                            + "|no (?:reply|answer|response|refund|help)\\b|nobody (?:answer|repl|help)\\w*|fall(?:s)? short"
                            + "|(?:one|two|1|2) stars?\\b|1/5|2/5"),
            Phrase.of(
                    -1,
                    "too (?:small|big|large|loud|tight|thin|heavy|short|long|expensive|weak|slow|hot|flimsy|stiff|bright"
                            + "|complicated|sweet|salty|late|narrow|wide|dark|noisy)|could (?:be|have been) (?:better|nicer|quieter|cheaper)"
                            + "|expected (?:more|better)|wish (?:it|they|the|i)|if only|on the \\w+ side|used to be|only (?:downside|complaint|drawback|problem|gripe)|smaller than|thinner than|cheaper than it"));

    static {
        weigh(2, """
                amazing awesome best brilliant excellent fantastic flawless gorgeous incredible love loved loves masterpiece
                outstanding perfect perfectly stunning superb terrific thrilled wonderful delighted delightful
                exceptional marvellous magnificent adore obsessed wow hervorragend begeistert perfekt
                """);
        weigh(1, """
                beautiful beautifully charming comfortable comfy cosy cozy crisp delicious durable easily easy effective
                efficient elegant enjoy enjoyed enjoying enjoys fast flattering fresh friendly fun generous glad good great
                handy happy happily helpful ideal impressed impressive intuitive kind lightweight like liked likes lovely neat nice nicely
                pleasant pleased pleasure polite positive practical pretty prompt promptly quick quickly quiet recommend recommended
                reliable responsive satisfied sharp silent sleek smooth smoothly soft solid spotless stylish sturdy super
                thank thanks thoughtful tidy useful versatile warm well bargain favourite favorite treat improved saved
                toll schön zufrieden gerne prima bien parfait excelente bueno gut praise
                """);
        weigh(-2, """
                angry appalling awful defective disgusting dreadful dangerous disaster disappointed disappointing disappointment
                furious garbage hate hated horrible horrendous infuriating junk pathetic rubbish scam shattered
                terrible trash unacceptable unusable useless worst atrocious broken kaputt schlecht enttäuscht
                """);
        weigh(-1, """
                annoyed annoying avoid awkward bad bent bland blurry boring bother burnt cheaply chipped clumsy
                cold complain complained complaint complicated confusing cracked cracks crash crashes cramped creaks damaged
                dead delayed delay dented difficult dirty dull error errors fail failed fails failure faded fades faulty
                flimsy fragile frustrated frustrating fuzzy gap harsh ignored inaccurate incomplete inferior itchy jams lacks
                late leak leaked leaking leaks loose lost loud mediocre mess misleading missing mistake noisy overpriced
                peeling poor poorly problem problems regret rude rust rusted rusty sad scratched scratches scratchy shame shoddy
                shrank slow slowly smells sticky stiff stinks stuck struggle tacky tore torn trouble ugly uncomfortable unfortunately
                unhappy unreliable unhelpful unstable upset waste wasted weak wobbles wobbly worse worthless wrong scuffed spilled
                negative sloppy pricey expensive stained tangled uneven chaos langsam leider mauvais malo lento
                """);
    }

    private MoodWords() {}

    static double weight(String word) {
        return WEIGHTS.getOrDefault(word, 0.0);
    }

    private static void weigh(double weight, String words) {
        for (String word : words.strip().split("\\s+", -1)) {
            WEIGHTS.put(word, weight);
        }
    }
}
