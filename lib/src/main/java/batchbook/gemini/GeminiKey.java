package batchbook.gemini;

import batchbook.wire.ApiKey;
import batchbook.wire.Environment;
import batchbook.wire.EnvironmentProxy;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Where a key of Gemini is looked for, where it goes, and what is said of it. */
final class GeminiKey {
    static final String NOT_FOUND = "no API key found: set the environment variable GEMINI_API_KEY (or GOOGLE_API_KEY),"
            + " or write GEMINI_API_KEY=your-key into a file named .env beside the notebook or one directory above."
            + " Google AI Studio makes a key. Without one, Gemini.simulator() answers with made-up text.";

    static final String NOT_FOUND_SO_SIMULATED =
            ">>> SIMULATOR: no GEMINI_API_KEY found, so answers are made up. Nothing leaves this machine.";

    /** The variable of Google's own SDKs. */
    static final String ADDRESS = "GOOGLE_GEMINI_BASE_URL";

    static final String MODEL = "GEMINI_MODEL";

    // The order of Google's own SDKs, which say so when both are set.
    private static final List<String> NAMES = List.of("GOOGLE_API_KEY", "GEMINI_API_KEY");

    private GeminiKey() {}

    static Optional<ApiKey> in(Environment environment) {
        return ApiKey.in(environment, NAMES);
    }

    static Optional<URI> address(Environment environment) {
        return environment.address(ADDRESS);
    }

    /** What requests go through on their way. */
    static Optional<EnvironmentProxy> proxy(Environment environment) {
        return EnvironmentProxy.on(Connection.target(address(environment)), environment);
    }

    /** Whether requests take another way than straight to Google. */
    static boolean isLedElsewhere(Environment environment) {
        return address(environment).isPresent() || proxy(environment).isPresent();
    }

    /** Says that it will be used, and where. */
    static String used(ApiKey key, String model, Environment environment) {
        String through = proxy(environment)
                .map(proxy -> " They go through the proxy " + proxy + ".")
                .orElse("");
        return address(environment)
                        .map(address -> ">>> NOT GOOGLE: " + model + " is asked at " + address + ", as " + ADDRESS
                                + " says. The key from " + key.source()
                                + " goes there, and requests may cost money. Unset "
                                + ADDRESS + " to ask Google.")
                        .orElse(">>> REAL GEMINI: " + model + ", key from " + key.source()
                                + ". Requests count against its quota and may cost money.")
                + through;
    }
}
