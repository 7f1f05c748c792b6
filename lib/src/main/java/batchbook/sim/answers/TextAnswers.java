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
            "(?:\\?|\\b(?:one of|as|into|either|is it|is this \\w+|answer|reply|respond|choose|between|with|labels?|categor(?:y|ies)|"
                    + "sentiment|classes|options?))(?: only| these| the| following| words?| labels?| categories)*(?: are| is)?:?\\s+"
                    + "([\\p{L}_-]+(?:(?:, ?(?:or |and )?| or | and |/| ?\\| ?)[\\p{L}_-]+(?: [\\p{L}_-]+(?=,| or|\\.|$))?)+)",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern SCALE =
            Pattern.compile("(?:from |between |scale of |\\b)(\\d) ?(?:to|and|-|–) ?(\\d{1,2})\\b");
    private static final Pattern COUNT =
            Pattern.compile("\\b(\\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\\b");
    private static final List<String> NUMBERS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

    private static final Predicate<ParsedPrompt> NOTHING_ELSE =
            ParsedPrompt.mentions("only|just|one word|one-word|single word");
    private static final Predicate<ParsedPrompt> MARK = ParsedPrompt.mentions(
            "rate|rating|score|stars|scale|grade|urgency|urgent|severity|severe|priority|how \\w+");
    private static final Predicate<ParsedPrompt> TRANSLATE = ParsedPrompt.mentions("translate|translation");
    private static final Predicate<ParsedPrompt> CLASSIFY = ParsedPrompt.mentions(
            "classify|classification|sentiment|label|categorise|categorize|category|positive|negative");
    private static final Predicate<ParsedPrompt> TRUE_OR_FALSE = ParsedPrompt.mentions("true or false|true/false");
    private static final Predicate<ParsedPrompt> YES_OR_NO = ParsedPrompt.mentions("yes or no|yes/no");
    private static final Predicate<ParsedPrompt> ONE_WORD =
            ParsedPrompt.mentions("one word|one-word|single word|a word");
    private static final Predicate<ParsedPrompt> FEELS =
            ParsedPrompt.mentions("feel|feels|felt|feeling|feelings|emotion|emotions|mood");
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
                        FewShot::label,
                        TextAnswers::label,
                        TextAnswers::mark,
                        TextAnswers::yesOrNo,
                        TextAnswers::feeling,
                        TextAnswers::oneWord,
                        TextAnswers::summary,
                        Copywriter::written,
                        TextAnswers::attached,
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
        String asked = prompt.question().system() + "\n" + prompt.passage().instruction();
        Matcher named = CHOICES.matcher(asked);
        Optional<List<String>> choices = named.find()
                ? Optional.of(Arrays.stream(named.group(1).split(",? or |,? and |, ?|/| ?\\| ?", -1))
                        .map(String::strip)
                        .toList())
                : Optional.empty();
        if (!CLASSIFY.test(prompt) && !(choices.isPresent() && prompt.passage().apart())) {
            return Optional.empty();
        }
        List<String> labels = choices.orElse(List.of("Positive", "Negative", "Neutral"));
        return Optional.of(Labels.choose(prompt, prompt.passage(), prompt.told(), labels));
    }

    /** {@code Rate this review from 1 to 5}. */
    private static Optional<String> mark(ParsedPrompt prompt) {
        Matcher scale = SCALE.matcher(prompt.told());
        if (!MARK.test(prompt) || !scale.find()) {
            return Optional.empty();
        }
        int least = Integer.parseInt(scale.group(1));
        int most = Integer.parseInt(scale.group(2));
        boolean urgency = prompt.told().matches("(?s).*\\b(?:urgen|sever|priorit).*");
        return Optional.of(Long.toString(
                urgency
                        ? Math.round(least + prompt.urgency(prompt.passage().text()) * (most - least))
                        : Numbers.stars(prompt, prompt.passage(), least, most)));
    }

    private static Optional<String> yesOrNo(ParsedPrompt prompt) {
        boolean truth = TRUE_OR_FALSE.test(prompt);
        if (!truth && !YES_OR_NO.test(prompt)) {
            return Optional.empty();
        }
        boolean yes = prompt.passage().apart()
                ? YesOrNo.is(prompt, prompt.passage(), YesOrNo.asked(prompt.told()))
                : prompt.random().nextBoolean();
        return Optional.of(truth ? (yes ? "True" : "False") : yes ? "Yes" : "No");
    }

    /** It does not look into a picture, and says so. */
    private static Optional<String> attached(ParsedPrompt prompt) {
        return prompt.question().attachments().stream().findFirst().map(file -> {
            String what = PictureSize.of(file.bytes())
                    .map(size -> " of " + size.width() + " by " + size.height() + " pixels")
                    .orElse("");
            return "This is a file of type " + file.mimeType() + what + "; the simulator does not look into it.";
        });
    }

    /** {@code How does this customer feel?} */
    private static Optional<String> feeling(ParsedPrompt prompt) {
        if (!FEELS.test(prompt) || !prompt.passage().apart() || prompt.creates()) {
            return Optional.empty();
        }
        return Optional.of(ONE_WORD.test(prompt) ? Feelings.word(prompt) : Feelings.sentence(prompt));
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
        if (words.length <= 18) {
            return Optional.of("In short: " + start);
        }
        Length length = Length.told(prompt.told());
        return Optional.of((prompt.errs("length", 0.4) ? length.careless() : length)
                .of(List.of("In short: " + Words.telling(prompt.passage().only(prompt.subject()))), () -> ""));
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
