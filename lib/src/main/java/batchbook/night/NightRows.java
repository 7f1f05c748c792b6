package batchbook.night;

import batchbook.Prompt;

/** The rows of a run by their places, in the eyes of its jobs. */
public interface NightRows {
    Prompt prompt(int place);

    /** By what its answer is found, whatever list the prompt stands in. */
    String key(int place);

    /** The place of a key; -1 when it is that of no prompt of this list. */
    int place(String key);

    /** Bytes of all that is sent for it. */
    double bytes(int place);

    /** About how many tokens that is. */
    long tokens(int place);
}
