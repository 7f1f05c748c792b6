package batchbook;

import batchbook.prompt.Attachment;
import batchbook.stream.RowReader;
import batchbook.stream.RowReaders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a user passes as prompts, and says what to pass instead of what cannot be read. */
final class Prompts {
    private static final String SENT = ": nothing was sent. ";

    private Prompts() {}

    /** All of them; see {@link #of(Object, int)}. */
    static List<Prompt> of(@Nullable Object prompts) {
        return of(prompts, Integer.MAX_VALUE);
    }

    /**
     * The first of them, without a look at the others. All are checked before anything is sent, so that a bad row in the
     * middle costs nothing.
     *
     * @param prompts strings, prompts or rows of a run, in an iterable, an array or a stream, which is closed
     * @param most how many at most
     * @throws IllegalArgumentException naming the rows that are null, blank or not to be asked, or what was passed instead
     *     of prompts
     */
    static List<Prompt> of(@Nullable Object prompts, int most) {
        List<Prompt> read = new ArrayList<>();
        List<Integer> blank = new ArrayList<>();
        int index = 0;
        for (Iterator<?> rows = rows(prompts, most).iterator(); index < most && rows.hasNext(); index++) {
            @Nullable Prompt prompt = read(rows.next(), index, SENT);
            if (prompt == null) {
                blank.add(index);
            } else {
                read.add(prompt);
            }
        }
        if (!blank.isEmpty()) {
            throw new IllegalArgumentException(blankRows(blank, index));
        }
        return read;
    }

    private static Iterable<?> rows(@Nullable Object prompts, int most) {
        Objects.requireNonNull(prompts, "prompts is null: pass a list of strings or of Prompt");
        if (prompts instanceof Iterable<?> rows) {
            return rows;
        }
        if (prompts instanceof Object[] rows) {
            return Arrays.asList(rows);
        }
        if (prompts instanceof Stream<?> rows) {
            // Not its iterator, which reads a flatMap to the end.
            try (rows) {
                return rows.sequential().limit(most).toList();
            }
        }
        throw new IllegalArgumentException(instead(prompts));
    }

    /**
     * A reader of them, for as many as there are.
     *
     * @throws IllegalArgumentException when they are no iterable, iterator, array or stream: it says what to pass
     */
    static RowReader reader(@Nullable Object prompts) {
        Objects.requireNonNull(
                prompts, "prompts is null: pass an iterator, a stream or a list of strings or of Prompt");
        return RowReaders.of(prompts).orElseThrow(() -> new IllegalArgumentException(instead(prompts)));
    }

    private static String instead(Object prompts) {
        if (prompts instanceof CharSequence) {
            return "prompts is a single text" + SENT + "To ask one prompt, pass List.of(\"..\").";
        }
        if (prompts instanceof Prompt || prompts instanceof Result) {
            return "prompts is a single " + prompts.getClass().getSimpleName() + SENT + "To ask one, pass List.of(..).";
        }
        if (prompts instanceof Map) {
            return "prompts is a map" + SENT + "Pass map.values(); or, to find the keys again as ids,"
                    + " map.entrySet().stream().map(e -> Prompt.of(e.getKey(), e.getValue())).";
        }
        return "prompts has the type " + prompts.getClass().getTypeName() + SENT
                + "Pass a list, an array or a stream of strings or of Prompt, or a text column of a table.";
    }

    private static @Nullable Prompt read(@Nullable Object row, int index, String sent) {
        if (row instanceof Prompt prompt) {
            return prompt;
        }
        if (row instanceof Result result) {
            return result.prompt();
        }
        if (row == null) {
            return null;
        }
        if (row instanceof CharSequence text) {
            return text.toString().isBlank() ? null : Prompt.of(text.toString());
        }
        throw new IllegalArgumentException(
                "prompt " + index + " is a " + row.getClass().getTypeName() + sent
                        + "Prompts are strings, Prompt.of(..) or rows of a run; of a table, pass a text column.");
    }

    /** Each of them so many times, numbered; those with a number once, and all when the number is 0. */
    static List<Prompt> sampled(List<Prompt> prompts, int samples) {
        if (samples == 0) {
            return prompts;
        }
        List<Prompt> all = new ArrayList<>();
        for (Prompt prompt : prompts) {
            if (prompt.sample() > 0) {
                all.add(prompt);
            } else {
                for (int number = 1; number <= samples; number++) {
                    all.add(prompt.sample(number));
                }
            }
        }
        return all;
    }

    /**
     * Looks at those with files that are to be asked, before anything is sent.
     *
     * @throws IllegalArgumentException when the model cannot take one, or the content of its file is not known
     */
    static void check(Model model, List<Prompt> prompts, List<Optional<Result>> known) {
        for (int index = 0; index < prompts.size(); index++) {
            Prompt prompt = prompts.get(index);
            if (prompt.attachments().isEmpty() || known.get(index).isPresent()) {
                continue;
            }
            Optional<String> why = unfit(model, prompt);
            if (why.isPresent()) {
                throw new IllegalArgumentException(named(prompt, index) + " cannot be asked" + SENT + why.get());
            }
        }
    }

    /** Why one with files cannot be asked: the model cannot take it, or the content of its file is not known. */
    static Optional<String> unfit(Model model, Prompt prompt) {
        for (Attachment file : prompt.attachments()) {
            if (!file.hasContent()) {
                return Optional.of(
                        "It has the file " + file + " from a journal, which keeps no content. Attach the file again.");
            }
        }
        try {
            if (!prompt.attachments().isEmpty()) {
                model.check(prompt);
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * One row of a stream, of which those before it have been sent already.
     *
     * @throws IllegalArgumentException when it is null, blank or not to be asked
     */
    static Prompt one(@Nullable Object row, int index) {
        Prompt prompt = read(row, index, ". ");
        if (prompt == null) {
            throw new IllegalArgumentException("prompt " + Format.count(index)
                    + " is null or blank (counted from 0). Leave such rows out of the stream, for example with"
                    + " .filter(p -> p != null && !p.isBlank()).");
        }
        return prompt;
    }

    private static String named(Prompt prompt, int index) {
        return "prompt " + index + (prompt.id().isEmpty() ? "" : " (" + prompt.id() + ")");
    }

    private static String blankRows(List<Integer> blank, int total) {
        String rows = blank.stream().limit(5).map(String::valueOf).collect(Collectors.joining(", "));
        String more = blank.size() > 5 ? " and " + (blank.size() - 5) + " more" : "";
        String what = blank.size() == 1 ? "prompt " + rows + " is" : "prompts " + rows + more + " are";
        return what + " null or blank (counted from 0, of " + total + ")" + SENT + "Leave them out, for example"
                + " with prompts.stream().filter(p -> p != null && !p.isBlank()).toList()";
    }
}
