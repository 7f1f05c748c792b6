package batchbook.sim;

import com.google.genai.Client;
import com.google.genai.types.ClientOptions;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import java.util.List;
import okhttp3.OkHttpClient;

/** The real client, with its own retries off. */
final class Sdk {
    private Sdk() {}

    static Client client(Simulator simulator) {
        return client(simulator, Simulator.KEY);
    }

    static Client client(Simulator simulator, String key) {
        return client(simulator, key, new OkHttpClient());
    }

    static Client client(Simulator simulator, String key, OkHttpClient okHttp) {
        return client(simulator, key, okHttp, "v1beta");
    }

    static Client client(Simulator simulator, String key, OkHttpClient okHttp, String version) {
        var noRetries = HttpRetryOptions.builder()
                .attempts(1)
                .httpStatusCodes(List.of())
                .build();
        var options = HttpOptions.builder()
                .baseUrl(simulator.uri().toString())
                .apiVersion(version)
                .retryOptions(noRetries)
                .build();
        return Client.builder()
                .apiKey(key)
                .httpOptions(options)
                .clientOptions(ClientOptions.builder().customHttpClient(okHttp).build())
                .build();
    }
}
