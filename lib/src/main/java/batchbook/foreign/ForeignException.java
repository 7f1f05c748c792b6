package batchbook.foreign;

import batchbook.ErrorKind;
import java.io.CharConversionException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.ObjectStreamException;
import java.io.UTFDataFormatException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipException;

/** What an exception of a stranger's code means, once what only wraps it is taken off. */
public final class ForeignException {
    /**
     * By name, so that no JSON library is needed. Jackson's of version 2, and okio's kin, are {@link IOException}s, but
     * what they tell of is an answer that arrived.
     */
    private static final Set<String> UNREADABLE = Set.of(
            "com.fasterxml.jackson.core.JacksonException",
            "com.fasterxml.jackson.core.JsonProcessingException",
            "tools.jackson.core.JacksonException",
            "com.google.gson.JsonParseException",
            "com.google.gson.stream.MalformedJsonException",
            "com.squareup.moshi.JsonDataException",
            "com.squareup.moshi.JsonEncodingException",
            "org.json.JSONException",
            "org.json.simple.parser.ParseException",
            "jakarta.json.JsonException",
            "javax.json.JsonException",
            "kotlinx.serialization.SerializationException",
            "org.xml.sax.SAXException");

    private static final int DEEPEST = 20;

    private ForeignException() {}

    /** The first exception that is more than a wrapper. */
    public static Throwable of(Throwable thrown) {
        Throwable behind = thrown;
        for (int depth = 0; depth < DEEPEST && behind.getCause() != null && onlyWraps(behind); depth++) {
            behind = behind.getCause();
        }
        return behind;
    }

    private static boolean onlyWraps(Throwable thrown) {
        return thrown instanceof UncheckedIOException
                || thrown instanceof CompletionException
                || thrown instanceof ExecutionException
                || thrown instanceof InvocationTargetException
                || thrown instanceof UndeclaredThrowableException
                // What "catch (IOException e) { throw new RuntimeException(e); }" leaves.
                || thrown.getClass() == RuntimeException.class;
    }

    /** What it tells of an answer with an error, where that is plain. */
    public static Optional<HttpWords> http(Throwable behind) {
        return HttpWords.of(behind);
    }

    /** What it is a failure of, as its type tells. */
    public static ErrorKind kind(Throwable behind) {
        if (isAboutAnAnswer(behind)) {
            return ErrorKind.UNREADABLE;
        }
        if (behind instanceof TimeoutException
                || behind instanceof HttpTimeoutException
                || behind instanceof InterruptedIOException) {
            return ErrorKind.TIMEOUT;
        }
        // A file that is missing here is no matter of the network.
        boolean file = behind instanceof FileSystemException || behind instanceof FileNotFoundException;
        return behind instanceof IOException && !file ? ErrorKind.NETWORK : ErrorKind.UNEXPECTED;
    }

    private static boolean isAboutAnAnswer(Throwable behind) {
        if (behind instanceof CharacterCodingException
                || behind instanceof CharConversionException
                || behind instanceof UTFDataFormatException
                || behind instanceof ObjectStreamException
                || behind instanceof ZipException) {
            return true;
        }
        for (Class<?> type = behind.getClass(); type != null; type = type.getSuperclass()) {
            if (UNREADABLE.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }
}
