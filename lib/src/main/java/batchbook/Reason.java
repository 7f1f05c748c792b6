package batchbook;

/**
 * Why a run sent nothing for a while, changed its pace, or ended before its last prompt: a closed list, so that code can
 * ask and need not read words. The words beside it say more, such as which limit it was; see {@link Pause} and {@link
 * Change}.
 */
public enum Reason {
    /** A limit of requests a minute: stated, named by the server, or guessed. */
    REQUESTS_PER_MINUTE,
    /** A limit of tokens a minute: stated, or named by the server. */
    TOKENS_PER_MINUTE,
    /** The quota of the day is used up, or was when it was last tried. */
    QUOTA_OF_THE_DAY,
    /** The server refused requests for a limit and did not name it. */
    UNNAMED_LIMIT,
    /** The server gave nothing but errors. */
    SERVER_IN_TROUBLE,
    /** The budget is used up, or what is left of it is set aside for what is under way. */
    BUDGET,
    /** A budget cannot be promised, as nobody knows before what a request will use. */
    BUDGET_CANNOT_BE_KEPT,

    /** What a run begins with. */
    RUN_BEGINS,
    /** Nothing went wrong, so more may be under way at once. */
    ALL_GOES_WELL,
    /** More at once only made answers slower. */
    SATURATED,
    /** Requests were refused, and it seems that too many were under way at once. */
    TOO_MANY_AT_ONCE,
    /** The server named a limit, or refusals led to a guess. */
    LIMIT_LEARNED,
    /** More passed than was thought to be allowed. */
    LIMIT_RAISED,
    /** How the server counts a minute was found out, or is not taken for sure any more. */
    COUNTING_LEARNED,
    /** Somebody else seems to use the same key. */
    KEY_IS_SHARED,

    /** It has not ended: this is what a run says that is looked at while it goes on. */
    STILL_RUNNING,
    /** The user stopped it. */
    STOPPED,
    /** An error that is no failure of a request. */
    ERROR,
    /** The journal cannot be written. */
    JOURNAL_LOST,
    /** Rows are in jobs of the provider that are not over. */
    JOBS_UNDER_WAY,
    /** Jobs are over, and brought no answer for some rows that can be used. */
    LEFT_BY_JOBS,
    /** Refusals for a limit went on for longer than the plan's patience, or asked to wait for longer. */
    PATIENCE_IS_OVER,
    /** A failure that every other request would share, such as a bad key. */
    FATAL_FAILURE,
    /** The first rows all failed alike, and none was answered. */
    ALL_FAILED_ALIKE,
    /** Answers came for the first rows, and none of them was what was asked for. */
    NO_ANSWER_FITS;

    /** Whether it is a limit per minute: it opens again by itself, and decides how fast a run can go. */
    public boolean isLimitPerMinute() {
        return this == REQUESTS_PER_MINUTE || this == TOKENS_PER_MINUTE;
    }

    /** Whether it is the budget: with nothing under way it never has room again. */
    public boolean isBudget() {
        return this == BUDGET || this == BUDGET_CANNOT_BE_KEPT;
    }

    /** Whether a change of pace for this reason is news: neither a step up as all goes well nor what a run begins with. */
    public boolean isNews() {
        return this != ALL_GOES_WELL && this != RUN_BEGINS;
    }
}
