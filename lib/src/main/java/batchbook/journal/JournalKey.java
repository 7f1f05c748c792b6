package batchbook.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import batchbook.Model;
import batchbook.Prompt;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * By what a row is found again in a journal: all that decides its answer, and nothing else. Neither the id nor the labels
 * nor the place in the list count, so a list may be sorted, extended or labelled anew.
 *
 * @param key a hash of the model's settings and the prompt's text
 * @param n which of the prompts with this key in their list it is, from 0
 */
record JournalKey(String key, int n) {
    private static final int BYTES = 16;

    /** The keys of a list, at the same places. */
    static List<JournalKey> of(Model model, List<Prompt> prompts) {
        MessageDigest sha = sha256();
        byte[] settings = hash(sha, model.settings());
        Map<String, Integer> seen = new HashMap<>();
        List<JournalKey> keys = new ArrayList<>(prompts.size());
        for (Prompt prompt : prompts) {
            String key = key(sha, settings, prompt);
            keys.add(new JournalKey(key, seen.merge(key, 1, Integer::sum) - 1));
        }
        return keys;
    }

    static String key(Model model, Prompt prompt) {
        MessageDigest sha = sha256();
        return key(sha, hash(sha, model.settings()), prompt);
    }

    /** What of these settings is in the keys, as it stands in a journal. */
    static String settings(String settings) {
        return HexFormat.of().formatHex(hash(sha256(), settings));
    }

    /** Turns keys of a prompt under those settings into the ones under these. */
    static BiFunction<JournalKey, Prompt, JournalKey> renaming(String formerSettings, String settings) {
        MessageDigest sha = sha256();
        byte[] before = HexFormat.of().parseHex(formerSettings);
        byte[] now = HexFormat.of().parseHex(settings);
        return (key, prompt) ->
                key(sha, before, prompt).equals(key.key) ? new JournalKey(key(sha, now, prompt), key.n) : key;
    }

    /** Hashed for themselves: they may be long, and being of one length they cannot run into the text. */
    private static byte[] hash(MessageDigest sha, String settings) {
        return sha.digest(settings.getBytes(UTF_8));
    }

    private static String key(MessageDigest sha, byte[] settings, Prompt prompt) {
        sha.update(settings);
        return HexFormat.of().formatHex(sha.digest(prompt.text().getBytes(UTF_8)), 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256, but this one has not", e);
        }
    }
}
