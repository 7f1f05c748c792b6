package batchbook.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import batchbook.Model;
import batchbook.Prompt;
import batchbook.prompt.Attachment;
import batchbook.prompt.Turn;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Makes the keys of prompts under these settings: a hash of both, as {@link JournalKey} says. For one thread. */
final class KeyHash {
    static final int BYTES = 16;

    private final MessageDigest sha = sha256();
    private final byte[] settings;

    KeyHash(Model model) {
        this.settings = hash(sha, model.settings());
    }

    private KeyHash(byte[] settings) {
        this.settings = settings;
    }

    /** Of settings as {@link #settings(String)} gives them. */
    static KeyHash under(String settings) {
        return new KeyHash(HexFormat.of().parseHex(settings));
    }

    /** What of these settings is in the keys, as it stands in a journal. */
    static String settings(String settings) {
        return HexFormat.of().formatHex(hash(sha256(), settings));
    }

    String text(Prompt prompt) {
        return HexFormat.of().formatHex(of(prompt));
    }

    byte[] of(Prompt prompt) {
        byte[] asked = isPlain(prompt) ? prompt.text().getBytes(UTF_8) : structured(prompt);
        sha.update(settings);
        return Arrays.copyOf(sha.digest(asked), BYTES);
    }

    /** Hashed for themselves: they may be long, and being of one length they cannot run into the text. */
    private static byte[] hash(MessageDigest sha, String settings) {
        return sha.digest(settings.getBytes(UTF_8));
    }

    /** The first of several answers is that of the prompt that is asked once. */
    private static boolean isPlain(Prompt prompt) {
        return prompt.history().isEmpty() && prompt.attachments().isEmpty() && prompt.sample() <= 1;
    }

    /** With a byte before it that no text in UTF-8 has, so that no text is taken for it, however it was made. */
    private byte[] structured(Prompt prompt) {
        add(prompt.text());
        sha.update(number(prompt.history().size()));
        for (Turn turn : prompt.history()) {
            add(turn.role().word());
            add(turn.text());
        }
        sha.update(number(prompt.attachments().size()));
        for (Attachment file : prompt.attachments()) {
            sha.update(number(file.at()));
            add(file.mimeType());
            add(file.sha256());
        }
        sha.update(number(Math.max(1, prompt.sample())));
        byte[] hash = sha.digest();
        return ByteBuffer.allocate(1 + hash.length).put((byte) 0xff).put(hash).array();
    }

    /** Its length goes before it, so that no two can run into each other. */
    private void add(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        sha.update(number(bytes.length));
        sha.update(bytes);
    }

    private static byte[] number(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256, but this one has not", e);
        }
    }
}
