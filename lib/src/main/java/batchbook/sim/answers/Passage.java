package batchbook.sim.answers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A prompt taken apart: what is to be done, and the text it is to be done with.
 *
 * @param instruction the lines that tell what to do
 * @param text what is to be read: the whole prompt if nothing else was found
 * @param facts what stands in lines such as {@code Product: kettle}, by names in lower case
 * @param apart whether there was a text beside the instruction
 */
record Passage(String instruction, String text, Map<String, String> facts, boolean apart) {
    private static final String VERBS =
            "classify|categori[sz]e|label|rate|score|judge|analy[sz]e|extract|summari[sz]e|sum"
                    + " up|translate|write|create|generate|draft|compose|describe|answer|reply|respond|return|give|tell|choose|pick|decide|"
                    + "determine|identify|find|read|look at|list|name|is|are|does|do|did|what|which|how|why|who|please|you"
                    + " are|act as|consider|below|here (?:is|are)|based on|from the|in the following|the following|use|only|"
                    + "output|produce|fill|convert|rewrite|shorten|explain|detect|assess|evaluate|sentiment of|say|turn|"
                    + "calculate|compute|solve|compare|count|help|suggest|recommend|think|imagine|make|design|plan|can you|could you|"
                    + "one word|in one|in at most|in \\d+|no explanation|no other|without|just|keep it|be";
    private static final String ASKS = "(?:would|should|can|could|will|has|have|was|were)\\b[^.!\\n]*[?]";
    private static final Pattern TELLS =
            Pattern.compile("^[\\s\\d.)*#-]*(?:(?:" + VERBS + ")\\b|" + ASKS + ")", Pattern.CASE_INSENSITIVE);
    private static final Pattern TELLS_LATER = Pattern.compile(
            "^\\s*(?:answer|reply|respond|return|output|classify|label|sentiment|category|is this|what is the|which of|"
                    + "give|use only|choose|json)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FACT =
            Pattern.compile("^\\s*[-*]?\\s*([\\p{L}][\\p{L}\\d _/-]{0,30}?)\\s*[:=]\\s+(\\S.*)$");
    private static final Pattern CHOICES =
            Pattern.compile("[\\p{L}\\d_ -]{1,25}(?:(?:,| or | and |\\||/)[\\p{L}\\d_ -]{1,25})+\\.?");
    private static final Pattern BEFORE_CHOICES = Pattern.compile(
            "(?:of|into|as|labels?|categor\\w+|options?|classes|choices?|either|with|following|keys|fields|these)\\W*$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NAMES_FIRST =
            Pattern.compile("^\\s*(?:product )?(?:name|title|label|score|text)\\s*[:=].*", Pattern.CASE_INSENSITIVE);
    private static final Pattern BLOCK = Pattern.compile(
            "\"\"\"\\s*(.+?)\\s*\"\"\"|```\\s*(.+?)\\s*```|<([\\w-]+)>\\s*(.+?)\\s*</\\3>", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("[\"“«]([^\"”»]{2,})[\"”»]");
    private static final Pattern MAIN = Pattern.compile(
            "review|text|comment|message|feedback|ticket|body|content|answer|post|tweet|article|input|statement|sentence|"
                    + "complaint|description of the problem|problem|remark");
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?])[\"”’)]?\\s+");

    Passage {
        facts = Map.copyOf(facts);
    }

    /**
     * Takes one apart.
     *
     * @param told whether what to do is said elsewhere, in a system instruction; then a prompt may be nothing but text
     */
    static Passage of(String prompt, boolean told) {
        Matcher block = BLOCK.matcher(prompt);
        if (block.find()) {
            String inside = Stream.of(1, 2, 4)
                    .map(block::group)
                    .filter(found -> found != null)
                    .findFirst()
                    .orElse("");
            String outside = prompt.substring(0, block.start()) + "\n" + prompt.substring(block.end());
            return new Passage(outside.strip(), inside, new Lines().read(outside + "\n" + inside).facts, true);
        }
        Lines lines = new Lines().read(prompt);
        Matcher quoted = QUOTED.matcher(prompt);
        if (quoted.find()
                && (lines.text.isEmpty()
                        || (quoted.start() < prompt.indexOf(':')
                                && quoted.group(1).length() > 12))) {
            return new Passage(quoted.replaceFirst(" "), quoted.group(1).strip(), lines.facts, true);
        }
        if (lines.text.isEmpty() || (lines.told.isEmpty() && !told)) {
            return new Passage(prompt, prompt, lines.facts, false);
        }
        return new Passage(String.join("\n", lines.told), lines.readable(), lines.facts, true);
    }

    /** The same about less. */
    Passage only(String part) {
        return new Passage(instruction, part, facts, apart);
    }

    List<String> sentences() {
        return SENTENCE.splitAsStream(text.replace('\n', ' '))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** A fact whose name has one of these words. */
    Optional<String> fact(Pattern name) {
        return facts.entrySet().stream()
                .filter(fact -> name.matcher(fact.getKey()).find())
                .min(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue);
    }

    /** One line after the other; what was told before a text begins is not text. */
    private static final class Lines {
        private final List<String> told = new ArrayList<>();
        private final List<String> text = new ArrayList<>();
        private final List<String> main = new ArrayList<>();
        private final Map<String, String> facts = new LinkedHashMap<>();
        private boolean announced;

        Lines read(String prompt) {
            prompt.lines().filter(line -> !line.isBlank()).forEach(this::line);
            return this;
        }

        /** The review of a row that also has a product and a price: the mood is in the review alone. */
        String readable() {
            return String.join("\n", main.isEmpty() ? text : main);
        }

        private void line(String line) {
            boolean begun = announced || !text.isEmpty();
            if (!begun && line.strip().endsWith(":")) {
                told.add(line.strip());
                announced = true;
                return;
            }
            if (!NAMES_FIRST.matcher(line).matches()
                    && (begun ? TELLS_LATER : TELLS).matcher(line).find()) {
                int colon = line.indexOf(':', Math.max(0, line.lastIndexOf('}')));
                String tail = colon < 0 ? "" : line.substring(colon + 1).strip();
                announced |= colon >= 0 && tail.isEmpty();
                if (tail.isEmpty()
                        || begun
                        || choices(line.substring(0, Math.max(0, colon)), tail)
                        || tail.startsWith("{")) {
                    sentences(line, begun || colon >= 0);
                } else if (FACT.matcher(tail.lines().findFirst().orElse("")).matches()) {
                    told.add(line.substring(0, colon));
                    line(tail);
                } else if (colon >= 0 && !line.substring(0, colon).matches(".*[.!?]\\s.*")) {
                    told.add(line.substring(0, colon));
                    said(tail);
                } else {
                    sentences(line, false);
                }
                return;
            }
            Matcher fact = FACT.matcher(line);
            if (fact.matches()) {
                String name = fact.group(1).toLowerCase(Locale.ROOT).replace('_', ' ');
                facts.putIfAbsent(name, fact.group(2).strip());
                text.add(line.strip());
                if (MAIN.matcher(name).find()) {
                    main.add(fact.group(2).strip());
                }
                return;
            }
            said(line.strip());
        }

        private static boolean choices(String head, String tail) {
            return BEFORE_CHOICES.matcher(head).find()
                    && CHOICES.matcher(SENTENCE.split(tail, 2)[0]).matches();
        }

        private void said(String words) {
            text.add(words);
            main.add(words);
        }

        /** {@code What is the sentiment? The box is brown.} has both in one line. */
        private void sentences(String line, boolean allTold) {
            boolean telling = true;
            List<String> rest = new ArrayList<>();
            for (String sentence : SENTENCE.split(line.strip(), -1)) {
                telling = telling && (allTold || TELLS.matcher(sentence).find());
                (telling ? told : rest).add(sentence);
            }
            String after = rest.stream().collect(Collectors.joining(" "));
            if (!after.isEmpty()) {
                Matcher fact = FACT.matcher(after);
                if (fact.matches()) {
                    facts.putIfAbsent(
                            fact.group(1).toLowerCase(Locale.ROOT),
                            fact.group(2).strip());
                }
                said(fact.matches() ? fact.group(2) : after);
            }
        }
    }
}
