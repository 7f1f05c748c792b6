package batchbook.gemini;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import javax.net.SocketFactory;

/**
 * Sockets whose reads end when their thread is interrupted.
 *
 * <p>A plain {@link Socket} does that only on a virtual thread: on Java 17 an interrupted request would go on, and be
 * billed, until its answer came. A channel's socket does it on every thread (see {@link
 * java.nio.channels.InterruptibleChannel}).
 */
final class InterruptibleSocketFactory extends SocketFactory {
    private final boolean shared;

    /** @param shared whether more than one request may be on a connection, as with HTTP/2 */
    InterruptibleSocketFactory(boolean shared) {
        this.shared = shared;
    }

    @Override
    public Socket createSocket() throws IOException {
        SocketChannel channel = SocketChannel.open();
        return shared ? new MultiplexedSocket(channel) : channel.socket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    private Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = createSocket();
        socket.connect(address);
        return socket;
    }
}
