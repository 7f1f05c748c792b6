package batchbook.course;

/** The exercises of lesson 8, long runs. */
public final class Lesson08 {
    private Lesson08() {}

    /** Asks only what the notes do not have, and writes each answer down before it counts. */
    public static Verdict question1(Exercise.Resume code) {
        return Check.begin().mistake(new ResumeTrial(code).mistake()).right(true, "");
    }

    /** Rings when no more answers have come, or more than a tenth of the finished prompts failed, but not after the end. */
    public static Verdict question2(Exercise.Alarm code) {
        return Check.begin().mistake(new AlarmTrial(code).mistake()).right(true, "");
    }

    /** At 0.10 dollars for a million tokens in, and 0.40 out. */
    public static Verdict question3(Exercise.Cost code) {
        return new CostTrial(code).verdict();
    }

    /** After how many minutes the last of 500 prompts may go at 15 a minute, when the first 15 go at once. */
    public static Verdict question4(double minutes) {
        return Check.begin()
                .mistake(minutes == 0, "replace the zero")
                .mistake(
                        minutes == 34,
                        "that is how many groups of 15 there are, the last one not full; how long does the first of"
                                + " them wait?")
                .mistake(
                        Math.abs(minutes - 500.0 / 15) < 0.05,
                        "a group goes at once when its minute begins: which whole minute is the last one's?")
                .mistake(minutes == 32, "one too few: is the last group a full one?")
                .mistake(minutes == 500 * 15, "the limit is 15 prompts for each minute, not 15 minutes for each prompt")
                .mistake(minutes == 33 * 60, "in minutes, please, not in seconds")
                .right(
                        minutes == 33,
                        "15 go at once, 15 more when a minute has passed, and so on: in which group is number 500?");
    }
}
