package batchbook.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the user has set: the variables of the environment, and beneath them those of a {@code .env} file. */
public final class Environment {
    private static final Pattern QUOTED = Pattern.compile("^(['\"])(.*)\\1$");
    private static final Pattern BLANK_ENDS = Pattern.compile("^[\\s\\p{Z}\\p{C}]+|[\\s\\p{Z}\\p{C}]+$");

    private final Map<String, String> variables;
    private final Optional<Path> file;
    private final Map<String, String> inFile;

    private Environment(Map<String, String> variables, Optional<Path> file) {
        this.variables = variables;
        this.file = file;
        this.inFile = file.map(DotEnv::read).orElse(Map.of());
    }

    /** Of this process and its current directory. */
    public static Environment load() {
        return load(System.getenv(), Path.of("").toAbsolutePath());
    }

    /** The variables alone. */
    public static Environment ofProcess() {
        return new Environment(System.getenv(), Optional.empty());
    }

    /** Reads {@code .env} in this directory, or else in the one above. */
    public static Environment load(Map<String, String> variables, Path directory) {
        Optional<Path> file = Stream.iterate(directory, Objects::nonNull, Path::getParent)
                .limit(2)
                .map(candidate -> candidate.resolve(".env"))
                .filter(Files::isRegularFile)
                .findFirst();
        return new Environment(variables, file);
    }

    /** A value that is no secret: of the environment, or else of the file. */
    public Optional<String> setting(String name) {
        return variable(name).or(() -> inFile(name));
    }

    /**
     * Where a key is to be sent instead of to its provider. Only a variable may say so: a {@code .env} file may come with a
     * notebook of somebody else.
     *
     * @throws IllegalStateException when the variable holds no address; the message does not hold its value
     */
    public Optional<URI> address(String name) {
        return variable(name).map(value -> {
            try {
                URI address = new URI(value);
                if (address.getHost() != null && address.getUserInfo() == null) {
                    return address;
                }
            } catch (URISyntaxException e) {
                // Told below.
            }
            throw new IllegalStateException("the environment variable " + name
                    + " is no address with a host, such as http://127.0.0.1:8090: correct it, or unset it");
        });
    }

    /** Whether there is such a variable, be it empty. */
    boolean isSet(String name) {
        return variables.containsKey(name);
    }

    /** What a variable says; nothing when it is blank. */
    public Optional<String> variable(String name) {
        return value(variables, name);
    }

    Optional<String> inFile(String name) {
        return value(inFile, name);
    }

    /** The {@code .env} file. */
    public Optional<Path> file() {
        return file;
    }

    private static Optional<String> value(Map<String, String> values, String name) {
        return Optional.ofNullable(values.get(name))
                .map(value -> trimmed(QUOTED.matcher(trimmed(value)).replaceFirst("$2")))
                .filter(value -> !value.isEmpty());
    }

    /** What was copied from a page may have blanks around it that nobody sees. */
    private static String trimmed(String value) {
        return BLANK_ENDS.matcher(value).replaceAll("");
    }
}
