package batchbook.sim.answers;

import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The language of a text, by its most common words. */
enum Language {
    ENGLISH("en", "the|and|is|it|of|to|was|for|with|my|this|i"),
    GERMAN("de", "der|die|das|und|ist|nicht|ich|mit|ein|eine|zu|sehr|war|auch"),
    FRENCH("fr", "le|la|les|et|est|pas|je|avec|un|une|très|pour|des|mais"),
    SPANISH("es", "el|la|los|y|es|no|con|un|una|muy|para|que|pero|por"),
    ITALIAN("it", "il|la|che|e|è|non|con|un|una|molto|per|di|sono"),
    DUTCH("nl", "de|het|een|en|is|niet|met|zeer|voor|van|ik|maar");

    private final String code;
    private final Pattern words;

    Language(String code, String words) {
        this.code = code;
        this.words = Pattern.compile("(?<!\\p{L})(?:" + words + ")(?!\\p{L})", Pattern.CASE_INSENSITIVE);
    }

    /** English if nothing tells. */
    static Language of(String text) {
        return Stream.of(values())
                .max(Comparator.comparingLong((Language language) ->
                                language.words.matcher(text).results().count())
                        .thenComparing(
                                Comparator.comparingInt(Language::ordinal).reversed()))
                .orElse(ENGLISH);
    }

    /** Its code where the field speaks of one, else its name. */
    String inForm(String field) {
        return Pattern.compile("code|iso|639|locale|\\ben\\b", Pattern.CASE_INSENSITIVE)
                        .matcher(field)
                        .find()
                ? code
                : name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
}
