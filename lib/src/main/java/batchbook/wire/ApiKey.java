package batchbook.wire;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An API key, as the {@link Environment} has it.
 *
 * @param value the secret
 * @param source where it was found
 */
public record ApiKey(String value, String source) {
    private static final Logger LOG = LoggerFactory.getLogger(ApiKey.class);

    /** Files that were spoken of: a notebook asks for its key again and again. */
    private static final Set<Path> WARNED = ConcurrentHashMap.newKeySet();

    /** The first of these names that has one, those of the environment before those of the file. */
    public static Optional<ApiKey> in(Environment environment, List<String> names) {
        if (names.stream().anyMatch(name -> environment.inFile(name).isPresent())) {
            environment.file().filter(DotEnv::isOpenToAll).ifPresent(ApiKey::warn);
        }
        Optional<ApiKey> found = names.stream()
                .flatMap(name -> environment.variable(name).map(value -> new ApiKey(value, name)).stream())
                .findFirst();
        // A variable that is set but empty says "no key": it is how a test keeps a .env file from spending money.
        return found.or(() -> names.stream()
                .filter(name -> !environment.isSet(name))
                .flatMap(name -> environment.inFile(name).map(value -> new ApiKey(value, name + " in .env")).stream())
                .findFirst());
    }

    private static void warn(Path file) {
        if (WARNED.add(file)) {
            LOG.warn("every user of this machine can read the key in {}: chmod 600 {}", file, file.getFileName());
        }
    }

    /**
     * The key without blanks around it.
     *
     * @param source where a good one comes from, such as "Google AI Studio"
     * @throws IllegalArgumentException when it can be none; the message does not hold it
     */
    public static String checked(String key, String source) {
        if (key.isBlank()) {
            throw new IllegalArgumentException("the API key is blank: create one in " + source);
        }
        // HTTP clients reject such a header with a message that holds the whole key.
        if (!key.strip().chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(
                    "the API key has a space or a character that no key has: copy it again from " + source);
        }
        return key.strip();
    }

    @Override
    public String toString() {
        return "key from " + source;
    }
}
