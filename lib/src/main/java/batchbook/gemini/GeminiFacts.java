package batchbook.gemini;

import batchbook.doctor.Fact;
import batchbook.doctor.FactSource;
import batchbook.wire.ApiKey;
import batchbook.wire.Environment;
import batchbook.wire.EnvironmentProxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Where a key was found, and where requests go: names of variables and of hosts, and never what else is in them. */
public final class GeminiFacts implements FactSource {
    private final Supplier<Environment> source;

    /** For the service loader. */
    public GeminiFacts() {
        this(Environment::load);
    }

    GeminiFacts(Supplier<Environment> source) {
        this.source = source;
    }

    @Override
    public List<Fact> facts() {
        Environment environment;
        try {
            environment = source.get();
        } catch (IllegalStateException e) {
            // It names the line of the file and holds none of it.
            return List.of(new Fact("key", "not looked for: " + e.getMessage()));
        }
        return List.of(
                new Fact(
                        "key",
                        GeminiKey.in(environment)
                                .map(key -> key(key, environment))
                                .orElse("none, so answers are simulated")),
                new Fact(
                        "model",
                        environment
                                .setting(GeminiKey.MODEL)
                                .map(name -> "named by GEMINI_MODEL")
                                .orElse(GeminiOptions.DEFAULT_MODEL)),
                new Fact("address", told(() -> address(environment))),
                new Fact("proxy", told(() -> proxy(environment))));
    }

    private static String key(ApiKey key, Environment environment) {
        String file = environment
                .file()
                .map(path -> Path.of("")
                        .toAbsolutePath()
                        .relativize(path.toAbsolutePath())
                        .toString())
                .orElse(".env");
        return "from " + key.source().replace(".env", file);
    }

    /** What cannot be read says so without its value. */
    private static String told(Supplier<String> value) {
        try {
            return value.get();
        } catch (IllegalStateException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String address(Environment environment) {
        return GeminiKey.address(environment)
                .map(uri -> host(uri) + " of " + GeminiKey.ADDRESS)
                .orElse("Google");
    }

    private static String host(URI uri) {
        return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    private static String proxy(Environment environment) {
        if (EnvironmentProxy.javaHasOne(Connection.target(GeminiKey.address(environment)))) {
            return "the one that Java is told to use";
        }
        return GeminiKey.proxy(environment)
                .map(EnvironmentProxy::toString)
                .orElse(EnvironmentProxy.isSet(environment) ? "named, but not for this address" : "none");
    }
}
