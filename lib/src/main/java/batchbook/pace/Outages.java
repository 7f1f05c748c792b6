package batchbook.pace;

import batchbook.ModelException;
import batchbook.text.Format;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** What failures for the server's sake mean: a little trouble, in which no more is sent at once, or a whole outage. */
final class Outages {
    private final Account account;
    private final Breaker breaker;
    private final RandomGenerator random;
    private final Trouble trouble = new Trouble();

    Outages(Account account, Duration patience, RandomGenerator random) {
        this.account = account;
        this.breaker = new Breaker(patience);
        this.random = random;
    }

    /** Whether the server is taken to fail wholly. */
    boolean whole() {
        return breaker.open();
    }

    /** Whether so much fails that more requests at once would make it worse. */
    boolean muchTrouble() {
        return trouble.isMuch();
    }

    void answered(Sent sent) {
        trouble.answered();
        breaker.answered(account.recess.isLate(sent));
    }

    /** A request got no answer, or one that says that the server is in trouble. */
    Verdict failed(Sent sent, Instant now, int row, ModelException problem) {
        Recess recess = account.recess;
        trouble.failed();
        boolean first = sent == recess.probe();
        if (first) {
            recess.probeAgain();
        }
        if (!breaker.failed(row, first, now)) {
            return Verdict.GOES_ON;
        }
        Instant since = breaker.since(now);
        if (breaker.givesUp(now)) {
            return Verdict.ends("the server has answered nothing but errors since " + Format.time(since) + " ("
                    + Format.duration(Duration.between(since, now)) + "). The last one: " + problem.getMessage());
        }
        String words = "nothing but errors since " + Format.time(since) + " (the last: " + problem.kind()
                + "), so one request at a time tries again, until " + Format.time(since.plus(breaker.patience()));
        recess.begin(now.plus(breaker.nextWait(random)), "server in trouble", words, account.nextSerial());
        return Verdict.GOES_ON;
    }
}
