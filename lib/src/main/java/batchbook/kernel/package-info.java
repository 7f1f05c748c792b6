/**
 * How {@code ./lab} starts the Java kernel, so that a reader's first cells need not wait for classes.
 *
 * <p>Start reading at {@link KernelMain}, which {@code kernel.json} names: it starts JJava's own main class, and beside it
 * {@link WarmUp}, which reads a table, asks the simulator and draws a chart once, as a first cell does. The jars are on the
 * kernel's own class path here, and {@code notebooks/.lab/archive.py} keeps what a first notebook loads in an archive of the
 * JVM. Decision 23 has the reasons. Notebooks run without any of this, only later.
 *
 * <p>Nothing else in the library may use this, and it must not know the kernel but by the name of its main class: in a kernel
 * that does not run yet, nothing may look for the running one.
 */
@NullMarked
package batchbook.kernel;

import org.jspecify.annotations.NullMarked;
