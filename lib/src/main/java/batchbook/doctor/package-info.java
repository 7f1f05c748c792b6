/**
 * What a report of a fault needs to tell of the machine, the libraries and the settings, and no secret.
 * Not for users, who call {@code batchbook.view.Batchbook}.
 *
 * <p>Start reading at {@link Doctor}, which asks {@link Machine} and {@link Session}, and every {@link FactSource}: the rooms
 * that know more (the provider about the key, the view about the kernel and fonts) are found with the service loader, so
 * that neither has to know the other.
 *
 * <p>It must not know providers, tables, charts and notebooks. Whoever tells a {@link Fact} must not put into it what a
 * user would not post: no key, no password, no prompt, no answer, of addresses only host and port.
 */
@NullMarked
package batchbook.doctor;

import org.jspecify.annotations.NullMarked;
