/**
 * Servers that speak OpenAI's chat completions as a {@link batchbook.Model}, asked over the HTTP client of the JDK.
 *
 * <p>Start reading at {@link OpenAi}, which is {@link OpenAiOptions} on a {@link Connection}. {@link OpenAiKey} knows where a
 * key comes from. {@link ChatRequest} makes the body that is sent, with its {@link Messages} and its {@link AnswerForm}; {@link BoundedBody} takes the one that comes, and {@link
 * ReplyParser} reads it choice by choice. Refusals (429 and all others) are read by what {@link batchbook.wire} has for every
 * provider, with {@link WayOut} for these.
 *
 * <p>It must not know another provider or its SDK, what a batch is, how one is paced or written down, nor tables and charts:
 * of the package above only what a model is and says.
 */
@NullMarked
package batchbook.openai;

import org.jspecify.annotations.NullMarked;
