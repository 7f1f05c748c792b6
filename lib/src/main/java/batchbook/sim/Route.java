package batchbook.sim;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which method of the service a request calls. */
record Route(Method method, String version, String model) {
    private static final Pattern PATH = Pattern.compile("/(v1|v1beta|v1alpha)/models(?:/([^/:]+)(?::(\\w+))?)?");

    enum Method {
        GENERATE_CONTENT("POST", "generateContent"),
        STREAM_GENERATE_CONTENT("POST", "streamGenerateContent"),
        COUNT_TOKENS("POST", "countTokens"),
        GET_MODEL("GET", ""),
        LIST_MODELS("GET", "");

        private final String verb;
        private final String rpc;

        Method(String verb, String rpc) {
            this.verb = verb;
            this.rpc = rpc;
        }

        String rpc() {
            return this == GET_MODEL ? "getModel" : rpc;
        }
    }

    /** Whether it asks for content, which is what quotas count. */
    boolean generates() {
        return method == Method.GENERATE_CONTENT || streams();
    }

    boolean streams() {
        return method == Method.STREAM_GENERATE_CONTENT;
    }

    static Optional<Route> of(String verb, URI uri) {
        Matcher path = PATH.matcher(uri.getPath());
        if (!path.matches()) {
            return Optional.empty();
        }
        String model = Optional.ofNullable(path.group(2)).orElse("");
        String rpc = Optional.ofNullable(path.group(3)).orElse("");
        return Arrays.stream(Method.values())
                .filter(method -> method.verb.equals(verb) && method.rpc.equals(rpc))
                .filter(method -> model.isEmpty() == (method == Method.LIST_MODELS))
                .map(method -> new Route(method, path.group(1), model))
                .findFirst();
    }
}
