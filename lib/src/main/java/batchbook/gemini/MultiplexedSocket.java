package batchbook.gemini;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOptions;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The socket of a channel: an interrupt ends a read, but no write.
 *
 * <p>To a channel an interrupt means: close. A read is that of one request, or of the thread that reads for all requests
 * of an HTTP/2 connection and is never interrupted. But each request writes by itself, on the connection that it shares
 * with up to a hundred others: closed by the one that is given up, it would be lost to all of them. So a thread that
 * nobody interrupts writes for it.
 */
final class MultiplexedSocket extends Socket {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** One thread for each connection that is written to at this moment. */
    private static final ExecutorService WRITERS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                Thread thread = new Thread(work, "batchbook-writer-" + NUMBER.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });

    private final SocketChannel channel;

    MultiplexedSocket(SocketChannel channel) throws IOException {
        super(new OfChannel(channel.socket()));
        this.channel = channel;
    }

    @Override
    public SocketChannel getChannel() {
        return channel;
    }

    private static final class OfChannel extends SocketImpl {
        private final Socket socket;

        OfChannel(Socket socket) {
            this.socket = socket;
        }

        @Override
        protected void create(boolean stream) {
            // The channel is open.
        }

        @Override
        protected void connect(String host, int port) throws IOException {
            connect(new InetSocketAddress(host, port), 0);
        }

        @Override
        protected void connect(InetAddress host, int port) throws IOException {
            connect(new InetSocketAddress(host, port), 0);
        }

        @Override
        protected void connect(SocketAddress to, int timeout) throws IOException {
            socket.connect(to, timeout);
            address = socket.getInetAddress();
            port = socket.getPort();
            localport = socket.getLocalPort();
        }

        @Override
        protected void bind(InetAddress host, int port) throws IOException {
            socket.bind(new InetSocketAddress(host, port));
        }

        @Override
        protected void listen(int backlog) throws IOException {
            throw new SocketException("it is the client's side");
        }

        @Override
        protected void accept(SocketImpl connection) throws IOException {
            throw new SocketException("it is the client's side");
        }

        @Override
        protected InputStream getInputStream() throws IOException {
            return socket.getInputStream();
        }

        @Override
        protected OutputStream getOutputStream() throws IOException {
            return new HandedOver(socket.getOutputStream());
        }

        @Override
        protected int available() throws IOException {
            return socket.getInputStream().available();
        }

        @Override
        protected void close() throws IOException {
            socket.close();
        }

        @Override
        protected void shutdownInput() throws IOException {
            socket.shutdownInput();
        }

        @Override
        protected void shutdownOutput() throws IOException {
            socket.shutdownOutput();
        }

        @Override
        protected void sendUrgentData(int data) throws IOException {
            throw new SocketException("not supported");
        }

        @Override
        public void setOption(int option, Object value) throws SocketException {
            switch (option) {
                case SocketOptions.SO_TIMEOUT -> socket.setSoTimeout((Integer) value);
                case SocketOptions.TCP_NODELAY -> socket.setTcpNoDelay((Boolean) value);
                case SocketOptions.SO_KEEPALIVE -> socket.setKeepAlive((Boolean) value);
                default -> throw new SocketException("option " + option + " is not supported");
            }
        }

        @Override
        public Object getOption(int option) throws SocketException {
            return switch (option) {
                case SocketOptions.SO_TIMEOUT -> socket.getSoTimeout();
                case SocketOptions.TCP_NODELAY -> socket.getTcpNoDelay();
                case SocketOptions.SO_KEEPALIVE -> socket.getKeepAlive();
                case SocketOptions.SO_BINDADDR -> socket.getLocalAddress();
                default -> throw new SocketException("option " + option + " is not supported");
            };
        }
    }

    /** Waits for the end of a write whatever happens; an interrupt is kept for the next wait. */
    private static final class HandedOver extends OutputStream {
        private final OutputStream out;

        HandedOver(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            FutureTask<Boolean> writing = new FutureTask<>(() -> {
                out.write(bytes, from, length);
                return true;
            });
            WRITERS.execute(writing);
            boolean interrupted = false;
            try {
                while (!ended(writing)) {
                    interrupted = true;
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private static boolean ended(FutureTask<Boolean> writing) throws IOException {
            try {
                return writing.get();
            } catch (InterruptedException e) {
                return false;
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
            }
        }
    }
}
