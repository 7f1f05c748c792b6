package batchbook.doctor;

import java.util.List;

/** Tells what one room knows, found with {@link java.util.ServiceLoader}. */
public interface FactSource {
    /** In the order in which they are shown. */
    List<Fact> facts();
}
