package batchbook.html;

/** The colours of outcomes, one meaning each, on the page and in pictures. */
public final class Palette {
    /** Answered, without a retry. */
    public static final String ANSWERED = "#2a78d6";
    /** Answered after a retry: a try had failed. A request refused for a limit is sent again, and is no try. */
    public static final String RETRIED = "#eda100";
    /** Failed for good; of a single request, failed. */
    public static final String FAILED = "#e34948";

    private Palette() {}
}
