package batchbook.wire;

import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import io.github.cdimascio.dotenv.internal.DotenvParser;
import io.github.cdimascio.dotenv.internal.DotenvReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A {@code .env} file, in whatever encoding an editor wrote it. No message holds a line of it: that may hold a key. */
final class DotEnv {
    private static final Pattern USABLE_LINE = Pattern.compile("\\s*(#.*|[\\w.-]+\\s*=.*)?");
    private static final String RULE = ": every line is NAME=value, without 'export', or a comment that starts with #";

    private DotEnv() {}

    /**
     * The values by their names.
     *
     * @throws IllegalStateException when it cannot be read, naming the line
     */
    static Map<String, String> read(Path file) {
        List<String> lines = lines(file);
        try {
            Map<String, String> values = new HashMap<>();
            for (DotenvEntry entry : new DotenvParser(reading(lines), true, true).parse()) {
                values.put(entry.getKey(), entry.getValue());
            }
            return values;
        } catch (DotenvException e) {
            // Its message holds the line.
            throw new IllegalStateException(malformed(file, lines));
        }
    }

    /** Whether any user of this machine may read it; false where a file has no such permissions. */
    static boolean isOpenToAll(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (UnsupportedOperationException | IOException e) {
            return false;
        }
    }

    /** The library's own reader takes nothing but UTF-8 without a byte order mark. */
    private static DotenvReader reading(List<String> lines) {
        return new DotenvReader("", "") {
            @Override
            public List<String> read() {
                return lines;
            }
        };
    }

    private static List<String> lines(Path file) {
        try {
            return text(Files.readAllBytes(file)).lines().toList();
        } catch (IOException e) {
            throw new IllegalStateException(
                    file + " cannot be read (" + e.getClass().getSimpleName() + ")" + RULE);
        }
    }

    private static String text(byte[] bytes) {
        String text = decoded(bytes);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** No name, sign or comment is without a letter of ASCII, and that is what has a zero beside it in UTF-16. */
    private static String decoded(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return new String(bytes, i % 2 == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static String malformed(Path file, List<String> lines) {
        for (int number = 1; number <= lines.size(); number++) {
            if (!USABLE_LINE.matcher(lines.get(number - 1)).matches()) {
                return "line " + number + " of " + file + " cannot be read" + RULE;
            }
        }
        return file + " cannot be read" + RULE;
    }
}
