package batchbook.telemetry.otel;

/** Texts of strangers, cut to a size that a collector takes. */
final class Texts {
    private Texts() {}

    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }
}
