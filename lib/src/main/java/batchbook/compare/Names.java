package batchbook.compare;

import batchbook.Format;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names that tell things apart, as names of columns do: without regard to case. */
public final class Names {
    private static final int LONGEST = 60;

    private Names() {}

    /** The same on one line, and the second {@code flash} is {@code flash (2)}. */
    public static List<String> unique(List<String> names) {
        Set<String> taken = new HashSet<>();
        List<String> unique = new ArrayList<>();
        for (String name : names) {
            String plain = oneLine(name);
            String free = plain;
            for (int number = 2; !taken.add(free.toLowerCase(Locale.ROOT)); number++) {
                free = plain + " (" + number + ")";
            }
            unique.add(free);
        }
        return List.copyOf(unique);
    }

    /** A text from anywhere on one short line. */
    public static String oneLine(String name) {
        String line = Format.plain(name).replaceAll("\\s+", " ").strip();
        int[] points = line.codePoints().limit(LONGEST + 1L).toArray();
        String shortened = points.length <= LONGEST ? line : new String(points, 0, LONGEST - 1).strip() + "…";
        return shortened.isEmpty() ? "run" : shortened;
    }
}
