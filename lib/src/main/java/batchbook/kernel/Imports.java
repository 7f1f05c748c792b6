package batchbook.kernel;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.stream.Stream;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;

/**
 * The imports that a notebook need not write. They give way to everything that a user imports or declares: to variables,
 * types and single imports because they are imports of whole packages, to imports of whole packages because of {@link
 * #giveWay}. A user who imports one of these packages has said it themselves; from then on Java's own rules hold for it.
 */
final class Imports {
    /** Each with one of its types, by which its folder is found. */
    static final Map<String, String> PACKAGES = new TreeMap<>(Map.of(
            "batchbook", "Batch",
            "batchbook.answer", "AnswerType",
            "batchbook.gemini", "Gemini",
            "batchbook.openai", "OpenAi",
            "batchbook.sim", "Simulator",
            "batchbook.view", "Tables",
            "java.util.stream", "Stream",
            "tech.tablesaw.api", "Table"));

    /** What JJava imports itself. No type in them is called like one of ours; to look would cost each session its time. */
    static final Set<String> OF_THE_KERNEL = Set.of(
            "java.io",
            "java.math",
            "java.net",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.prefs",
            "java.util.regex");

    private final JShell shell;
    private final Set<String> brought = new LinkedHashSet<>(PACKAGES.keySet());

    /** By simple name, what {@link #giveWay} imported for the user. */
    private final Map<String, Snippet> given = new HashMap<>();

    private Imports(JShell shell) {
        this.shell = shell;
    }

    static void bring(JShell shell) {
        new Imports(shell).bring();
    }

    private void bring() {
        List<String> before =
                shell.imports().flatMap(Imports::wholePackage).distinct().toList();
        before.forEach(brought::remove);
        brought.forEach(name -> shell.eval("import " + name + ".*;"));
        before.stream().filter(name -> !OF_THE_KERNEL.contains(name)).forEach(this::giveWay);
        shell.onSnippetEvent(this::heard);
    }

    private void heard(SnippetEvent event) {
        if (event.status() != Snippet.Status.VALID) {
            return;
        }
        if (event.snippet() instanceof ImportSnippet line) {
            wholePackage(line).filter(name -> !brought.remove(name)).forEach(this::giveWay);
        } else if (event.snippet() instanceof TypeDeclSnippet type && given.containsKey(type.name())) {
            shell.drop(given.remove(type.name())); // it would hide the type that the user has just declared
        }
    }

    /** Two imports of whole packages make a name ambiguous that is in both: imported by name too, it is the user's. */
    private void giveWay(String name) {
        if (name.startsWith("batchbook.") || PACKAGES.containsKey(name)) {
            return; // no name is there twice
        }
        for (String type : brought.stream().flatMap(Imports::typesIn).toList()) {
            if (isThere(name + "." + type)) {
                String line = "import " + name + "." + type + ";";
                given.put(type, shell.eval(line).get(0).snippet());
            }
        }
    }

    /** The simple names of all its types, public or not. To ask the shell would take a second. */
    static Stream<String> typesIn(String name) {
        String one = "/" + name.replace('.', '/') + "/" + PACKAGES.get(name) + ".class";
        URL place = Objects.requireNonNull(Imports.class.getResource(one));
        try {
            List<String> files = place.openConnection() instanceof JarURLConnection jar ? inJar(jar) : inFolder(place);
            return files.stream().map(file -> file.replace(".class", "")).filter(file -> file.matches("\\w+"));
        } catch (IOException | URISyntaxException e) {
            return Stream.empty();
        }
    }

    private static List<String> inFolder(URL place) throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(Path.of(place.toURI()).getParent())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static List<String> inJar(JarURLConnection jar) throws IOException {
        String folder = jar.getEntryName().replaceFirst("[^/]*$", "");
        return jar.getJarFile().stream()
                .map(JarEntry::getName)
                .filter(name -> name.startsWith(folder))
                .map(name -> name.substring(folder.length()))
                .toList();
    }

    private static boolean isThere(String type) {
        try {
            return Modifier.isPublic(
                    Class.forName(type, false, Thread.currentThread().getContextClassLoader())
                            .getModifiers());
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static Stream<String> wholePackage(ImportSnippet line) {
        return line.subKind() == Snippet.SubKind.TYPE_IMPORT_ON_DEMAND_SUBKIND
                ? Stream.of(line.fullname().replaceFirst("\\.\\*$", ""))
                : Stream.empty();
    }
}
