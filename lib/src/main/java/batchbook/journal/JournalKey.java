package batchbook.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import batchbook.Model;
import batchbook.Prompt;
import batchbook.prompt.Attachment;
import batchbook.prompt.Turn;
import java.nio.ByteBuffer;
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
 * <p>A prompt that is a text has the key that it always had. One with files, turns before it or a number among several
 * answers has the hash of all that: of a file its type, its place and its content, not its name.
 *
 * @param key a hash of the model's settings and of what is asked
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
        byte[] asked = isPlain(prompt) ? prompt.text().getBytes(UTF_8) : structured(sha, prompt);
        sha.update(settings);
        return HexFormat.of().formatHex(sha.digest(asked), 0, BYTES);
    }

    /** The first of several answers is that of the prompt that is asked once. */
    private static boolean isPlain(Prompt prompt) {
        return prompt.history().isEmpty() && prompt.attachments().isEmpty() && prompt.sample() <= 1;
    }

    /** With a byte before it that no text in UTF-8 has, so that no text is taken for it, however it was made. */
    private static byte[] structured(MessageDigest sha, Prompt prompt) {
        add(sha, prompt.text());
        sha.update(number(prompt.history().size()));
        for (Turn turn : prompt.history()) {
            add(sha, turn.role().word());
            add(sha, turn.text());
        }
        sha.update(number(prompt.attachments().size()));
        for (Attachment file : prompt.attachments()) {
            sha.update(number(file.at()));
            add(sha, file.mimeType());
            add(sha, file.sha256());
        }
        sha.update(number(Math.max(1, prompt.sample())));
        byte[] hash = sha.digest();
        return ByteBuffer.allocate(1 + hash.length).put((byte) 0xff).put(hash).array();
    }

    /** Its length goes before it, so that no two can run into each other. */
    private static void add(MessageDigest sha, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        sha.update(number(bytes.length));
        sha.update(bytes);
    }

    private static byte[] number(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256, but this one has not", e);
        }
    }
}
