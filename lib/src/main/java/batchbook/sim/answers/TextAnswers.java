package batchbook.sim.answers;

import java.util.Arrays;
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
final class TextAnswers {
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

    private static final Predicate<ParsedPrompt> NOTHING_ELSE =
            ParsedPrompt.mentions("only|just|one word|one-word|single word");
    private static final Predicate<ParsedPrompt> TRANSLATE = ParsedPrompt.mentions("translate|translation");
    private static final Predicate<ParsedPrompt> CLASSIFY = ParsedPrompt.mentions(
            "classify|classification|sentiment|label|categorise|categorize|category|tone|mood|positive|negative");
    private static final Predicate<ParsedPrompt> TRUE_OR_FALSE = ParsedPrompt.mentions("true or false|true/false");
    private static final Predicate<ParsedPrompt> YES_OR_NO = ParsedPrompt.mentions("yes or no|yes/no");
    private static final Predicate<ParsedPrompt> ONE_WORD =
            ParsedPrompt.mentions("one word|one-word|single word|a word");
    private static final Predicate<ParsedPrompt> SUMMARISE =
            ParsedPrompt.mentions("summarise|summarize|summary|tl;dr|shorten|in short");
    private static final Predicate<ParsedPrompt> LIST = ParsedPrompt.mentions(
            "list|name|give me (?:\\d+|two|three|four|five|ten)|suggest|ideas|examples|bullet|bullets");

    private TextAnswers() {}

    /** The first rule that knows an answer has it. */
    static String text(ParsedPrompt prompt) {
        return Stream.<Function<ParsedPrompt, Optional<String>>>of(
                        Arithmetic::result,
                        TextAnswers::capital,
                        TextAnswers::translation,
                        TextAnswers::label,
                        TextAnswers::yesOrNo,
                        TextAnswers::oneWord,
                        TextAnswers::summary,
                        TextAnswers::list)
                .map(rule -> rule.apply(prompt))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> Prose.text(prompt));
    }

    private static Optional<String> capital(ParsedPrompt prompt) {
        Matcher capital = CAPITAL.matcher(prompt.lower());
        if (!capital.find()) {
            return Optional.empty();
        }
        String[] words = capital.group(1).strip().split(" +", -1);
        return IntStream.of(3, 2, 1)
                .mapToObj(length -> Arrays.stream(words).limit(length).collect(Collectors.joining(" ")))
                .filter(country -> Phrasebook.capital(country).isPresent())
                .findFirst()
                .flatMap(country -> Phrasebook.capital(country)
                        .map(city -> NOTHING_ELSE.test(prompt)
                                ? city
                                : "The capital of " + titled(country) + " is " + city
                                        + (city.endsWith(".") ? "" : ".")));
    }

    private static Optional<String> translation(ParsedPrompt prompt) {
        Matcher target = LANGUAGE.matcher(prompt.lower());
        if (!TRANSLATE.test(prompt) || !target.find()) {
            return Optional.empty();
        }
        String language = target.group(1);
        String phrase = prompt.subject().replaceFirst("(?i)^translate (.+?) (?:to|into|in) .*", "$1");
        return Phrasebook.translation(language, phrase.replaceAll("[.!?'’]", ""))
                .or(() -> Optional.of("[" + titled(language) + "] " + phrase));
    }

    private static Optional<String> label(ParsedPrompt prompt) {
        if (!CLASSIFY.test(prompt)) {
            return Optional.empty();
        }
        Matcher named = CHOICES.matcher(prompt.text());
        List<String> choices = named.find()
                ? Arrays.stream(named.group(1).split(", or |, and | or | and |, |/", -1))
                        .toList()
                : List.of("Positive", "Negative", "Neutral");
        return Sentiment.of(prompt).among(choices).or(() -> Optional.of(prompt.oneOf(choices)));
    }

    private static Optional<String> yesOrNo(ParsedPrompt prompt) {
        if (TRUE_OR_FALSE.test(prompt)) {
            return Optional.of(prompt.oneOf(List.of("True", "False")));
        }
        return YES_OR_NO.test(prompt) ? Optional.of(prompt.oneOf(List.of("Yes", "No"))) : Optional.empty();
    }

    private static Optional<String> oneWord(ParsedPrompt prompt) {
        if (!ONE_WORD.test(prompt)) {
            return Optional.empty();
        }
        return Optional.of(titled(prompt.keyword(prompt.random().nextInt(6))));
    }

    private static Optional<String> summary(ParsedPrompt prompt) {
        if (!SUMMARISE.test(prompt)) {
            return Optional.empty();
        }
        String[] words = prompt.subject().split("\\s+", 19);
        String start = Arrays.stream(words).limit(18).collect(Collectors.joining(" "));
        return Optional.of("In short: " + start + (words.length > 18 ? " …" : ""));
    }

    private static Optional<String> list(ParsedPrompt prompt) {
        if (!LIST.test(prompt)) {
            return Optional.empty();
        }
        int count = COUNT.matcher(prompt.lower())
                .results()
                .map(MatchResult::group)
                .mapToInt(number -> NUMBERS.contains(number) ? NUMBERS.indexOf(number) : Integer.parseInt(number))
                .filter(number -> number > 1 && number <= 50)
                .findFirst()
                .orElse(3);
        List<String> sorts = List.of("simple", "common", "small", "curious", "useful", "bold", "quiet");
        int first = prompt.random().nextInt(sorts.size());
        return Optional.of(IntStream.rangeClosed(1, count)
                .mapToObj(i ->
                        i + ". A " + sorts.get((first + i) % sorts.size()) + " example of " + prompt.keyword(i - 1))
                .collect(Collectors.joining("\n")));
    }

    private static String titled(String words) {
        return Arrays.stream(words.split(" ", -1))
                .map(word -> word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining(" "));
    }
}
