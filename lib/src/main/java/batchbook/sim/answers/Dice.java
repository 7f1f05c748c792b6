package batchbook.sim.answers;

import java.util.Random;

/** Seeded chance: the same words give the same numbers, on every machine and in any order of asking. */
public final class Dice {
    private Dice() {}

    /** Numbers that depend on nothing but seed and words: the contract of {@link Random} fixes its sequence. */
    public static Random roll(long seed, CharSequence... words) {
        return new Random(hash(seed, words));
    }

    /** A number for the words, in their order. */
    public static long hash(long seed, CharSequence... words) {
        long hash = mix(seed);
        for (CharSequence word : words) {
            for (int i = 0; i < word.length(); i++) {
                hash = (hash ^ word.charAt(i)) * 0x100000001b3L;
            }
            hash = mix(hash + word.length());
        }
        return hash;
    }

    /** Spreads the bits (SplitMix64), as neighbouring seeds would otherwise give alike first numbers. */
    private static long mix(long bits) {
        long mixed = bits + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
