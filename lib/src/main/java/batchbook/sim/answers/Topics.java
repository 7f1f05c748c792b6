package batchbook.sim.answers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What customers write about, by the words that they use for it. */
final class Topics {

    /**
     * One of them.
     *
     * @param names its own, and others for the same, between blanks
     */
    record Topic(String names, Pattern words) {
        String name() {
            return names.substring(1, names.indexOf(' ', 1));
        }

        /** Whether a text is about it, as far as that was learned, else by its words. */
        boolean in(String text) {
            return Learned.about(name(), text).orElseGet(() -> hits(text.toLowerCase(Locale.ROOT)) > 0);
        }

        /** Each word once, so that a text that repeats itself is not about one thing only. */
        long hits(String lower) {
            return words.matcher(lower)
                    .results()
                    .map(MatchResult::group)
                    .distinct()
                    .count();
        }

        int first(String lower) {
            return words.matcher(lower)
                    .results()
                    .findFirst()
                    .map(MatchResult::start)
                    .orElse(Integer.MAX_VALUE);
        }
    }

    private static final List<Topic> KNOWN = List.of(
            topic(
                    "delivery shipping shipment logistics dispatch transport",
                    "deliver|shipp|shipment|courier|parcel|arriv|postman|"
                            + "tracking|dispatch|carrier|days late|weeks late|on time\\b|next day"),
            topic("packaging package packing box", "packag|packed|box\\b|boxes\\b|wrapp|carton|dented"),
            topic(
                    "quality durability build workmanship material reliability",
                    "qualit|sturd|flims|broke|fell apart|crack|"
                            + "well made|cheaply|stitch|seams?\\b|durab|lasted|material|wobbl|rust|scratche|leak|torn?\\b|peel|solid|faded|"
                            + "defect|fell off|came off|came apart|reliab|stopped \\w+ing"),
            topic(
                    "price cost value money pricing value_for_money",
                    "price|pricing|pricey|expensive|value|cost\\b|costs\\b|(?:for|of) (?:the |my )?money|worth|"
                            + "bargain|overpriced|euros?\\b|[$£€]|discount|cheaper|affordable"),
            topic(
                    "support service customer_service customer_support help staff communication",
                    "support|customer service|"
                            + "service|staff|hotline|repl(?:y|ied|ies)|respon[ds]|answered|emails?\\b|emailed|called|phoned|agent|chat\\b|rude\\b|"
                            + "polite|helpful"),
            topic(
                    "size fit sizing dimensions",
                    "sizes?\\b|sizing|fits?\\b|fitted|too (?:small|big|large|tight|loose|short|long)|"
                            + "smaller|larger|bigger|dimension|runs (?:small|large)|tight\\b|loose\\b"),
            topic("battery power charging", "batter|charg(?:e|es|er|ing)\\b|power|plug\\b|cable|runtime"),
            topic(
                    "design appearance look looks style colour color",
                    "design|looks?\\b|looked|looking (?:good|great|nice|cheap)|colou?r|"
                            + "beautiful|ugly|stylish|pretty|elegant|shade\\b|finish\\b"),
            topic(
                    "usability ease_of_use handling instructions setup assembly",
                    "easy|easily|instruction|manual|set ?up|assembl|" + "install|confus|complicat|intuitiv|button"),
            topic("noise sound volume", "loud|noise|noisy|quiet|silent|hums?\\b|sound|rattl|buzz"),
            topic("comfort", "comf|soft\\b|cosy|cozy|itch|scratchy"),
            topic(
                    "performance function functionality speed",
                    "works?\\b|worked|working|perform|slow to|powerful|suction|" + "heats?\\b|boils?\\b|function"),
            topic("taste flavour flavor", "tast|flavou?r|delicious|bitter\\b|bland"),
            topic("smell odour odor scent", "smell|odou?r|stink|scent"),
            topic("cleaning hygiene", "clean|wash|dishwasher"),
            topic(
                    "returns return refund exchange warranty",
                    "return|refund|exchange|warranty|money back|replacement|sen[td] (?:it|them) back"),
            topic("safety danger hazard", "danger|unsafe|burn|fire\\b|smoke|spark|shock|injur|hazard"),
            topic(
                    "damage damaged broken defect defective fault faulty technical bug hardware",
                    "broke|crack|damag|defect|dent|shatter|"
                            + "stopped \\w+ing|doesn't|does not|faulty|dead\\b|error|crash|won't|bug\\b|leak"),
            topic(
                    "delay late delayed lateness",
                    "late\\b|delay|still waiting|not arrived|never arrived|weeks|where is"),
            topic(
                    "wrong_item wrong incorrect mix_up",
                    "wrong|instead of|not what i ordered|different (?:colou?r|model|size|item)"),
            topic(
                    "missing missing_part incomplete missing_item",
                    "missing|without|incomplete|lacks?\\b|not in the box|forgot"),
            topic(
                    "billing payment invoice charge",
                    "invoice|bill(?:ed|ing)?\\b|charged|payment|paid\\b|card\\b|paypal|refund|twice"),
            topic("account login access", "account|log ?in|password|sign ?in|locked out|profile"),
            topic(
                    "website ordering checkout shop app software",
                    "website|\\bsite\\b|checkout|voucher|basket|\\bapp\\b|update|software|bluetooth"),
            topic("availability stock", "stock|sold out|available|availability"),
            topic("environment sustainability waste", "plastic|recycl|sustainab|environment|eco\\b"));

    /** What is said of one thing ends where another begins. */
    private static final Pattern CLAUSE = Pattern.compile(",? (?:but|however|although|though|while|and) |; |, ");

    private Topics() {}

    /** Those that a text is about, in the order in which it comes to them. */
    static List<String> in(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return KNOWN.stream()
                .limit(17)
                .filter(topic -> topic.in(text))
                .sorted(Comparator.comparingInt(topic -> topic.first(lower)))
                .map(Topic::name)
                .toList();
    }

    /** Those of the choices that a text is about, the one that it says most of first. */
    static List<String> among(List<String> choices, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        record Scored(String choice, long hits, int first, boolean in) {}
        return choices.stream()
                .map(choice -> {
                    Topic topic = called(choice);
                    return new Scored(choice, topic.hits(lower), topic.first(lower), topic.in(text));
                })
                .filter(Scored::in)
                .sorted(Comparator.comparingLong(Scored::hits).reversed().thenComparingInt(Scored::first))
                .map(Scored::choice)
                .toList();
    }

    /** The first sentence about it. */
    static Optional<String> sentence(String topic, Passage passage) {
        Topic words = called(topic);
        return passage.sentences().stream()
                .flatMap(CLAUSE::splitAsStream)
                .filter(sentence -> words.hits(sentence.toLowerCase(Locale.ROOT)) > 0)
                .findFirst();
    }

    /** The one of this name, or else the beginnings of its words. */
    private static Topic called(String label) {
        List<String> words = words(label);
        String whole = String.join("_", words);
        return KNOWN.stream()
                .filter(topic -> topic.names.contains(" " + whole + " "))
                .findFirst()
                .or(() -> KNOWN.stream()
                        .filter(topic -> words.stream().anyMatch(word -> topic.names.contains(" " + word + " ")))
                        .findFirst())
                .orElseGet(() -> new Topic(
                        " " + whole + " ",
                        Pattern.compile(words.stream()
                                .map(word -> "\\b"
                                        + Pattern.quote(
                                                word.length() > 5 ? word.substring(0, word.length() - 2) : word))
                                .collect(Collectors.joining("|")))));
    }

    private static List<String> words(String label) {
        List<String> words = new ArrayList<>(Arrays.asList(label.replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT)
                .split("[^\\p{L}\\d]+", -1)));
        words.removeIf(word -> word.isEmpty() || word.equals("and") || word.equals("of"));
        return words.isEmpty() ? List.of("?") : words;
    }

    private static Topic topic(String names, String words) {
        return new Topic(" " + names + " ", Pattern.compile("(?<!\\p{L})(?:" + words + ")"));
    }
}
