package batchbook.sim.answers;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Texts for the fields of a schema, by their names: copied from the text where it has them. */
final class Words {
    private static final Pattern MOOD = Field.any("sentiment|mood|tone|feeling|emotion|attitude");
    private static final Pattern PRODUCT =
            Field.any("product|item|article|object|device|subject|bought|ordered|purchase|purchased");
    private static final Pattern PERSON =
            Field.any("customer|author|reviewer|person|user|sender|client|buyer|contact|name|respondent|reporter");
    private static final Pattern EMAIL = Field.any("email|e mail|mail");
    private static final Pattern PHONE = Field.any("phone|telephone|mobile");
    private static final Pattern ORDER = Field.any("order|ticket|invoice|reference|number|id|ref");
    private static final Pattern DATE = Field.any("date|day|when|bought on|purchased");
    private static final Pattern LANGUAGE = Field.any("language|lang|locale");
    private static final Pattern CURRENCY = Field.any("currency");
    private static final Pattern COUNTRY = Field.any("country|city|place|location|town|where|destination");
    private static final Pattern PROBLEM = Field.any(
            "problems?|issues?|complaints?|defects?|faults?|weakness|weaknesses|con|cons|negative|negatives|pain|drawback");
    private static final Pattern PRAISE =
            Field.any("praises?|pro|pros|strengths?|positive|positives|liked|advantage|highlight");
    private static final Pattern SENTENCE = Field.any(
            "reason|reasons|reasoning|summary|description|explanation|text|answer|comment|evidence|why|quote|rationale|"
                    + "justification|gist|abstract|message|note|notes|body|response|reply|content|details|excerpt|statement");
    private static final Pattern TOPIC = Field.any(
            "topic|topics|category|categories|tag|tags|theme|themes|aspect|aspects|label|labels|area|areas|keyword|keywords|department");
    private static final Pattern URGENCY = Field.any("urgency|severity|priority");
    private static final Pattern TITLE = Field.any("title|headline|subject|tagline|slogan|heading");
    private static final Pattern CHOICES = Pattern.compile(
            "(?:one of:?|either|:)?\\s*\\b([\\p{L}_-]{2,20}(?:(?:, (?:or )?| or |/| ?\\| ?)[\\p{L}_-]{2,20})+)");

    private Words() {}

    /** Nothing where a text does not say it and the schema would take that for an answer. */
    static Optional<String> of(ParsedPrompt prompt, Passage passage, Schema schema, Field field) {
        Optional<String> found = Optional.empty();
        String format = schema.node().path("format").asText("");
        if (format.isEmpty() || format.equals("enum")) {
            found = prompt.creates()
                    ? created(prompt, field).or(() -> read(prompt, passage, field))
                    : read(prompt, passage, field);
        } else {
            found = formatted(passage, format, field);
        }
        if (found.isPresent() || (schema.nullable() && !field.words().isEmpty())) {
            return found;
        }
        return Optional.of(invented(prompt, passage, format, field));
    }

    private static Optional<String> created(ParsedPrompt prompt, Field field) {
        if (field.named(TITLE)) {
            return Optional.of(Copywriter.title(prompt));
        }
        if (field.named(SENTENCE)) {
            return Optional.of(Copywriter.text(prompt, field.description()));
        }
        return Optional.empty();
    }

    private static Optional<String> formatted(Passage passage, String format, Field field) {
        String everything = passage.text() + "\n" + passage.instruction();
        return switch (format) {
            case "date" -> date(passage, field).map(LocalDate::toString);
            case "date-time" -> date(passage, field).map(day -> day + "T00:00:00Z");
            case "email" -> Extracts.email(everything);
            case "uri", "url" -> Extracts.url(everything);
            default -> Optional.empty();
        };
    }

    private static Optional<LocalDate> date(Passage passage, Field field) {
        return fact(passage, field)
                .flatMap(Extracts::date)
                .or(() -> passage.fact(DATE).flatMap(Extracts::date))
                .or(() -> Extracts.date(passage.text()))
                .or(() -> passage.facts().keySet().stream()
                        .sorted()
                        .map(name -> Extracts.date(passage.facts().getOrDefault(name, "")))
                        .flatMap(Optional::stream)
                        .findFirst())
                .or(() -> Extracts.date(passage.instruction()));
    }

    private static Optional<String> read(ParsedPrompt prompt, Passage passage, Field field) {
        String text = passage.text();
        Optional<String> fact = field.named(SENTENCE) || field.named(TOPIC) ? Optional.empty() : fact(passage, field);
        if (fact.isPresent()) {
            return fact;
        }
        Optional<String> choices =
                Extracts.first(CHOICES, field.description(), 1).filter(list -> !list.contains("  "));
        if (choices.isPresent()) {
            return Optional.of(Labels.choose(
                    prompt, passage, field.whole(), List.of(choices.get().split(",? or |, |/| ?\\| ?", -1))));
        }
        if (field.named(MOOD)) {
            return Optional.of(prompt.sentiment(text).name().toLowerCase(Locale.ROOT));
        }
        if (field.named(URGENCY)) {
            return Optional.of(Urgency.step(List.of("low", "medium", "high"), prompt.urgency(text)));
        }
        if (field.named(EMAIL)) {
            return Extracts.email(text).or(() -> passage.fact(EMAIL));
        }
        if (field.named(PHONE)) {
            return Extracts.phone(text);
        }
        if (field.named(DATE)) {
            return date(passage, field).map(LocalDate::toString);
        }
        if (field.named(LANGUAGE)) {
            return Optional.of(Language.of(text).inForm(field.whole()));
        }
        if (field.named(CURRENCY)) {
            return Extracts.currency(text).or(() -> Extracts.currency(passage.instruction()));
        }
        if (field.named(COUNTRY)) {
            return Extracts.first(
                    Pattern.compile("\\b(?:in|to|from|at|for|near|of) (\\p{Lu}\\p{L}+(?: \\p{Lu}\\p{L}+)?)"),
                    prompt.text(),
                    1);
        }
        if (field.named(PROBLEM)) {
            return moody(passage, -1);
        }
        if (field.named(PRAISE)) {
            return moody(passage, 1);
        }
        if (field.named(TITLE)) {
            return Optional.of(
                    Copywriter.short_(passage.sentences().stream().findFirst().orElse(text), 6));
        }
        if (field.named(SENTENCE)) {
            return Optional.of(telling(passage)).filter(said -> !said.isBlank());
        }
        if (field.named(TOPIC)) {
            return Topics.in(text).stream().findFirst();
        }
        if (field.named(PRODUCT)) {
            return passage.fact(PRODUCT).or(() -> Extracts.product(passage));
        }
        if (field.named(PERSON)) {
            return passage.fact(PERSON).or(() -> Extracts.person(text));
        }
        return field.named(ORDER) ? Extracts.order(prompt.text()) : Optional.empty();
    }

    private static Optional<String> fact(Passage passage, Field field) {
        return field.words().isEmpty()
                ? Optional.empty()
                : passage.fact(Pattern.compile("^" + Pattern.quote(field.words()) + "$"))
                        .or(() -> passage.fact(Field.any(Pattern.quote(field.words()))));
    }

    /** The sentence that says most, on this side of the scale. */
    private static Optional<String> moody(Passage passage, int side) {
        return passage.sentences().stream()
                .filter(sentence -> side * Mood.of(sentence).level() > 0.2)
                .max(Comparator.comparingDouble(
                        sentence -> side * Mood.of(sentence).level()));
    }

    /** The sentence that says most. */
    static String telling(Passage passage) {
        return passage.sentences().stream()
                .max(Comparator.comparingDouble(
                        sentence -> Math.abs(Mood.of(sentence).level()) + Math.min(sentence.length(), 120) / 400.0))
                .orElse(passage.text().strip());
    }

    private static String invented(ParsedPrompt prompt, Passage passage, String format, Field field) {
        LocalDate day = LocalDate.of(2026, 1, 1).plusDays(prompt.random().nextInt(365));
        LocalTime time = LocalTime.ofSecondOfDay(prompt.random().nextInt(86_400));
        return switch (format) {
            case "date" -> day.toString();
            case "date-time" -> day.atTime(time) + (time.getSecond() == 0 ? ":00Z" : "Z");
            case "time" -> time + (time.getSecond() == 0 ? ":00" : "");
            case "email" -> prompt.keyword(0).replaceAll("[^a-z]", "") + ".reader@example.com";
            case "uri", "url" -> "https://example.com/" + prompt.random().nextInt(1000);
            default -> anything(prompt, passage, field);
        };
    }

    private static String anything(ParsedPrompt prompt, Passage passage, Field field) {
        if (field.named(PROBLEM) || field.named(PRAISE)) {
            return "none";
        }
        if (field.named(SENTENCE)) {
            return Prose.sentence(prompt);
        }
        if (field.named(PERSON) && passage.apart()) {
            return "unknown";
        }
        return prompt.keyword(prompt.random().nextInt(6));
    }
}
