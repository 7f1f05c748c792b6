package batchbook.sim.jobs;

import batchbook.sim.reply.Refusals;
import batchbook.sim.reply.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.OptionalLong;

/** A file that comes in pieces. Thread-safe. */
final class Upload {
    /** Two gigabytes. */
    static final long LARGEST = 2L << 30;

    /** What each piece but the last one is a multiple of. */
    static final int GRANULARITY = 8 << 20;

    private final String id;
    private final String key;
    private final String displayName;
    private final String mimeType;
    private final OptionalLong announced;
    private final Path path;
    private final MessageDigest digest = sha256();
    private long received;

    /** @param announced how large it will be, if its client has said so */
    Upload(String id, String key, String displayName, String mimeType, OptionalLong announced, Path path) {
        this.id = id;
        this.key = key;
        this.displayName = displayName;
        this.mimeType = mimeType;
        this.announced = announced;
        this.path = path;
    }

    Path path() {
        return path;
    }

    synchronized long received() {
        return received;
    }

    /** Adds a piece, as far as it comes. */
    synchronized void receive(long offset, boolean last, InputStream piece) throws IOException, RefusedException {
        if (offset != received) {
            throw refused(
                    "The upload has " + received + " bytes so far, so that " + offset + " is no offset to go on from.");
        }
        long before = received;
        try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.APPEND)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = piece.read(buffer); read >= 0; read = piece.read(buffer)) {
                received += read;
                if (received > announced.orElse(LARGEST)) {
                    throw refused("The upload is larger than " + announced.orElse(LARGEST) + " bytes.");
                }
                out.write(buffer, 0, read);
                digest.update(buffer, 0, read);
            }
        }
        if (!last && (received - before) % GRANULARITY != 0) {
            throw refused("Each piece but the last one must have a multiple of " + GRANULARITY + " bytes.");
        }
        if (last && received < announced.orElse(0)) {
            throw refused("The upload has " + received + " of " + announced.getAsLong() + " bytes.");
        }
    }

    synchronized StoredFile finish(Instant now) {
        String hash = Base64.getEncoder().encodeToString(digest.digest());
        return new StoredFile(id, key, displayName, mimeType, received, hash, now, path);
    }

    private static RefusedException refused(String message) {
        return new RefusedException(Refusals.invalidArgument(message));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }
}
