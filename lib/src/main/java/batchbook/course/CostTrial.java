package batchbook.course;

import batchbook.Format;
import batchbook.Price;
import batchbook.Usage;

/** Shows code that is to say what tokens cost some tokens of each kind. */
record CostTrial(Exercise.Cost code) {
    private static final Price PRICE = Price.perMillion(0.10, 0.40);
    private static final Usage IN = new Usage(25_500_000, 0, 0, 0);
    private static final Usage OUT = new Usage(0, 7_500_000, 0, 0);
    private static final Usage THINKING = new Usage(0, 0, 12_500_000, 0);
    private static final Usage ALL = IN.plus(OUT).plus(THINKING);

    /** What it says of each; in dollars. */
    private record Bill(double in, double out, double thinking, double all) {
        boolean is(double inPrice, double outPrice, double thinkingPrice) {
            return cents(in, 25.5 * inPrice) && cents(out, 7.5 * outPrice) && cents(thinking, 12.5 * thinkingPrice);
        }

        /** Who rounds to cents is right. */
        private static boolean cents(double given, double truth) {
            return Math.abs(given - truth) < 0.0051;
        }

        boolean isRight() {
            return is(PRICE.input(), PRICE.output(), PRICE.output()) && cents(all, in + out + thinking);
        }
    }

    Verdict verdict() {
        Trial<Bill> trial = Trial.of(() -> new Bill(code.of(IN), code.of(OUT), code.of(THINKING), code.of(ALL)));
        Bill bill = trial.value();
        return bill == null ? Check.begin().mistake(trial.problem()).right(false, "") : verdict(bill);
    }

    private static Verdict verdict(Bill bill) {
        double in = PRICE.input();
        double out = PRICE.output();
        return Check.begin()
                .mistake(bill.all() == 0 && bill.in() == 0, "it costs nothing so far: replace the zero")
                .mistake(bill.is(in, out, 0), "what the model thinks is not on your bill, but on the provider's it is")
                .mistake(bill.is(in, out, in), "what the model thinks is no part of your prompt: which price has it?")
                .mistake(bill.is(out, in, in), "the two prices are swapped")
                .mistake(bill.is(out, in, out), "the two prices are swapped")
                .mistake(
                        Check.near(bill.in(), PRICE.of(IN) * 1e6),
                        "the prices are for a million tokens, and not for each")
                .mistake(
                        Check.near(bill.in(), 25 * in, 0.001) || (bill.in() == 0 && bill.out() == 0),
                        "a whole number divided by a whole number is a whole number in Java: part of the bill is lost")
                .right(
                        bill.isRight(),
                        "for " + Format.count(IN.in()) + " tokens in and no others it says " + bill.in() + " dollars");
    }
}
