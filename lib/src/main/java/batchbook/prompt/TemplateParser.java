package batchbook.prompt;

import java.util.ArrayList;
import java.util.List;

/** Cuts a template into texts and names. */
final class TemplateParser {
    private static final String FILE = ":file";
    private static final String DOUBLE = " A brace that belongs to the text, as in JSON, is written twice: {{ or }}.";
    private static final int EXCERPT = 30;

    private final String template;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private int place;

    /**
     * A text and the name that follows it.
     *
     * @param name empty at the end of a template
     * @param file whether the file of that path is meant, not the value itself
     */
    record Part(String literal, String name, boolean file) {}

    private TemplateParser(String template) {
        this.template = template;
    }

    static List<Part> parse(String template) {
        return new TemplateParser(template).parts();
    }

    private List<Part> parts() {
        while (place < template.length()) {
            char c = template.charAt(place);
            boolean twice = place + 1 < template.length() && template.charAt(place + 1) == c;
            if ((c == '{' || c == '}') && twice) {
                literal.append(c);
                place += 2;
            } else if (c == '{') {
                name();
            } else if (c == '}') {
                throw wrong("closes a brace that is not open", place);
            } else {
                literal.append(c);
                place++;
            }
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("the template names no column, so all prompts would be the same: put the"
                    + " name of one in braces, such as {text}");
        }
        parts.add(new Part(literal.toString(), "", false));
        return List.copyOf(parts);
    }

    private void name() {
        int start = place;
        int end = template.indexOf('}', start);
        int inner = template.indexOf('{', start + 1);
        if (end < 0) {
            throw wrong("opens a brace and does not close it", start);
        }
        if (inner >= 0 && inner < end) {
            throw wrong("opens a brace within a brace", start);
        }
        String name = template.substring(start + 1, end).strip();
        boolean file = name.endsWith(FILE);
        if (file) {
            name = name.substring(0, name.length() - FILE.length()).strip();
        }
        if (name.isEmpty()) {
            throw wrong("has braces without the name of a column", start);
        }
        parts.add(new Part(literal.toString(), name, file));
        literal.setLength(0);
        place = end + 1;
    }

    private IllegalArgumentException wrong(String what, int at) {
        String before = template.substring(0, at);
        long line = 1 + before.chars().filter(c -> c == '\n').count();
        int column = at - before.lastIndexOf('\n');
        String excerpt = template.substring(at, Math.min(template.length(), at + EXCERPT));
        String more = at + EXCERPT < template.length() ? ".." : "";
        return new IllegalArgumentException("the template " + what + " at "
                + (template.indexOf('\n') < 0 ? "" : "line " + line + ", ") + "character " + column + ", where it says "
                + excerpt.replace("\n", "\\n") + more + "." + DOUBLE);
    }
}
