package batchbook.gemini;

import batchbook.wire.ApiKey;
import batchbook.wire.Environment;
import java.util.Optional;

/** Who is asked as an environment says, and what is printed of it. */
record FromEnvironment(Connection connection, GeminiOptions options) {
    static FromEnvironment gemini(Environment environment) {
        ApiKey key = GeminiKey.in(environment).orElseThrow(() -> new IllegalStateException(GeminiKey.NOT_FOUND));
        FromEnvironment found = real(key, environment);
        if (GeminiKey.isLedElsewhere(environment)) {
            System.out.println(GeminiKey.used(key, found.options().model(), environment));
        }
        return found;
    }

    static FromEnvironment orSimulator(Environment environment) {
        Optional<ApiKey> key = GeminiKey.in(environment);
        FromEnvironment found = key.map(real -> real(real, environment))
                .orElseGet(() -> new FromEnvironment(Connection.toSharedSimulator(), GeminiOptions.DEFAULT));
        System.out.println(key.map(real -> GeminiKey.used(real, found.options().model(), environment))
                .orElse(GeminiKey.NOT_FOUND_SO_SIMULATED));
        return found;
    }

    private static FromEnvironment real(ApiKey key, Environment environment) {
        Connection connection = Connection.to(key.value(), GeminiKey.address(environment), environment);
        GeminiOptions options = GeminiOptions.DEFAULT;
        return new FromEnvironment(
                connection,
                environment.setting(GeminiKey.MODEL).map(options::model).orElse(options));
    }
}
