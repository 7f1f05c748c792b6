package batchbook.gemini;

import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.wire.Environment;
import batchbook.wire.EnvironmentProxy;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.auth.oauth2.UserCredentials;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A project and a location of Vertex AI, and credentials for them: tokens that are fetched when needed, and no key. */
final class Vertex {
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
    private static final String FILE = "GOOGLE_APPLICATION_CREDENTIALS";
    private static final URI TOKENS = URI.create("https://oauth2.googleapis.com");
    private static final String LOGIN = "gcloud auth application-default login";

    /** Locations of several regions, which have a host of another form. */
    private static final Set<String> MULTI_REGIONAL = Set.of("us", "eu");

    /** A cell that runs again goes on with the tokens it has. */
    private static final Map<Vertex, Vertex> KNOWN = new ConcurrentHashMap<>();

    private final String project;
    private final String location;
    private final GoogleCredentials credentials;

    Vertex(String project, String location, GoogleCredentials credentials) {
        this.project = checked("project", project, "[a-z0-9.:-]{4,80}", "my-project");
        this.location = checked("location", location, "[a-z0-9-]{2,40}", "global\" or \"europe-west4");
        this.credentials = credentials.createScoped(SCOPE);
    }

    private static String checked(String what, String value, String pattern, String example) {
        if (!value.strip().matches(pattern)) {
            throw new IllegalArgumentException(
                    "'" + value + "' is no " + what + " of Google Cloud: pass its id, such as \"" + example + "\"");
        }
        return value.strip();
    }

    /** @throws IllegalStateException when there are no credentials, or they cannot be read */
    static Vertex of(String project, String location, Environment environment) {
        NetHttpTransport.Builder http = new NetHttpTransport.Builder();
        EnvironmentProxy.on(TOKENS, environment)
                .ifPresent(proxy ->
                        http.setProxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.host(), proxy.port()))));
        NetHttpTransport transport = http.build();
        try {
            Vertex found = new Vertex(project, location, GoogleCredentials.getApplicationDefault(() -> transport));
            return KNOWN.computeIfAbsent(found, itself -> itself);
        } catch (IOException e) {
            // Its message may hold a part of the file.
            throw new IllegalStateException(
                    environment.variable(FILE).isPresent()
                            ? "the file that " + FILE
                                    + " names cannot be read as credentials: name another, or unset it and" + " run "
                                    + LOGIN
                            : "no credentials of Google Cloud found: run " + LOGIN
                                    + ", or name the key file of a service" + " account in " + FILE);
        }
    }

    String project() {
        return project;
    }

    String location() {
        return location;
    }

    GoogleCredentials credentials() {
        return credentials;
    }

    /** Named even though it is the SDK's default: the environment, or code elsewhere, may have changed that. */
    URI address() {
        if (location.equals("global")) {
            return URI.create("https://aiplatform.googleapis.com");
        }
        return URI.create(
                MULTI_REGIONAL.contains(location)
                        ? "https://aiplatform." + location + ".rep.googleapis.com"
                        : "https://" + location + "-aiplatform.googleapis.com");
    }

    /**
     * Fetches a token when the last one is over. The SDK would tell no login that has ended from a broken network.
     *
     * @throws ModelException when none is given
     */
    void authorize() {
        try {
            credentials.refreshIfExpired();
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private static ModelException refused(IOException thrown) {
        String said = String.valueOf(thrown.getMessage());
        boolean answered =
                said.contains("400") || said.contains("401") || said.contains("403") || said.contains("invalid_");
        return answered
                ? ModelException.of(
                        ErrorKind.AUTH,
                        "Google gave no access token: the login has ended, or its account may not -> Run " + LOGIN
                                + ", or name another key file in " + FILE + ", make the model again, and run again.")
                : ModelException.of(
                        ErrorKind.NETWORK,
                        "no access token from Google: it broke ("
                                + thrown.getClass().getSimpleName() + "). Check the network and a proxy.");
    }

    /** Takes the access token out of a text that came from outside. */
    String redact(String text) {
        var token = credentials.getAccessToken();
        return token == null || token.getTokenValue() == null ? text : text.replace(token.getTokenValue(), "***");
    }

    /** Who asks; another after another login. Not the credentials themselves, whose token changes. */
    private Object identity() {
        if (credentials instanceof ServiceAccountCredentials account) {
            return account.getClientEmail() + account.getPrivateKeyId();
        }
        return credentials instanceof UserCredentials user
                ? Objects.hash(user.getClientId(), user.getRefreshToken())
                : credentials.getClass();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vertex that
                && project.equals(that.project)
                && location.equals(that.location)
                && identity().equals(that.identity());
    }

    @Override
    public int hashCode() {
        return Objects.hash(project, location);
    }

    @Override
    public String toString() {
        return "Vertex AI, " + project + " in " + location;
    }
}
