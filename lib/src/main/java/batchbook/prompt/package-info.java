/**
 * What a prompt has beside its text: files that go with it, and what was said before.
 *
 * <p>Start reading at {@link Attachment}: an image, a PDF or a sound by its path or its bytes, of which only type, size and
 * checksum are kept in memory until it is sent. {@link Turn} is one turn of a conversation, of the user or of the model.
 *
 * <p>Both are values of {@link batchbook.Prompt}, which is how users meet them.
 *
 * <p>It must not know anything of the rest: neither the engine nor a provider, a journal or a table.
 */
@NullMarked
package batchbook.prompt;

import org.jspecify.annotations.NullMarked;
