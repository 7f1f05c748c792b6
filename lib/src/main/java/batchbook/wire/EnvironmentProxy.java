package batchbook.wire;

import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The proxy that the variable HTTPS_PROXY names, with the exceptions of NO_PROXY, as curl and Python read them. Java
 * itself reads neither. The small letters go first, as with those.
 *
 * @param variable the name of the variable
 * @param credentials what the proxy wants to know, ready for a header; a secret
 */
public record EnvironmentProxy(String variable, String host, int port, Optional<String> credentials) {
    private static final List<String> NAMES = List.of("https_proxy", "HTTPS_PROXY");
    private static final List<String> EXCEPTIONS = List.of("no_proxy", "NO_PROXY");

    private static final Pattern ADDRESS = Pattern.compile(
            "(?:http://)?(?:(?<name>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])"
                    + "(?::(?<port>[0-9]{1,5}))?/?");
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|.*\\.localhost|127\\..*|\\[?::1]?|0\\.0\\.0\\.0");
    /** Of the header that holds the credentials. */
    public static final String AUTHORIZATION = "Proxy-Authorization";

    /**
     * For requests to this address: empty where they are not encrypted, stay on this machine, are excepted, or Java is
     * told of a proxy of its own.
     *
     * @throws IllegalStateException when the variable cannot be read; the message does not hold its value
     */
    public static Optional<EnvironmentProxy> on(URI target, Environment environment) {
        String host = target.getHost().toLowerCase(Locale.ROOT);
        if (!"https".equalsIgnoreCase(target.getScheme())
                || LOOPBACK.matcher(host).matches()
                || first(EXCEPTIONS, environment)
                        .flatMap(environment::variable)
                        .filter(list -> excepts(list, host))
                        .isPresent()
                || javaHasOne(target)) {
            return Optional.empty();
        }
        return first(NAMES, environment)
                .flatMap(name -> environment.variable(name).map(value -> read(name, value)));
    }

    /** Whether one is named, used or not. */
    public static boolean isSet(Environment environment) {
        return first(NAMES, environment).isPresent();
    }

    private static Optional<String> first(List<String> names, Environment environment) {
        return names.stream()
                .filter(name -> environment.variable(name).isPresent())
                .findFirst();
    }

    /** A name stands for all names that end in it. */
    private static boolean excepts(String list, String host) {
        return Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .map(name -> name.replaceFirst(":[0-9]+$", "").replaceFirst("^\\*?\\.", ""))
                .filter(Predicate.not(String::isEmpty))
                .anyMatch(name -> name.equals("*") || host.equals(name) || host.endsWith("." + name));
    }

    /** As by the property https.proxyHost; it goes before the variable. */
    public static boolean javaHasOne(URI target) {
        return Stream.ofNullable(ProxySelector.getDefault())
                .flatMap(selector -> selector.select(target).stream())
                .anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
    }

    private static EnvironmentProxy read(String variable, String value) {
        Matcher address = ADDRESS.matcher(value);
        if (!address.matches()) {
            throw unreadable(variable);
        }
        int port =
                Optional.ofNullable(address.group("port")).map(Integer::valueOf).orElse(80);
        if (port < 1 || port > 65_535) {
            throw unreadable(variable);
        }
        try {
            return new EnvironmentProxy(
                    variable,
                    address.group("host"),
                    port,
                    Optional.ofNullable(address.group("name"))
                            .map(name -> basic(
                                    decoded(name),
                                    Optional.ofNullable(address.group("password"))
                                            .map(EnvironmentProxy::decoded)
                                            .orElse(""))));
        } catch (IllegalArgumentException e) {
            // A percent sign that begins no code; the message may hold the password.
            throw unreadable(variable);
        }
    }

    private static String basic(String name, String password) {
        byte[] login = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(login);
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalStateException unreadable(String variable) {
        return new IllegalStateException(
                "the environment variable " + variable + " is no address of an HTTP proxy, such as"
                        + " http://proxy.example:8080 or http://name:password@proxy.example:8080 (special characters of the"
                        + " password as %40 and the like): correct it, or unset it to ask without a proxy");
    }

    /** Where it is, and who says so; not the password. */
    @Override
    public String toString() {
        return host + ":" + port + " of " + variable;
    }
}
