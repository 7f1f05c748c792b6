package batchbook.sim.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The one of several labels that fits a text best. */
final class Labels {
    private static final List<String> ELSE =
            List.of("other", "none", "unknown", "general", "misc", "n/a", "unclear", "neutral", "not_applicable");

    private Labels() {}

    /** Of sentiments, of yes and no, of the steps of a scale, of marks, of topics, or by chance. */
    static String choose(ParsedPrompt prompt, Passage passage, String what, List<String> choices) {
        String text = passage.text();
        Optional<String> mood = prompt.sentiment(text).among(choices);
        if (mood.isPresent()) {
            return mood.get();
        }
        if (Urgency.scales(choices)) {
            return Urgency.step(choices, prompt.urgency(text));
        }
        // A word alone has no name of a field: the question is what the prompt asks.
        String asked = what.isBlank() ? YesOrNo.asked(prompt.told()) : what;
        Optional<String> yes = YesOrNo.among(prompt, passage, asked, choices);
        if (yes.isPresent()) {
            return yes.get();
        }
        if (choices.stream().allMatch(choice -> choice.matches("\\d{1,2}"))) {
            int mark = Numbers.stars(
                    prompt,
                    passage,
                    choices.stream().mapToInt(Integer::parseInt).min().orElse(1),
                    choices.stream().mapToInt(Integer::parseInt).max().orElse(5));
            return choices.contains(Integer.toString(mark)) ? Integer.toString(mark) : prompt.oneOf(choices);
        }
        return Likeness.of(passage, what, choices).orElseGet(() -> topic(prompt, text, what, choices));
    }

    private static String topic(ParsedPrompt prompt, String text, String what, List<String> choices) {
        List<String> found = new ArrayList<>(Topics.among(choices, text));
        Optional<String> other = choices.stream()
                .filter(choice -> ELSE.contains(choice.toLowerCase(Locale.ROOT)))
                .findFirst();
        found.removeIf(choice -> other.filter(choice::equals).isPresent());
        boolean errs = prompt.errs(what + "label" + text, found.size() == 1 ? 0 : found.isEmpty() ? 0.3 : 0.5);
        if (found.isEmpty()) {
            return other.filter(choice -> !errs).orElseGet(() -> prompt.oneOf(choices));
        }
        if (errs) {
            return found.size() > 1 ? found.get(1) : prompt.oneOf(choices);
        }
        return found.get(0);
    }
}
