package batchbook.gemini;

import batchbook.wire.ApiKey;
import batchbook.wire.Environment;
import java.util.Optional;

/** A {@link Gemini} as an environment says, and what is printed of it. */
final class FromEnvironment {
    private FromEnvironment() {}

    static Gemini gemini(Environment environment) {
        ApiKey key = GeminiKey.in(environment).orElseThrow(() -> new IllegalStateException(GeminiKey.NOT_FOUND));
        Gemini gemini = real(key, environment);
        if (GeminiKey.address(environment).isPresent()
                || GeminiKey.proxy(environment).isPresent()) {
            System.out.println(GeminiKey.used(key, gemini.name(), environment));
        }
        return gemini;
    }

    static Gemini orSimulator(Environment environment) {
        Optional<ApiKey> key = GeminiKey.in(environment);
        Gemini gemini = key.map(found -> real(found, environment)).orElseGet(Gemini::simulator);
        System.out.println(key.map(found -> GeminiKey.used(found, gemini.name(), environment))
                .orElse(GeminiKey.NOT_FOUND_SO_SIMULATED));
        return gemini;
    }

    private static Gemini real(ApiKey key, Environment environment) {
        Gemini gemini = Gemini.at(Connection.to(key.value(), GeminiKey.address(environment), environment));
        return environment.setting(GeminiKey.MODEL).map(gemini::model).orElse(gemini);
    }
}
