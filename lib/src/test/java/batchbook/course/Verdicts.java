package batchbook.course;

import static org.assertj.core.api.Assertions.assertThat;

/** What a lesson says about the answers of its tests. */
final class Verdicts {
    private Verdicts() {}

    static void right(Verdict verdict) {
        assertThat(verdict.right()).as(verdict.words()).isTrue();
    }

    /** It is refused with these words, among others. */
    static void wrong(Verdict verdict, String hint) {
        assertThat(verdict.right()).as(verdict.words()).isFalse();
        assertThat(verdict.words()).contains(hint);
    }
}
