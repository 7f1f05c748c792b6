package batchbook.sim.answers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Sentences of a believable length that plainly say nothing. */
final class Prose {
    private static final List<String> SENTENCES = List.of(
            "This is a simulated answer about %1$s.",
            "Where a real model would go into %1$s, the simulator only repeats the word.",
            "The prompt puts %1$s next to %2$s, and so does this sentence.",
            "Nothing here is a fact about %1$s; it is text of a believable length.",
            "Taken together, %1$s and %2$s give this answer something to be about.",
            "With another seed these lines on %2$s would come out differently.",
            "Ask a real model when what is said of %1$s has to be true.",
            "Whoever reads on will find %2$s mentioned once more, and then no more.");

    private Prose() {}

    /** One sentence, for a place in a schema that wants some words. */
    static String sentence(ParsedPrompt prompt) {
        return about(prompt, prompt.oneOf(SENTENCES));
    }

    /** One to four sentences. */
    static String text(ParsedPrompt prompt) {
        List<String> sentences = new ArrayList<>(SENTENCES);
        Collections.shuffle(sentences, prompt.random());
        List<String> said =
                sentences.stream().map(sentence -> about(prompt, sentence)).toList();
        int usual = 1 + prompt.random().nextInt(4);
        Length length = Length.told(prompt.told());
        return length.of(
                said.subList(0, usual), () -> said.get(usual + prompt.random().nextInt(said.size() - usual)));
    }

    private static String about(ParsedPrompt prompt, String sentence) {
        return sentence.formatted(prompt.keyword(0), prompt.other());
    }
}
