package batchbook.foreign;

import batchbook.ErrorKind;

/** What the status of an HTTP answer means when nothing else is known of it. */
public final class HttpStatus {
    private HttpStatus() {}

    public static ErrorKind kind(int status) {
        return switch (status) {
            case 401, 403, 407 -> ErrorKind.AUTH;
            case 402 -> ErrorKind.QUOTA_EXHAUSTED;
            case 404 -> ErrorKind.NOT_FOUND;
            case 408, 504 -> ErrorKind.TIMEOUT;
            case 429 -> ErrorKind.RATE_LIMITED;
            // The server itself cancelled it.
            case 499 -> ErrorKind.OVERLOADED;
            // Not built in, or a version of HTTP that is not spoken: no matter of time.
            case 501, 505 -> ErrorKind.BAD_REQUEST;
            default -> {
                if (status >= 500) {
                    yield ErrorKind.OVERLOADED;
                }
                yield status >= 400 ? ErrorKind.BAD_REQUEST : ErrorKind.UNEXPECTED;
            }
        };
    }
}
