package batchbook.wire;

import batchbook.ErrorKind;
import batchbook.ModelException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What it means when a request got no answer, or one that points elsewhere: the kind, and words with the way out. */
public final class NetworkErrors {
    private static final int LONGEST_WORDS = 200;
    private static final String NO_ADDRESS = "no address that can be read";

    private NetworkErrors() {}

    /** No answer came. */
    public static ModelException of(IOException thrown, URI url) {
        String where = origin(url);
        if (said(thrown).equals("stream was reset: REFUSED_STREAM")) {
            return network(where, "the server did not take the request (HTTP/2 REFUSED_STREAM).")
                    .neverArrived();
        }
        if (Thread.currentThread().isInterrupted()) {
            return interrupted(url);
        }
        if (thrown instanceof InterruptedIOException || thrown instanceof HttpTimeoutException) {
            return late(thrown, where);
        }
        if (thrown instanceof SSLException insecure) {
            return insecure(insecure, url);
        }
        return broken(thrown, url);
    }

    /** Nobody waits for its answer any more. */
    public static ModelException interrupted(URI url) {
        return network(origin(url), "the request was interrupted before its answer came.");
    }

    private static ModelException late(IOException thrown, String where) {
        boolean connecting = thrown instanceof HttpConnectTimeoutException
                || (thrown instanceof SocketTimeoutException
                        && said(thrown).toLowerCase(Locale.ROOT).contains("connect"));
        return ModelException.of(
                ErrorKind.TIMEOUT,
                connecting
                        ? "no connection to " + where + " in time. Check the network, a proxy, and the address."
                        : "no answer from " + where + " in time.");
    }

    private static ModelException broken(IOException thrown, URI url) {
        String where = origin(url);
        if (thrown instanceof UnknownHostException
                || causes(thrown).anyMatch(UnresolvedAddressException.class::isInstance)) {
            return network(
                    where,
                    "no address is known for the name " + url.getHost()
                            + ". Check the network, and how the name is written.");
        }
        if (thrown instanceof ConnectException) {
            return network(
                    where, words(thrown) + ". Check the network, a proxy, and the address: does a server run there?");
        }
        if (said(thrown).equals("Failed to authenticate with proxy")
                || said(thrown).contains("HTTP_PROXY_AUTH")) {
            return ModelException.of(
                            ErrorKind.AUTH,
                            "no answer from " + where
                                    + ": a proxy on the way wants a user name and a password (407) -> Give"
                                    + " them in the variable HTTPS_PROXY=http://name:password@host:port, or with"
                                    + " java.net.Authenticator.setDefault(..), or use another proxy.")
                    .httpStatus(HttpURLConnection.HTTP_PROXY_AUTH);
        }
        return network(where, "it broke (" + words(thrown) + "). Check the network, a proxy, and the address.");
    }

    /** A certificate does not get better by asking again, and it is the same for every prompt. */
    private static ModelException insecure(SSLException thrown, URI url) {
        String where = origin(url);
        if (thrown instanceof SSLPeerUnverifiedException
                || causes(thrown).anyMatch(cause -> said(cause).startsWith("No subject alternative"))) {
            return untrusted(where, "it is not for the name " + url.getHost(), "Correct the address.");
        }
        if (causes(thrown).anyMatch(CertificateExpiredException.class::isInstance)
                || causes(thrown).anyMatch(CertificateNotYetValidException.class::isInstance)) {
            return untrusted(
                    where,
                    "it is not valid today",
                    "Renew it, or set the clock of this machine if that is what is wrong.");
        }
        if (causes(thrown).anyMatch(CertificateException.class::isInstance)) {
            return untrusted(
                    where,
                    "nobody whom this Java trusts has signed it",
                    "If it is one of your own (self-signed, or of a company's proxy), add it to the truststore of Java:"
                            + " keytool -importcert, or -Djavax.net.ssl.trustStore=..");
        }
        if (said(thrown).contains("Unsupported or unrecognized SSL message")) {
            return network(where, "the server there does not speak TLS. Does the address begin with http:// instead?")
                    .endsEverything();
        }
        return network(
                where, "no secure connection (" + words(thrown) + "). Check the network, a proxy, and the address.");
    }

    private static ModelException untrusted(String where, String why, String wayOut) {
        return network(where, "the TLS certificate there is not trusted: " + why + ". Nothing was sent. " + wayOut)
                .endsEverything();
    }

    /**
     * It was not followed: the key would go there too.
     *
     * @param named how the user names another address
     */
    public static ModelException redirected(int status, URI asked, Optional<String> location, String named) {
        return ModelException.of(
                        ErrorKind.UNEXPECTED,
                        origin(asked) + " answered " + status + " and points to "
                                + location.map(there -> target(asked, there)).orElse(NO_ADDRESS)
                                + ". That was not followed, as the key would go there too. If it is the right address,"
                                + " name it with " + named + "; if not, look at what answers here.")
                .httpStatus(status);
    }

    private static String target(URI asked, String location) {
        try {
            URI target = asked.resolve(location.strip());
            String path = String.valueOf(target.getRawPath());
            return target.getHost() == null
                    ? NO_ADDRESS
                    : origin(target)
                            + (path.length() > LONGEST_WORDS ? path.substring(0, LONGEST_WORDS) + "..." : path);
        } catch (IllegalArgumentException e) {
            return NO_ADDRESS;
        }
    }

    private static ModelException network(String where, String what) {
        return ModelException.of(ErrorKind.NETWORK, "no answer from " + where + ": " + what);
    }

    /** Scheme, host and port. */
    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(10);
    }

    private static String said(Throwable thrown) {
        return String.valueOf(thrown.getMessage());
    }

    /** What it says may be a server's own text. */
    private static String words(Throwable thrown) {
        // Java's own client says nothing where nobody listens.
        String message = thrown.getMessage() == null ? "no connection" : thrown.getMessage();
        String said = message.replaceAll("\\p{C}+", " ").strip();
        return said.length() > LONGEST_WORDS ? said.substring(0, LONGEST_WORDS) + "..." : said;
    }
}
