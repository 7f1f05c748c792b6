package batchbook.gemini;

import batchbook.ErrorKind;
import batchbook.ModelException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** What it means when a request got no answer, or one that points elsewhere: the kind, and words with the way out. */
final class NetworkErrors {
    private static final int LONGEST_WORDS = 200;

    private NetworkErrors() {}

    /** No answer came. */
    static ModelException of(IOException thrown, HttpUrl url) {
        String where = origin(url);
        if (said(thrown).equals("stream was reset: REFUSED_STREAM")) {
            return network(where, "the server did not take the request (HTTP/2 REFUSED_STREAM).")
                    .neverArrived();
        }
        if (Thread.currentThread().isInterrupted()) {
            return network(where, "the request was interrupted before its answer came.");
        }
        if (thrown instanceof InterruptedIOException) {
            return late(thrown, where);
        }
        if (thrown instanceof SSLException insecure) {
            return insecure(insecure, url);
        }
        return broken(thrown, url);
    }

    private static ModelException late(IOException thrown, String where) {
        boolean connecting = thrown instanceof SocketTimeoutException
                && said(thrown).toLowerCase(Locale.ROOT).contains("connect");
        return ModelException.of(
                ErrorKind.TIMEOUT,
                connecting
                        ? "no connection to " + where + " in time. Check the network, a proxy, and the address."
                        : "no answer from " + where + " in time.");
    }

    private static ModelException broken(IOException thrown, HttpUrl url) {
        String where = origin(url);
        if (thrown instanceof UnknownHostException) {
            return network(
                    where,
                    "no address is known for the name " + url.host()
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
    private static ModelException insecure(SSLException thrown, HttpUrl url) {
        String where = origin(url);
        if (thrown instanceof SSLPeerUnverifiedException) {
            return untrusted(where, "it is not for the name " + url.host(), "Correct the address.");
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

    /** It was not followed: the key would go there too. */
    static ModelException redirected(Response response) {
        HttpUrl asked = response.request().url();
        return ModelException.of(
                        ErrorKind.UNEXPECTED,
                        origin(asked) + " answered " + response.code() + " and points to "
                                + target(asked, response.header("Location"))
                                + ". That was not followed, as the key would go there too. If it is the right address,"
                                + " name it with Gemini.at(URI.create(..)).key(..); if not, look at what answers here.")
                .httpStatus(response.code());
    }

    private static String target(HttpUrl asked, @Nullable String location) {
        HttpUrl target = location == null ? null : asked.resolve(location);
        if (target == null) {
            return "no address that can be read";
        }
        String path = target.encodedPath();
        return origin(target) + (path.length() > LONGEST_WORDS ? path.substring(0, LONGEST_WORDS) + "..." : path);
    }

    private static ModelException network(String where, String what) {
        return ModelException.of(ErrorKind.NETWORK, "no answer from " + where + ": " + what);
    }

    /** Scheme, host and port. */
    private static String origin(HttpUrl url) {
        String path = url.newBuilder()
                .username("")
                .password("")
                .encodedPath("/")
                .query(null)
                .fragment(null)
                .build()
                .toString();
        return path.substring(0, path.length() - 1);
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
        String said = said(thrown).replaceAll("\\p{C}+", " ").strip();
        return said.length() > LONGEST_WORDS ? said.substring(0, LONGEST_WORDS) + "..." : said;
    }
}
