package batchbook.kernel;

import batchbook.view.Notebook;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What JJava runs once when it finds this library, at its start or with {@code %classpath} or {@code %maven}: a cell needs no
 * import, and tables and charts show themselves. IJava knows no extensions; notebooks that run there import for themselves.
 *
 * <p>It never fails: a cell that needs what is missing says so better than the line that loads the library. {@code
 * JJAVA_LOAD_EXTENSIONS=0} in the environment turns it off, and JJava's own imports with it.
 */
public final class NotebookExtension implements Extension {
    private static final Logger LOG = LoggerFactory.getLogger(NotebookExtension.class);

    /** For the service loader. */
    public NotebookExtension() {}

    @Override
    public void install(BaseKernel kernel) {
        try {
            Notebook.install();
            // Of a kernel for Java, and by name: it is in another of JJava's jars.
            Imports.bring((JShell) kernel.getClass().getMethod("getJShell").invoke(kernel));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOG.warn("cells must import what they use: {}", e.toString());
        }
    }
}
