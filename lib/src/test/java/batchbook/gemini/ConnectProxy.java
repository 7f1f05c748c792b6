package batchbook.gemini;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A proxy as companies have it: opens tunnels (CONNECT), here all of them to one port of this machine. */
final class ConnectProxy implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> heads = Collections.synchronizedList(new ArrayList<>());
    private final int target;
    private final String wanted;

    /** @param wanted what must be in the head of a request; else it is answered with 407 */
    ConnectProxy(int target, String wanted) throws IOException {
        this.target = target;
        this.wanted = wanted;
        daemon(() -> {
            while (true) {
                Socket client = door.accept();
                daemon(() -> serve(client));
            }
        });
    }

    int port() {
        return door.getLocalPort();
    }

    /** The heads of the requests that came. */
    List<String> heads() {
        return List.copyOf(heads);
    }

    private void serve(Socket client) throws IOException {
        String head = head(client.getInputStream());
        heads.add(head);
        OutputStream out = client.getOutputStream();
        if (!head.contains(wanted)) {
            out.write(("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"office\"\r\n"
                            + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                    .getBytes(ISO_8859_1));
            client.close();
            return;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        out.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(ISO_8859_1));
        daemon(() -> client.getInputStream().transferTo(server.getOutputStream()));
        server.getInputStream().transferTo(out);
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The other end has closed.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
