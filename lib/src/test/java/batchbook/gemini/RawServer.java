package batchbook.gemini;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends the same bytes to whoever connects and has sent the head of a request, HTTP or not, and closes. */
final class RawServer implements AutoCloseable {
    private final ServerSocket socket;
    private final String bytes;

    private RawServer(String bytes) throws IOException {
        this.socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        this.bytes = bytes;
        Thread thread = new Thread(this::serve, "raw server");
        thread.setDaemon(true);
        thread.start();
    }

    static RawServer saying(String bytes) {
        try {
            return new RawServer(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                readHead(client.getInputStream());
                client.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
                client.shutdownOutput();
                // What is still being sent would make the closing a reset.
                client.getInputStream().readAllBytes();
            } catch (IOException e) {
                // The next one may be whole.
            }
        }
    }

    private static void readHead(InputStream in) throws IOException {
        int newlines = 0;
        for (int c = in.read(); c >= 0 && newlines < 2; c = newlines < 2 ? in.read() : c) {
            newlines = c == '\n' ? newlines + 1 : c == '\r' ? newlines : 0;
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
