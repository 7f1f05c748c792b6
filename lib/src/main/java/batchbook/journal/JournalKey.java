package batchbook.journal;

import batchbook.Model;
import batchbook.Prompt;

/**
 * By what a row is found again in a journal: all that decides its answer, and nothing else. Neither the id nor the labels
 * nor the place in the list count, so a list may be sorted, extended or labelled anew.
 *
 * <p>A prompt that is a text has the key that it always had. One with files, turns before it or a number among several
 * answers has the hash of all that: of a file its type, its place and its content, not its name.
 *
 * @param key a hash of the model's settings and of what is asked
 * @param n which of the prompts with this key in their list it is, from 0
 */
record JournalKey(String key, int n) {
    static String key(Model model, Prompt prompt) {
        return new KeyHash(model).text(prompt);
    }
}
