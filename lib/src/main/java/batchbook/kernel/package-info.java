/**
 * What a Java kernel does with this library by itself: how it is started, so that a reader's first cells need not wait for
 * classes, and what it brings into a notebook, so that they need no imports.
 * Not for users of the library.
 *
 * <p>Start reading at {@link NotebookExtension}, which JJava runs when it finds the library, and at {@link KernelMain}, which
 * the {@code kernel.json} of {@code ./lab} and of the wheel name: it starts JJava's own main class, and beside it {@link
 * WarmUp}, which reads a table, asks the simulator and draws a chart once, as a first cell does. The jars are on the kernel's
 * own class path there, and {@code notebooks/.lab/archive.py} keeps what a first notebook loads in an archive of the JVM.
 * Decisions 23 and 35 have the reasons. Notebooks run without any of this, only later and with imports.
 *
 * <p>Nothing else in the library may use this. But for the extension, it must not know the kernel except by the name of its
 * main class: in a kernel that does not run yet, nothing may look for the running one.
 */
@NullMarked
package batchbook.kernel;

import org.jspecify.annotations.NullMarked;
