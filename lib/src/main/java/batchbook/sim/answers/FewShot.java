package batchbook.sim.answers;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Earlier turns that show how to answer: their labels, or the shape of their JSON. */
final class FewShot {
    private static final int LABEL = 40;

    private record Example(String asked, String answered) {}

    private FewShot() {}

    /** One of the labels that the model gave before, if it gave nothing longer. */
    static Optional<String> label(ParsedPrompt prompt) {
        List<Example> examples = examples(prompt.question());
        List<String> labels =
                examples.stream().map(Example::answered).distinct().toList();
        if (labels.size() < 2 || !labels.stream().allMatch(FewShot::isLabel)) {
            return Optional.empty();
        }
        Passage passage = prompt.passage();
        Optional<String> mood = prompt.sentiment(passage.text()).among(labels);
        if (mood.isPresent()) {
            return mood;
        }
        // What the examples have in common with the text says more than the names of the labels.
        Set<String> words = words(passage.text());
        Optional<Example> nearest = examples.stream()
                .filter(example -> common(words, example) > 0)
                .max(Comparator.comparingLong(example -> common(words, example)));
        boolean known = !Topics.among(labels, passage.text()).isEmpty();
        return nearest.filter(example -> !known)
                .map(Example::answered)
                .or(() -> Optional.of(Labels.choose(prompt, passage, prompt.told(), labels)));
    }

    /** The last JSON object that the model gave before. */
    static Optional<String> json(Question question) {
        return examples(question).stream()
                .map(Example::answered)
                .filter(answer -> answer.startsWith("{"))
                .reduce((earlier, later) -> later);
    }

    private static List<Example> examples(Question question) {
        List<Question.Turn> turns = question.turns();
        return java.util.stream.IntStream.range(1, turns.size())
                .filter(i -> turns.get(i).role().equals("model")
                        && !turns.get(i).text().isBlank())
                .mapToObj(i ->
                        new Example(turns.get(i - 1).text(), turns.get(i).text().strip()))
                .toList();
    }

    private static boolean isLabel(String answer) {
        return answer.length() <= LABEL && answer.split("\\s+", -1).length <= 3;
    }

    private static long common(Set<String> words, Example example) {
        return words(example.asked).stream().filter(words::contains).count();
    }

    private static Set<String> words(String text) {
        Set<String> words =
                new HashSet<>(Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1)));
        words.removeIf(word -> word.length() < 4);
        return words;
    }
}
