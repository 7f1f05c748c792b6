package batchbook.pace;

import batchbook.Format;
import batchbook.ModelException;
import batchbook.Reason;
import java.time.Duration;
import java.time.Instant;

/**
 * What failures for the server's sake mean: a little trouble, in which no more is sent at once ({@link ErrorRate}), or an
 * outage, in which one request at a time tries again until it gives up ({@link CircuitBreaker}).
 */
final class ServerHealth {
    private final Account account;
    private final CircuitBreaker breaker;
    private final Jitter jitter;
    private final ErrorRate errors = new ErrorRate();

    ServerHealth(Account account, Duration patience, Jitter jitter) {
        this.account = account;
        this.breaker = new CircuitBreaker(patience);
        this.jitter = jitter;
    }

    /** Whether the server is taken to fail wholly. */
    boolean outage() {
        return breaker.open();
    }

    /** Whether so much fails that more requests at once would make it worse. */
    boolean muchTrouble() {
        return errors.isMuch();
    }

    void answered(Permit permit) {
        errors.answered();
        breaker.answered(account.sharedPause.isLate(permit));
    }

    /** A request got no answer, or one that says that the server is in trouble. */
    Verdict failed(Permit permit, Instant now, int row, ModelException problem) {
        SharedPause sharedPause = account.sharedPause;
        errors.failed();
        boolean first = permit == sharedPause.probe();
        if (first) {
            sharedPause.probeAgain();
        }
        if (!breaker.failed(row, first, now)) {
            return Verdict.GOES_ON;
        }
        Instant since = breaker.since(now);
        if (breaker.givesUp(now)) {
            return Verdict.ends(
                    Reason.SERVER_IN_TROUBLE,
                    "the server has answered nothing but errors since " + Format.time(since) + " ("
                            + Format.duration(Duration.between(since, now)) + "). The last one: "
                            + problem.getMessage());
        }
        String words = "nothing but errors since " + Format.time(since) + " (the last: " + problem.kind()
                + "), so one request at a time tries again, until " + Format.time(since.plus(breaker.patience()));
        Instant end = now.plus(breaker.nextWait(jitter));
        sharedPause.begin(Gate.closed(end, Reason.SERVER_IN_TROUBLE, "server in trouble", words), account.nextSerial());
        return Verdict.GOES_ON;
    }
}
