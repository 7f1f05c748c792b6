package batchbook.gemini;

import batchbook.wire.EnvironmentProxy;
import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Authenticator;
import okhttp3.OkHttpClient;

/** Sends a client's requests through the proxy that the environment names. */
final class NamedProxy {
    private NamedProxy() {}

    static void apply(EnvironmentProxy named, OkHttpClient.Builder client) {
        client.proxy(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(named.host(), named.port())));
        named.credentials().ifPresent(secret -> client.proxyAuthenticator(authenticator(secret)));
    }

    /** Asked before the first request too. A proxy that has refused it once would do so for ever. */
    private static Authenticator authenticator(String secret) {
        return (route, response) -> response.request().header(EnvironmentProxy.AUTHORIZATION) != null
                ? null
                : response.request()
                        .newBuilder()
                        .header(EnvironmentProxy.AUTHORIZATION, secret)
                        .build();
    }
}
