package batchbook.doctor;

/**
 * One line of a report.
 *
 * @param name what it is about
 * @param value what is found; anybody may read it
 */
public record Fact(String name, String value) {}
