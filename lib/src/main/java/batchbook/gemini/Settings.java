package batchbook.gemini;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The user's settings: the environment, and beneath it a {@code .env} file. */
final class Settings {
    static final String NO_KEY = "no API key found: set the environment variable GEMINI_API_KEY (or GOOGLE_API_KEY),"
            + " or write GEMINI_API_KEY=your-key into a file named .env beside the notebook or one directory above."
            + " Google AI Studio makes a key. Without one, Gemini.simulator() answers with made-up text.";

    static final String SIMULATED =
            ">>> SIMULATOR: no GEMINI_API_KEY found, so answers are made up. Nothing leaves this machine.";

    // The order of Google's own SDKs, which say so when both are set.
    private static final List<String> KEYS = List.of("GOOGLE_API_KEY", "GEMINI_API_KEY");
    private static final Pattern USABLE_LINE = Pattern.compile("\\s*(#.*|[\\w.-]+\\s*=.*)?");

    /** The variable of Google's own SDKs. */
    static final String ADDRESS = "GOOGLE_GEMINI_BASE_URL";

    private final Map<String, String> environment;
    private final Map<String, String> file;

    private Settings(Map<String, String> environment, Map<String, String> file) {
        this.environment = environment;
        this.file = file;
    }

    /**
     * An API key.
     *
     * @param value the secret
     * @param source where it was found
     */
    record Key(String value, String source) {
        /** Says that it will be used, and where. */
        String used(String model, Settings settings) {
            return settings.address()
                    .map(address -> ">>> NOT GOOGLE: " + model + " is asked at " + address + ", as " + ADDRESS
                            + " says. The key from " + source + " goes there, and requests may cost money. Unset "
                            + ADDRESS + " to ask Google.")
                    .orElse(">>> REAL GEMINI: " + model + ", key from " + source
                            + ". Requests count against its quota and may cost money.");
        }

        @Override
        public String toString() {
            return "key from " + source;
        }
    }

    static Settings load() {
        return load(System.getenv(), Path.of("").toAbsolutePath());
    }

    /** Reads {@code .env} in this directory, or else in the one above. */
    static Settings load(Map<String, String> environment, Path directory) {
        Optional<Path> place = Stream.iterate(directory, Objects::nonNull, Path::getParent)
                .limit(2)
                .filter(candidate -> Files.isRegularFile(candidate.resolve(".env")))
                .findFirst();
        return new Settings(environment, place.map(Settings::read).orElse(Map.of()));
    }

    Optional<Key> key() {
        Optional<Key> found = KEYS.stream()
                .flatMap(name -> key(environment, name, name).stream())
                .findFirst();
        // A variable that is set but empty says "no key": it is how a test keeps a .env file from spending money.
        return found.or(() -> KEYS.stream()
                .filter(name -> !environment.containsKey(name))
                .flatMap(name -> key(file, name, name + " in .env").stream())
                .findFirst());
    }

    Optional<String> model() {
        return value(environment, "GEMINI_MODEL").or(() -> value(file, "GEMINI_MODEL"));
    }

    /**
     * Where the key is to be sent instead of to Google. Only the environment may say so: a {@code .env} file may come with
     * a notebook of somebody else.
     */
    Optional<URI> address() {
        return value(environment, ADDRESS).map(value -> {
            try {
                URI address = new URI(value);
                if (address.getHost() != null && address.getUserInfo() == null) {
                    return address;
                }
            } catch (URISyntaxException e) {
                // Told below.
            }
            throw new IllegalStateException(
                    "the environment variable " + ADDRESS
                            + " is no address with a host, such as http://127.0.0.1:8090: correct it, or unset it to ask Google");
        });
    }

    private static Optional<Key> key(Map<String, String> values, String name, String source) {
        return value(values, name).map(value -> new Key(value, source));
    }

    private static Optional<String> value(Map<String, String> values, String name) {
        return Optional.ofNullable(values.get(name))
                .map(value -> value.strip().replaceAll("^'(.*)'$", "$1"))
                .filter(value -> !value.isBlank());
    }

    private static Map<String, String> read(Path directory) {
        try {
            Map<String, String> values = new HashMap<>();
            for (DotenvEntry entry : Dotenv.configure()
                    .directory(directory.toString())
                    .load()
                    .entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)) {
                values.put(entry.getKey(), entry.getValue());
            }
            return values;
        } catch (DotenvException e) {
            // Its message holds the line, and the line may hold the key.
            throw new IllegalStateException(malformed(directory.resolve(".env")));
        }
    }

    private static String malformed(Path file) {
        String rule = ": every line is NAME=value, without 'export', or a comment that starts with #";
        try {
            List<String> lines = Files.readAllLines(file);
            for (int number = 1; number <= lines.size(); number++) {
                if (!USABLE_LINE.matcher(lines.get(number - 1)).matches()) {
                    return "line " + number + " of " + file + " cannot be read" + rule;
                }
            }
        } catch (IOException e) {
            return file + " cannot be read (" + e.getClass().getSimpleName() + ")" + rule;
        }
        return file + " cannot be read" + rule;
    }
}
