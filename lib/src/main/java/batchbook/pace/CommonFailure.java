package batchbook.pace;

import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.Reason;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Notices that every row gets the same failure for good, as with a schema that the provider does not take or an address
 * that is no API: then asking all others is a waste.
 *
 * <p>Believed when {@value #ROWS} different rows failed alike, one after the other, and nothing was answered before. Answers
 * that are turned down differ from each other: there it takes {@value #MISFITS} rows that have failed for good.
 */
public final class CommonFailure {
    static final int ROWS = 5;

    /** So many rows with answers that came whole, and none that will do. */
    static final int MISFITS = 20;

    /** What differs between two messages about the same: ids that mix letters and digits, and times of the day. */
    private static final Pattern OF_ONE_REQUEST = Pattern.compile(
            "\\b(?=[\\w-]*\\d)(?=[\\w-]*[A-Za-z])[\\w-]{8,}\\b|\\b\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?");

    private final Set<Integer> rows = new HashSet<>();
    private final Set<Integer> misfits = new HashSet<>();
    private String words = "";
    private boolean over;

    /** A request was worked on, so not all of them fail alike. */
    public void answered() {
        over = true;
        rows.clear();
    }

    /** A row failed. Says why the run must end, if it must. */
    public Optional<Cause> failed(int row, ModelException problem) {
        switch (problem.kind()) {
            case BAD_REQUEST, NOT_FOUND -> {}
            // What a filter stopped or a limit cut was taken by the model.
            case BLOCKED, TRUNCATED, EMPTY, NOT_ACCEPTED -> {
                answered();
                return Optional.empty();
            }
            case UNEXPECTED -> {
                // An exception of a user's own code says nothing about a server.
                if (problem.httpStatus().isEmpty()) {
                    return Optional.empty();
                }
            }
            case RATE_LIMITED, QUOTA_EXHAUSTED, OVERLOADED, TIMEOUT, NETWORK, UNREADABLE, AUTH -> {
                return Optional.empty();
            }
        }
        return alike(row, problem);
    }

    /** A row has failed for good, as no answer of it will do. It may be that none ever will. */
    public Optional<Cause> misfit(int row, ModelException problem) {
        if (problem.kind() == ErrorKind.UNEXPECTED) {
            // A check of the user's own threw.
            return alike(row, problem);
        }
        misfits.add(row);
        return misfits.size() < MISFITS
                ? Optional.empty()
                : Optional.of(new Cause(
                        Reason.NO_ANSWER_FITS,
                        "none of the first " + MISFITS
                                + " prompts got an answer that is accepted, so no others were sent."
                                + " The last time: " + problem.getMessage()));
    }

    private Optional<Cause> alike(int row, ModelException problem) {
        String message = String.valueOf(problem.getMessage());
        String same = OF_ONE_REQUEST.matcher(message).replaceAll("#");
        if (over || !same.equals(words)) {
            rows.clear();
            words = same;
        }
        rows.add(row);
        return over || rows.size() < ROWS
                ? Optional.empty()
                : Optional.of(new Cause(
                        Reason.ALL_FAILED_ALIKE,
                        "the first " + ROWS + " prompts all failed alike, so no others were sent. Each time: "
                                + message));
    }
}
