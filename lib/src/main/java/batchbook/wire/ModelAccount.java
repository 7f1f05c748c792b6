package batchbook.wire;

/**
 * Whose limits count: those of a model over a connection. Equal for equal both.
 *
 * @param connection the key and the address; its text holds no key
 */
public record ModelAccount(Object connection, String model) {
    @Override
    public String toString() {
        return model + " at " + connection;
    }
}
