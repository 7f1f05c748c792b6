package batchbook.journal;

import batchbook.Prompt;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Under which keys the rows of a prompt may stand: those of its model's settings, and of what these were called before.
 * A renaming is of the rows before it only, so each row has an epoch, the number of renamings before it. Nothing is renamed
 * in the index; the prompt that is looked for has all the names. For one thread.
 */
final class Renamings {
    private record Renaming(JournalLine.Renamed line, KeyHash before, KeyHash now) {}

    private final List<Renaming> all = new ArrayList<>();
    /** Which of them led to a row that was looked for. */
    private final BitSet used = new BitSet();

    void add(JournalLine.Renamed line) {
        all.add(new Renaming(line, KeyHash.under(line.formerSettings()), KeyHash.under(line.settings())));
    }

    /** That of a row that is added now. */
    int epoch() {
        return all.size();
    }

    /** A renaming led to a row since it was added. */
    boolean isUsed(JournalLine.Renamed line) {
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).line().equals(line)) {
                return used.get(i);
            }
        }
        return false;
    }

    /** The names of one prompt. */
    Names of(KeyBits key, Prompt prompt) {
        return new Names(key, prompt);
    }

    /** What a row that has another key by now is called today. */
    String today(String key, int epoch, Prompt prompt) {
        String name = key;
        for (Renaming renaming : all.subList(epoch, all.size())) {
            name = renaming.before().text(prompt).equals(name) ? renaming.now().text(prompt) : name;
        }
        return name;
    }

    final class Names {
        private final KeyBits key;
        private final List<KeyBits> before;
        private final List<KeyBits> now;

        private Names(KeyBits key, Prompt prompt) {
            this.key = key;
            this.before = all.stream()
                    .map(renaming -> KeyBits.of(renaming.before().of(prompt)))
                    .toList();
            this.now = all.stream()
                    .map(renaming -> KeyBits.of(renaming.now().of(prompt)))
                    .toList();
        }

        /** All keys under which it may stand. */
        Collection<KeyBits> keys() {
            if (before.isEmpty()) {
                return List.of(key);
            }
            Set<KeyBits> keys = new LinkedHashSet<>(before);
            keys.add(key);
            return keys;
        }

        /** Whether a row of this key, with so many renamings before it, has the key that is looked for by now. */
        boolean isMeant(KeyBits former, int epoch) {
            return key.equals(today(former, epoch, new BitSet()));
        }

        void use(KeyBits former, int epoch) {
            today(former, epoch, used);
        }

        private KeyBits today(KeyBits former, int epoch, BitSet applied) {
            KeyBits name = former;
            for (int i = epoch; i < before.size(); i++) {
                if (before.get(i).equals(name)) {
                    name = now.get(i);
                    applied.set(i);
                }
            }
            return name;
        }
    }
}
