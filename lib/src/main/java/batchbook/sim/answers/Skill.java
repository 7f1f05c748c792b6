package batchbook.sim.answers;

import java.util.Locale;

/** How often a model errs: seldom on what is easy, often on what is hard; a large model less than a small one. */
enum Skill {
    LITE(0.04, 0.5),
    FLASH(0.015, 0.28),
    PRO(0.005, 0.12);

    /** Examples and instructions help. */
    private static final double HELPED = 0.7;

    private final double onEasy;
    private final double onHard;

    Skill(double onEasy, double onHard) {
        this.onEasy = onEasy;
        this.onHard = onHard;
    }

    static Skill of(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        if (name.contains("lite") || name.contains("nano") || name.contains("gemma")) {
            return LITE;
        }
        return name.contains("pro") || name.contains("ultra") ? PRO : FLASH;
    }

    /**
     * The share of such texts on which it errs.
     *
     * @param hardness 0 for what everybody gets right, 1 for sarcasm
     */
    double errs(double hardness, boolean helped) {
        return (onEasy + (onHard - onEasy) * Math.min(1, hardness)) * (helped ? HELPED : 1);
    }
}
