package batchbook.telemetry;

/**
 * What is told beside the least. Public for the adapter, which may be loaded by another class loader.
 *
 * @param content prompts, answers and the words of failures
 * @param labels ids and labels of prompts
 * @param formerMetrics metrics under their names of before release 0.1.0 too
 */
public record Detail(boolean content, boolean labels, boolean formerMetrics) {
    static final Detail LEAST = new Detail(false, false, false);

    Detail withContent() {
        return new Detail(true, labels, formerMetrics);
    }

    Detail withLabels() {
        return new Detail(content, true, formerMetrics);
    }

    Detail withFormerMetrics() {
        return new Detail(content, labels, true);
    }

    /** What is told, for a person. */
    @Override
    public String toString() {
        return (content ? "prompts and answers" : "no prompts and answers")
                + (labels ? ", labels" : "")
                + (formerMetrics ? ", former metrics" : "");
    }
}
