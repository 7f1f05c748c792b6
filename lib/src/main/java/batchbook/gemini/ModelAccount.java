package batchbook.gemini;

/** Limits are counted for each key and model. */
record ModelAccount(Connection connection, String model) {
    @Override
    public String toString() {
        return model + " at " + connection.address();
    }
}
