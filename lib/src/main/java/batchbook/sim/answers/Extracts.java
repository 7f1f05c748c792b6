package batchbook.sim.answers;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What stands in a text and can be copied from it: dates, prices, names, numbers. */
final class Extracts {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final String MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\\p{L}*\\.?";
    private static final Pattern ISO = Pattern.compile("\\b(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})");
    private static final Pattern DAY_MONTH = Pattern.compile(
            "\\b(\\d{1,2})(?:st|nd|rd|th|\\.)? (?:of )?" + MONTH + ",? ?(\\d{4})?", Pattern.CASE_INSENSITIVE);
    private static final Pattern MONTH_DAY =
            Pattern.compile("\\b" + MONTH + " (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern DOTS = Pattern.compile("\\b(\\d{1,2})([./])(\\d{1,2})[./](\\d{4})\\b");
    private static final Pattern MONEY = Pattern.compile(
            "(?:[$€£]|EUR|USD|GBP) ?(\\d+(?:[.,]\\d{1,2})?)|(\\d+(?:[.,]\\d{1,2})?) ?(?:[$€£]|euros?\\b|dollars?\\b|pounds?\\b|EUR|USD|GBP|CHF)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern EMAIL = Pattern.compile("[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+");
    private static final Pattern URL = Pattern.compile("https?://[^\\s\"<>)]+");
    private static final Pattern PHONE = Pattern.compile("\\+?\\d[\\d /()-]{6,}\\d");
    private static final Pattern ORDER = Pattern.compile(
            "(?:#|\\b(?:order|ticket|invoice|reference|ref|case|number|no)\\.?(?: (?:number|no\\.?))?:? ?#?)([A-Z]{0,4}-?\\d[\\d-]{2,})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PERSON = Pattern.compile(
            "(?:[Mm]y name is|[Tt]his is|I am|I'm|[Rr]egards,?|[Yy]ours,?|[Tt]hanks,?|[Ss]incerely,?|[Bb]est,?|[Ff]rom|[Cc]ustomer|Dear|— ?|– ?)"
                    + "\\s+((?:(?:Mr|Mrs|Ms|Dr)\\.? )?\\p{Lu}\\p{L}+(?: \\p{Lu}\\p{L}+\\.?){0,2})");
    private static final Pattern OF_WHAT = Pattern.compile(
            "\\b(?:review|ticket|feedback|complaint|comment|text|description|copy|opinion|message)s?\\b[^:\\n]{0,30}?"
                    + "\\b(?:of|for|about|on) (?:the |a |an |our |this )?(.{2,60}?)\\s*(?:[:.,\\n]|$)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BOUGHT = Pattern.compile(
            "\\b(?:bought|ordered|purchased|received|got|returned|returning|tried|love|with|my|this|the|these|our)"
                    + " (?:the |a |an |this |these |my |your |new )?((?:[\\p{L}-]+ )?(?:kettle|mug|lamp|chair|bottle|backpack|bag|headphones?|"
                    + "blanket|speaker|toaster|blender|desk|shoes?|jacket|watch|phone|charger|pillow|pan|knife|knives|camera|keyboard|"
                    + "mouse|table|sofa|vacuum(?: cleaner)?|robot|machine|grinder|umbrella|candle|shirt|jeans|scarf|towels?|mat|tent|"
                    + "notebook|planter|clock|fan|heater|scale|teapot|board|basket|rug|curtains?|duvet|mirror|shelf|stool))\\b",
            Pattern.CASE_INSENSITIVE);

    private Extracts() {}

    static Optional<LocalDate> date(String text) {
        return Stream.of(
                        dates(ISO, text, 1, 2, 3),
                        dates(DAY_MONTH, text, 3, 2, 1),
                        dates(MONTH_DAY, text, 3, 1, 2),
                        DOTS.matcher(text).results().map(found -> dotted(found)).flatMap(Optional::stream))
                .flatMap(found -> found)
                .findFirst();
    }

    static Optional<BigDecimal> money(String text) {
        return MONEY.matcher(text)
                .results()
                .map(found -> Optional.ofNullable(found.group(1)).orElse(found.group(2)))
                .map(number -> new BigDecimal(number.replace(',', '.')))
                .findFirst();
    }

    static Optional<String> currency(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return Stream.of("€|eur:EUR", "\\$|usd|dollar:USD", "£|gbp|pound:GBP", "chf|franc:CHF")
                .map(pair -> pair.split(":", -1))
                .filter(pair -> Pattern.compile(pair[0]).matcher(lower).find())
                .map(pair -> pair[1])
                .findFirst();
    }

    static Optional<String> email(String text) {
        return first(EMAIL, text, 0);
    }

    static Optional<String> url(String text) {
        return first(URL, text, 0);
    }

    static Optional<String> phone(String text) {
        return first(PHONE, text, 0);
    }

    static Optional<String> order(String text) {
        return first(ORDER, text, 1);
    }

    static Optional<String> person(String text) {
        return first(PERSON, text, 1);
    }

    /** What a text is about, from the line before it or from its own words. */
    static Optional<String> product(Passage passage) {
        return first(OF_WHAT, passage.instruction(), 1)
                .filter(found -> !found.matches("(?i).*\\b(?:customer|shop|following|below|sentiment|topics?)\\b.*"))
                .or(() -> first(BOUGHT, passage.text(), 1));
    }

    /** A number before one of these units, or beside one of these words. */
    static Optional<BigDecimal> number(String text, String words) {
        Matcher near = Pattern.compile(
                        "(\\d+(?:[.,]\\d+)?) ?(?:" + words + ")\\p{L}*|(?:" + words
                                + ")\\p{L}*(?: (?:is|of|was|:|=))?:? (\\d+(?:[.,]\\d+)?)",
                        Pattern.CASE_INSENSITIVE)
                .matcher(text);
        return near.find()
                ? Optional.of(new BigDecimal(
                        Optional.ofNullable(near.group(1)).orElse(near.group(2)).replace(',', '.')))
                : Optional.empty();
    }

    static Optional<String> first(Pattern pattern, String text, int group) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(group).strip()) : Optional.empty();
    }

    private static Stream<LocalDate> dates(Pattern pattern, String text, int year, int month, int day) {
        return pattern.matcher(text)
                .results()
                .map(found -> read(found.group(year), found.group(month), found.group(day)))
                .flatMap(Optional::stream);
    }

    /** Days first with dots, as in most of Europe; months first with strokes, unless that is no month. */
    private static Optional<LocalDate> dotted(MatchResult found) {
        boolean dayFirst = found.group(2).equals(".") || Integer.parseInt(found.group(1)) > 12;
        return read(found.group(4), found.group(dayFirst ? 3 : 1), found.group(dayFirst ? 1 : 3));
    }

    private static Optional<LocalDate> read(@org.jspecify.annotations.Nullable String year, String month, String day) {
        try {
            String lower = month.toLowerCase(Locale.ROOT);
            int number = Character.isDigit(lower.charAt(0))
                    ? Integer.parseInt(lower)
                    : MONTHS.indexOf(lower.substring(0, 3)) + 1;
            return Optional.of(
                    LocalDate.of(year == null ? 2026 : Integer.parseInt(year), number, Integer.parseInt(day)));
        } catch (DateTimeException | NumberFormatException notOne) {
            return Optional.empty();
        }
    }
}
