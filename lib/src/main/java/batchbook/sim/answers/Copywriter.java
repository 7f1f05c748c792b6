package batchbook.sim.answers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Texts for customers, made of the facts in a prompt, in the tone and length that it asks for. */
final class Copywriter {
    private static final Pattern NAME = Field.any("name|product|item|title|article");
    private static final Pattern INLINE = Pattern.compile(
            "\\b(?:for|about|of|on) (?!\\d|\\w+ words)(?:the |a |an |our |this |my )?([^,.:;(\\n]{2,60})(?:\\s*[,:;(]\\s*([^\\n)]+))?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern KEY = Pattern.compile(
            "^(material|colou?r|price|size|capacity|weight|volume|height|width|power|made of|in|for|costs?)\\b[ :]+(.+)$",
            Pattern.CASE_INSENSITIVE);
    private static final Predicate<String> LISTED = Set.of("feature", "features")::contains;
    private static final Pattern TITLE = Field.any("tagline|slogan|headline|title|subject line|product name|claim");
    private static final Pattern REPLY = Pattern.compile(
            "\\b(?:reply|respond|response|answer)\\b.*\\b(?:review|customer|complaint|ticket|email|message|feedback)");
    private static final Pattern POST = Field.any("tweet|post|instagram|social media|linkedin|hashtags?");

    private static final Pattern GOODS = Field.any(
            "product|description|copy|adverts?|ads?|blurb|tagline|slogan|headline|listing|shop|catalogue?|brand"
                    + "|marketing|title|post|tweet|newsletter|text for|announcement|campaign|subject line");

    private static final List<String> INVENTED = List.of(
            "Now for only 19.99 euros!",
            "With a guarantee of 10 years.",
            "Over 2,500 customers cannot be wrong.",
            "Now 30 % cheaper!");

    private Copywriter() {}

    /** What a prompt that asks to write something gets. */
    static Optional<String> written(ParsedPrompt prompt) {
        if (REPLY.matcher(prompt.told().replace('\n', ' ')).find()
                && prompt.passage().apart()) {
            return Optional.of(reply(prompt));
        }
        if (!prompt.creates()
                || !GOODS.matcher(prompt.told()).find()
                || !(prompt.passage().apart() || INLINE.matcher(prompt.text()).find())) {
            return Optional.empty();
        }
        if (TITLE.matcher(prompt.told()).find() && !prompt.told().contains("description")) {
            return Optional.of(title(prompt));
        }
        String text = text(prompt, "");
        boolean post = POST.matcher(prompt.told()).find();
        return Optional.of(post ? text + " #" + name(prompt).replaceAll("[^\\p{L}\\d]", "") : text);
    }

    /**
     * A description of the thing.
     *
     * @param more what is told of this text elsewhere, as in a schema
     */
    static String text(ParsedPrompt prompt, String more) {
        String told = prompt.told() + "\n" + more.toLowerCase(Locale.ROOT);
        Tone tone = Tone.of(told);
        List<String> sentences = new ArrayList<>();
        sentences.add(prompt.oneOf(tone.openings).formatted(name(prompt)));
        List<String> features = new ArrayList<>(features(prompt, LISTED.negate()));
        List<String> lists = features(prompt, LISTED);
        if (features.size() > 1 && prompt.errs("fact", 0.4)) {
            features.remove(prompt.random().nextInt(features.size()));
        }
        if (!features.isEmpty()) {
            sentences.add(sentence(features));
        }
        lists.forEach(list ->
                sentences.add("Good to know: " + list.replaceFirst("^with ", "").replaceAll("\\s*;\\s*", ", ") + "."));
        // Who has little to tell makes something up.
        if (prompt.errs("invention", features.size() + lists.size() < 3 ? 1 : 0.3)) {
            sentences.add(prompt.oneOf(INVENTED));
        }
        List<String> closings = new ArrayList<>(tone.closings);
        Collections.shuffle(closings, prompt.random());
        sentences.add(closings.get(0));
        Length length = Length.told(told);
        List<String> fillers = new ArrayList<>(closings.subList(1, closings.size()));
        fillers.add(Prose.sentence(prompt));
        int[] next = {0};
        return (prompt.errs("length", 0.4) ? length.careless() : length)
                .of(sentences, () -> fillers.get(next[0]++ % fillers.size()));
    }

    /** A few words that could stand above it. */
    static String title(ParsedPrompt prompt) {
        String name = name(prompt);
        List<String> ends = switch (Tone.of(prompt.told())) {
            case PLAYFUL -> List.of("Ready When You Are!", "Love at First Use", "Tiny Joy, Every Day");
            case FORMAL -> List.of("Reliable in Daily Use", "Quality You Can Depend On");
            case LUXURY -> List.of("Quietly Exceptional", "A Class of Its Own");
            case PLAIN -> List.of("Made for Every Day", "Simple and Good", "Does What It Should");
        };
        return Length.told(prompt.told()).of(List.of(capital(name) + ": " + prompt.oneOf(ends)), () -> "");
    }

    /** What is known of the thing, each as a few words. */
    static List<String> features(ParsedPrompt prompt) {
        return features(prompt, key -> true);
    }

    private static List<String> features(ParsedPrompt prompt, Predicate<String> keys) {
        return facts(prompt).entrySet().stream()
                .filter(fact -> !NAME.matcher(fact.getKey()).find() && keys.test(fact.getKey()))
                .map(fact -> phrase(fact.getKey(), fact.getValue()))
                .toList();
    }

    static String name(ParsedPrompt prompt) {
        return facts(prompt).entrySet().stream()
                .filter(fact -> NAME.matcher(fact.getKey()).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> prompt.keyword(0));
    }

    /** The first words of something. */
    static String short_(String text, int most) {
        return Arrays.stream(text.split("\\s+", -1))
                .limit(most)
                .collect(Collectors.joining(" "))
                .replaceAll("[.,;:!?]+$", "");
    }

    private static Map<String, String> facts(ParsedPrompt prompt) {
        Map<String, String> facts = new LinkedHashMap<>();
        prompt.text().lines().forEach(line -> {
            String key = line.replaceFirst("\\s*[:=].*", "")
                    .strip()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[_.]", " ")
                    .replaceFirst("^[-*] *", "");
            if (prompt.passage().facts().containsKey(key)) {
                facts.put(key, prompt.passage().facts().getOrDefault(key, ""));
            }
        });
        Matcher inline = INLINE.matcher(prompt.text());
        if (facts.isEmpty() && prompt.passage().facts().isEmpty() && inline.find()) {
            facts.put("name", inline.group(1).strip());
            more(facts, Optional.ofNullable(inline.group(2)).orElse(""));
        }
        // In one line: a name, and what comes after it.
        prompt.passage().facts().forEach((key, value) -> {
            if (NAME.matcher(key).find() && value.contains("; ")) {
                facts.put(key, value.substring(0, value.indexOf("; ")));
                more(facts, value.substring(value.indexOf("; ") + 2));
            }
        });
        return facts;
    }

    private static void more(Map<String, String> facts, String list) {
        for (String part : list.split("\\s*[,;.]\\s+|\\)|\\s+and\\s+", -1)) {
            Matcher key = KEY.matcher(part.strip());
            if (key.matches()) {
                facts.put(key.group(1).toLowerCase(Locale.ROOT), key.group(2).strip());
            } else if (!part.isBlank() && part.length() < 60 && !part.contains("words")) {
                facts.put("feature " + facts.size(), part.strip().replaceFirst("\\.$", ""));
            }
        }
    }

    private static String phrase(String key, String value) {
        return switch (key) {
            case "material", "made of" -> "made of " + value;
            case "colour", "color", "in" -> "in " + value;
            case "price", "cost", "costs", "price eur", "for" ->
                "for " + value + (value.matches("[\\d.,]+") ? " euros" : "");
            case "features", "feature" -> "with " + value;
            default -> key.startsWith("feature ") ? value : "with a " + key + " of " + value;
        };
    }

    private static String sentence(List<String> features) {
        boolean told = features.stream().allMatch(feature -> feature.matches("(?:made of|in|for|with) .*"));
        List<String> parts = told
                ? features.stream()
                        .map(feature -> feature.replaceFirst("^made of ", "is made of ")
                                .replaceFirst("^in ", "comes in ")
                                .replaceFirst("^for (?=\\d)", "costs ")
                                .replaceFirst("^for ", "is for ")
                                .replaceFirst("^with ", "has "))
                        .toList()
                : features;
        int last = parts.size() - 1;
        String list = last == 0 ? parts.get(0) : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
        return (told ? "It " : "What you get: ") + list + ".";
    }

    private static String reply(ParsedPrompt prompt) {
        Passage passage = prompt.passage();
        List<String> topics = Topics.in(passage.text());
        String about = topics.isEmpty() ? "your order" : "the " + topics.get(0).replace('_', ' ');
        String dear = Extracts.person(passage.text())
                .map(name -> "Dear " + name + ", thank you for writing to us.")
                .orElse("Thank you for your message.");
        List<String> sentences = switch (prompt.sentiment()) {
            case POSITIVE ->
                List.of(dear, "We are glad to read that you like " + about + ".", "We hope to see you again soon.");
            case NEGATIVE ->
                List.of(
                        dear,
                        "We are sorry about " + about + ".",
                        Urgency.of(passage.text()) > 0.4
                                ? "We will send you a replacement or your money back, whichever you prefer."
                                : "We have passed this on to the colleagues who can change it.");
            case NEUTRAL, MIXED ->
                List.of(dear, "We have noted what you say about " + about + ".", "It helps us to get better.");
        };
        Length length = Length.told(prompt.told());
        return (prompt.errs("length", 0.4) ? length.careless() : length)
                .of(sentences, () -> "Please write to us at any time.");
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
