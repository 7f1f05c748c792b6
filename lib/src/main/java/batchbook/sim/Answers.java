package batchbook.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Plausible texts: right where a lesson would notice, otherwise plainly made up. */
record Answers(long seed) implements Function<String, String> {
    private static final Pattern CAPITAL = Pattern.compile("capital (?:city )?of (?:the )?([\\p{L} ]+)");
    private static final Pattern LANGUAGE =
            Pattern.compile("\\b(?:to|into|in) (arabic|chinese|dutch|english|french|german|"
                    + "greek|hebrew|hindi|italian|japanese|korean|latin|polish|portuguese|russian|spanish|"
                    + "swedish|turkish)\\b");
    private static final Pattern CHOICES = Pattern.compile(
            "\\b(?:one of|as|into|either|is it|answer|reply|choose|between|with)(?: these| the following)?:? "
                    + "([\\p{L}_-]+(?:(?:, (?:or |and )?| or | and |/)[\\p{L}_-]+)+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern COUNT =
            Pattern.compile("\\b(\\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\\b");
    private static final List<String> NUMBERS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
    private static final List<String> PROSE = List.of(
            "This is a simulated answer about %1$s.",
            "Where a real model would go into %1$s, the simulator only repeats the word.",
            "The prompt puts %1$s next to %2$s, and so does this sentence.",
            "Nothing here is a fact about %1$s; it is text of a believable length.",
            "Taken together, %1$s and %2$s give this answer something to be about.",
            "With another seed these lines on %2$s would come out differently.",
            "Ask a real model when what is said of %1$s has to be true.",
            "Whoever reads on will find %2$s mentioned once more, and then no more.");

    private static final Predicate<String> JSON = words("json");
    private static final Predicate<String> NOTHING_ELSE = words("only|just|one word|one-word|single word");
    private static final Predicate<String> TRANSLATE = words("translate|translation");
    private static final Predicate<String> CLASSIFY =
            words("classify|classification|sentiment|label|categorise|categorize|category|tone|mood|positive|negative");
    private static final Predicate<String> TRUE_OR_FALSE = words("true or false|true/false");
    private static final Predicate<String> YES_OR_NO = words("yes or no|yes/no");
    private static final Predicate<String> ONE_WORD = words("one word|one-word|single word|a word");
    private static final Predicate<String> SUMMARISE = words("summarise|summarize|summary|tl;dr|shorten|in short");
    private static final Predicate<String> LIST =
            words("list|name|give me (?:\\d+|two|three|four|five|ten)|suggest|ideas|examples|bullet|bullets");

    @Override
    public String apply(String prompt) {
        ParsedPrompt asked = ParsedPrompt.of(prompt, seed);
        return JSON.test(asked.lower()) ? object(asked) : plain(asked);
    }

    /** The answer as a JSON object, for a request that wants JSON but names no schema. */
    String json(String prompt) {
        return object(ParsedPrompt.of(prompt, seed));
    }

    /** One sentence, for a place in a schema that wants some words. */
    static String sentence(ParsedPrompt asked) {
        return asked.oneOf(PROSE).formatted(asked.keyword(0), asked.other());
    }

    private static String object(ParsedPrompt asked) {
        return Json.indented(Json.object().put("answer", plain(asked))).strip();
    }

    private static String plain(ParsedPrompt asked) {
        return Stream.<Function<ParsedPrompt, Optional<String>>>of(
                        Arithmetic::result,
                        Answers::capital,
                        Answers::translation,
                        Answers::label,
                        Answers::yesOrNo,
                        Answers::oneWord,
                        Answers::summary,
                        Answers::list)
                .map(rule -> rule.apply(asked))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> prose(asked));
    }

    private static Optional<String> capital(ParsedPrompt asked) {
        Matcher capital = CAPITAL.matcher(asked.lower());
        if (!capital.find()) {
            return Optional.empty();
        }
        String[] words = capital.group(1).strip().split(" +", -1);
        return IntStream.of(3, 2, 1)
                .mapToObj(length -> Arrays.stream(words).limit(length).collect(Collectors.joining(" ")))
                .filter(country -> Phrasebook.capital(country).isPresent())
                .findFirst()
                .flatMap(country -> Phrasebook.capital(country)
                        .map(city -> NOTHING_ELSE.test(asked.lower())
                                ? city
                                : "The capital of " + titled(country) + " is " + city
                                        + (city.endsWith(".") ? "" : ".")));
    }

    private static Optional<String> translation(ParsedPrompt asked) {
        Matcher target = LANGUAGE.matcher(asked.lower());
        if (!TRANSLATE.test(asked.lower()) || !target.find()) {
            return Optional.empty();
        }
        String language = target.group(1);
        String phrase = asked.subject().replaceFirst("(?i)^translate (.+?) (?:to|into|in) .*", "$1");
        return Phrasebook.translation(language, phrase.replaceAll("[.!?'’]", ""))
                .or(() -> Optional.of("[" + titled(language) + "] " + phrase));
    }

    private static Optional<String> label(ParsedPrompt asked) {
        if (!CLASSIFY.test(asked.lower())) {
            return Optional.empty();
        }
        Matcher named = CHOICES.matcher(asked.text());
        List<String> choices = named.find()
                ? Arrays.stream(named.group(1).split(", or |, and | or | and |, |/", -1))
                        .toList()
                : List.of("Positive", "Negative", "Neutral");
        return asked.mood().among(choices).or(() -> Optional.of(asked.oneOf(choices)));
    }

    private static Optional<String> yesOrNo(ParsedPrompt asked) {
        if (TRUE_OR_FALSE.test(asked.lower())) {
            return Optional.of(asked.oneOf(List.of("True", "False")));
        }
        return YES_OR_NO.test(asked.lower()) ? Optional.of(asked.oneOf(List.of("Yes", "No"))) : Optional.empty();
    }

    private static Optional<String> oneWord(ParsedPrompt asked) {
        if (!ONE_WORD.test(asked.lower())) {
            return Optional.empty();
        }
        return Optional.of(titled(asked.keyword(asked.random().nextInt(6))));
    }

    private static Optional<String> summary(ParsedPrompt asked) {
        if (!SUMMARISE.test(asked.lower())) {
            return Optional.empty();
        }
        String[] words = asked.subject().split("\\s+", 19);
        String start = Arrays.stream(words).limit(18).collect(Collectors.joining(" "));
        return Optional.of("In short: " + start + (words.length > 18 ? " …" : ""));
    }

    private static Optional<String> list(ParsedPrompt asked) {
        if (!LIST.test(asked.lower())) {
            return Optional.empty();
        }
        int count = COUNT.matcher(asked.lower())
                .results()
                .map(MatchResult::group)
                .mapToInt(number -> NUMBERS.contains(number) ? NUMBERS.indexOf(number) : Integer.parseInt(number))
                .filter(number -> number > 1 && number <= 50)
                .findFirst()
                .orElse(3);
        List<String> sorts = List.of("simple", "common", "small", "curious", "useful", "bold", "quiet");
        int first = asked.random().nextInt(sorts.size());
        return Optional.of(IntStream.rangeClosed(1, count)
                .mapToObj(
                        i -> i + ". A " + sorts.get((first + i) % sorts.size()) + " example of " + asked.keyword(i - 1))
                .collect(Collectors.joining("\n")));
    }

    private static String prose(ParsedPrompt asked) {
        List<String> sentences = new ArrayList<>(PROSE);
        Collections.shuffle(sentences, asked.random());
        return sentences.stream()
                .limit(1 + asked.random().nextInt(4))
                .map(sentence -> sentence.formatted(asked.keyword(0), asked.other()))
                .collect(Collectors.joining(" "));
    }

    static Predicate<String> words(String alternatives) {
        return Pattern.compile("\\b(?:" + alternatives + ")\\b").asPredicate();
    }

    private static String titled(String words) {
        return Arrays.stream(words.split(" ", -1))
                .map(word -> word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining(" "));
    }
}
