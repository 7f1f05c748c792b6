/**
 * What clients of providers share. Not for users of the library.
 *
 * <p>Start reading at {@link RefusalReader}: what a refusal over HTTP means, be it Google's, OpenAI's or a gateway's. It reads
 * {@link ErrorBody}, {@link RateLimitBody} and {@link RateLimitHeaders}, and {@link HttpError} says the kind. Where no answer
 * came, {@link NetworkErrors} says why. Before that, the {@link Environment} and its {@link DotEnv} have the {@link ApiKey}, and
 * {@link EnvironmentProxy} the way out.
 *
 * <p>{@link LenientJson} reads what strangers write, {@link CanonicalJson} writes what a journal compares.
 *
 * <p>It must not know any provider or its SDK, what a batch is, tables or charts: of the package above only what a failure
 * and a limit are.
 */
@NullMarked
package batchbook.wire;

import org.jspecify.annotations.NullMarked;
