package batchbook.picture;

/**
 * What is written around a plot, beside its title.
 *
 * @param subtitle what it is of
 * @param caption what there is to see in it
 */
public record Texts(String subtitle, String caption) {
    /** A chart that has such. */
    public interface Holder {
        Texts texts();
    }
}
