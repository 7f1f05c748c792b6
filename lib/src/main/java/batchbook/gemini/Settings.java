package batchbook.gemini;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The user's settings: the environment, and beneath it a {@code .env} file. */
final class Settings {
    static final String NO_KEY = "no API key found: set the environment variable GEMINI_API_KEY (or GOOGLE_API_KEY),"
            + " or write GEMINI_API_KEY=your-key into a file named .env beside the notebook or one directory above."
            + " Google AI Studio makes a key. Without one, Gemini.simulator() answers with made-up text.";

    static final String SIMULATED =
            ">>> SIMULATOR: no GEMINI_API_KEY found, so answers are made up. Nothing leaves this machine.";

    // The order of Google's own SDKs, which say so when both are set.
    private static final List<String> KEYS = List.of("GOOGLE_API_KEY", "GEMINI_API_KEY");
    private static final Pattern QUOTED = Pattern.compile("^(['\"])(.*)\\1$");
    private static final Pattern BLANK_ENDS = Pattern.compile("^[\\s\\p{Z}\\p{C}]+|[\\s\\p{Z}\\p{C}]+$");
    private static final Logger LOG = LoggerFactory.getLogger(Gemini.class);

    /** Files that were spoken of: a notebook asks for its settings again and again. */
    private static final Set<Path> WARNED = ConcurrentHashMap.newKeySet();

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
                .map(candidate -> candidate.resolve(".env"))
                .filter(Files::isRegularFile)
                .findFirst();
        Map<String, String> file = place.map(DotEnv::read).orElse(Map.of());
        if (KEYS.stream().anyMatch(name -> value(file, name).isPresent())) {
            place.filter(DotEnv::isOpenToAll).ifPresent(Settings::warn);
        }
        return new Settings(environment, file);
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
                .map(value -> trimmed(QUOTED.matcher(trimmed(value)).replaceFirst("$2")))
                .filter(value -> !value.isEmpty());
    }

    /** What was copied from a page may have blanks around it that nobody sees. */
    private static String trimmed(String value) {
        return BLANK_ENDS.matcher(value).replaceAll("");
    }

    private static void warn(Path file) {
        if (WARNED.add(file)) {
            LOG.warn("every user of this machine can read the key in {}: chmod 600 {}", file, file.getFileName());
        }
    }
}
