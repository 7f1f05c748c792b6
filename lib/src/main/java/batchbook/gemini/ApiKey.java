package batchbook.gemini;

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
record ApiKey(String value, String source) {
    static final String NOT_FOUND = "no API key found: set the environment variable GEMINI_API_KEY (or GOOGLE_API_KEY),"
            + " or write GEMINI_API_KEY=your-key into a file named .env beside the notebook or one directory above."
            + " Google AI Studio makes a key. Without one, Gemini.simulator() answers with made-up text.";

    static final String NOT_FOUND_SO_SIMULATED =
            ">>> SIMULATOR: no GEMINI_API_KEY found, so answers are made up. Nothing leaves this machine.";

    // The order of Google's own SDKs, which say so when both are set.
    private static final List<String> NAMES = List.of("GOOGLE_API_KEY", "GEMINI_API_KEY");
    private static final Logger LOG = LoggerFactory.getLogger("batchbook.gemini.Gemini");

    /** Files that were spoken of: a notebook asks for its key again and again. */
    private static final Set<Path> WARNED = ConcurrentHashMap.newKeySet();

    static Optional<ApiKey> in(Environment environment) {
        if (NAMES.stream().anyMatch(name -> environment.inFile(name).isPresent())) {
            environment.file().filter(DotEnv::isOpenToAll).ifPresent(ApiKey::warn);
        }
        Optional<ApiKey> found = NAMES.stream()
                .flatMap(name -> environment.variable(name).map(value -> new ApiKey(value, name)).stream())
                .findFirst();
        // A variable that is set but empty says "no key": it is how a test keeps a .env file from spending money.
        return found.or(() -> NAMES.stream()
                .filter(name -> !environment.isSet(name))
                .flatMap(name -> environment.inFile(name).map(value -> new ApiKey(value, name + " in .env")).stream())
                .findFirst());
    }

    private static void warn(Path file) {
        if (WARNED.add(file)) {
            LOG.warn("every user of this machine can read the key in {}: chmod 600 {}", file, file.getFileName());
        }
    }

    /** What requests go through on their way. */
    static Optional<EnvironmentProxy> proxy(Environment environment) {
        return EnvironmentProxy.on(Connection.target(environment.address()), environment);
    }

    /** Says that it will be used, and where. */
    String used(String model, Environment environment) {
        String through = proxy(environment)
                .map(proxy -> " They go through the proxy " + proxy + ".")
                .orElse("");
        return environment
                        .address()
                        .map(address -> ">>> NOT GOOGLE: " + model + " is asked at " + address + ", as "
                                + Environment.ADDRESS
                                + " says. The key from " + source + " goes there, and requests may cost money. Unset "
                                + Environment.ADDRESS + " to ask Google.")
                        .orElse(">>> REAL GEMINI: " + model + ", key from " + source
                                + ". Requests count against its quota and may cost money.")
                + through;
    }

    @Override
    public String toString() {
        return "key from " + source;
    }
}
