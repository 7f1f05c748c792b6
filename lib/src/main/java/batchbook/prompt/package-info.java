/**
 * What a prompt has beside its text: files that go with it, what was said before, and the columns of its row; and how texts
 * are made of rows.
 *
 * <p>Start reading at {@link Attachment}: an image, a PDF or a sound by its path or its bytes, of which only type, size and
 * checksum are kept in memory until it is sent. {@link Turn} is one turn of a conversation, of the user or of the model.
 *
 * {@link Labels} are the values of a row with their types. All three are values of {@link batchbook.Prompt}, which is how
 * users meet them.
 *
 * <p>{@link Template} fills the values of a row into a text: {@link TemplateParser} cuts it, {@link ColumnFinder} finds the
 * columns. Of a file {@link FileContent} is what is kept, {@link FileType} what it is, {@link FileTokens} how many tokens it
 * has, of an image by its {@link ImageSize}.
 *
 * <p>It must not know anything of the rest: neither the engine nor a provider, a journal or a table.
 */
@NullMarked
package batchbook.prompt;

import org.jspecify.annotations.NullMarked;
