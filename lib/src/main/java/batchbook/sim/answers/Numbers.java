package batchbook.sim.answers;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers by their names: marks, urgencies, prices, and those that stand in the text. */
final class Numbers {
    private static final Pattern RANGE = Pattern.compile(
            "(?<![\\d.])(\\d{1,3})(?:\\s*(?:to|-|–|and|\\.\\.\\.?)\\s*|\\D{2,60}?)(\\d{1,3})(?![\\d.])");
    private static final Pattern URGENCY = Field.any("urgency|urgent|severity|priority|importance|impact|risk");
    private static final Pattern MARK =
            Field.any("rating|stars|star|score|sentiment|mark|grade|satisfaction|mood|nps|polarity|happiness");
    private static final Pattern SHARE = Field.any("confidence|probability|share|certainty|likelihood");
    private static final Pattern MONEY =
            Field.any("price|cost|amount|total|paid|refund|value|eur|euro|euros|usd|budget");
    private static final Pattern YEAR = Field.any("year");
    private static final Pattern WORDS = Field.any("words|length");
    private static final Pattern UPSIDE_DOWN = Pattern.compile(
            "\\b1 ?(?:=|is|:|means|for)? ?(?:the )?(?:most |very |highest|urgent|critical|today|immediate|worst|severe)");

    private Numbers() {}

    /** The bounds that a schema or the words beside it have; without them what is usual for the name. */
    private record Bounds(double least, double most) {
        static Bounds of(JsonNode schema, Field field, boolean share) {
            boolean above = schema.has("minimum") || schema.has("exclusiveMinimum");
            boolean below = schema.has("maximum") || schema.has("exclusiveMaximum");
            Matcher told = RANGE.matcher(field.description());
            if (!above && !below && told.find()) {
                double one = Double.parseDouble(told.group(1));
                double other = Double.parseDouble(told.group(2));
                return new Bounds(Math.min(one, other), Math.max(one, other));
            }
            double most = schema.path("maximum")
                    .asDouble(schema.path("exclusiveMaximum").asDouble(1));
            double least = above
                    ? schema.path("minimum")
                            .asDouble(schema.path("exclusiveMinimum").asDouble())
                    : Math.min(share ? 0 : 1, below ? most : 1);
            return new Bounds(least, below ? most : least + (share ? 1 : 4));
        }
    }

    /** A number that fits; nothing where a text has none and the schema would take that for an answer. */
    static Optional<BigDecimal> of(ParsedPrompt prompt, Passage passage, Schema schema, Field field, int scale) {
        boolean share = scale > 0 && (field.named(SHARE) || field.named(MARK));
        Bounds bounds = Bounds.of(schema.node(), field, share);
        Optional<BigDecimal> found = copied(passage, field);
        if (found.isPresent()) {
            return Optional.of(fitted(found.get().doubleValue(), schema.node(), bounds, scale));
        }
        boolean asked = field.named(URGENCY) || field.named(MARK) || field.named(SHARE);
        if (!asked && schema.nullable() && !field.words().isEmpty()) {
            return Optional.empty();
        }
        double at = level(prompt, passage, field);
        double number = bounds.least() + at * (bounds.most() - bounds.least());
        return Optional.of(between(number, bounds, scale));
    }

    /** Stars and marks of a text, from worst to best. */
    static int stars(ParsedPrompt prompt, Passage passage, int least, int most) {
        return (int) Math.round(least + mark(prompt, passage) * (most - least));
    }

    private static double level(ParsedPrompt prompt, Passage passage, Field field) {
        if (field.named(URGENCY)) {
            double level = prompt.urgency(passage.text());
            return UPSIDE_DOWN
                            .matcher(field.description().toLowerCase(Locale.ROOT))
                            .find()
                    ? 1 - level
                    : level;
        }
        if (field.named(MARK)) {
            return mark(prompt, passage);
        }
        if (field.named(SHARE)) {
            return Math.max(
                    0.3,
                    0.99
                            - 0.5 * Mood.of(passage.text()).hardness()
                            - 0.1 * prompt.random().nextDouble());
        }
        return prompt.random().nextDouble();
    }

    private static double mark(ParsedPrompt prompt, Passage passage) {
        Mood mood = Mood.of(passage.text());
        return switch (prompt.sentiment(passage.text())) {
            case POSITIVE -> mood.level() > 0.45 ? 1 : 0.75;
            case NEGATIVE -> mood.level() < -0.5 ? 0 : 0.25;
            case NEUTRAL, MIXED -> 0.5;
        };
    }

    private static Optional<BigDecimal> copied(Passage passage, Field field) {
        Optional<BigDecimal> fact = field.words().isEmpty()
                ? Optional.empty()
                : passage.fact(Field.any(Pattern.quote(field.words()).replace(" ", "\\E[ _]\\Q")))
                        .flatMap(value -> Extracts.first(Pattern.compile("-?\\d+(?:[.,]\\d+)?"), value, 0))
                        .map(value -> new BigDecimal(value.replace(',', '.')));
        if (fact.isPresent() || field.named(URGENCY) || field.named(MARK) || field.named(SHARE)) {
            return fact;
        }
        String text = passage.text();
        if (field.named(MONEY)) {
            return Extracts.money(text).or(() -> Extracts.money(passage.instruction()));
        }
        if (field.named(YEAR)) {
            return Extracts.first(Pattern.compile("\\b(?:19|20)\\d\\d\\b"), text, 0)
                    .map(BigDecimal::new);
        }
        if (field.named(WORDS) || field.words().isEmpty()) {
            return Optional.empty();
        }
        String units = String.join(
                "|",
                field.words()
                        .replaceAll("\\b(?:number|of|count|in|quantity|the|per|total)\\b", " ")
                        .strip()
                        .replaceAll("s\\b", "")
                        .split("\\s+", -1));
        return units.isEmpty() ? Optional.empty() : Extracts.number(text, units);
    }

    /** What stands in the text stays as it is, if the schema itself does not forbid it. */
    private static BigDecimal fitted(double number, JsonNode schema, Bounds bounds, int scale) {
        boolean bound = schema.has("minimum") || schema.has("maximum");
        return bound ? between(number, bounds, scale) : rounded(number, scale, RoundingMode.HALF_UP);
    }

    private static BigDecimal between(double number, Bounds bounds, int scale) {
        BigDecimal low =
                scale == 0 ? rounded(bounds.least(), 0, RoundingMode.CEILING) : BigDecimal.valueOf(bounds.least());
        BigDecimal high =
                scale == 0 ? rounded(bounds.most(), 0, RoundingMode.FLOOR) : BigDecimal.valueOf(bounds.most());
        return rounded(number, scale, RoundingMode.HALF_UP).max(low).min(high);
    }

    private static BigDecimal rounded(double number, int scale, RoundingMode mode) {
        return BigDecimal.valueOf(number).setScale(scale, mode);
    }
}
