package batchbook.gemini;

/** Whose limits count: those of one key, at one address, for one model. */
record GeminiAccount(Connection connection, String model) {
    @Override
    public String toString() {
        return model + " at " + connection.address();
    }
}
