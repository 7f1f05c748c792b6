package batchbook.kernel;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
    static final List<String> PACKAGES = List.of(
            "batchbook",
            "batchbook.answer",
            "batchbook.gemini",
            "batchbook.openai",
            "batchbook.sim",
            "batchbook.view",
            "java.util.stream",
            "tech.tablesaw.api");

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
    private final Set<String> brought = new LinkedHashSet<>(PACKAGES);

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
        if (name.startsWith("batchbook.") || PACKAGES.contains(name)) {
            return; // no name is there twice
        }
        Set<String> theirs = typesOf(name);
        for (String ours : brought) {
            typesOf(ours).stream().filter(theirs::contains).forEach(type -> give(name, type));
        }
    }

    private void give(String name, String type) {
        given.put(type, shell.eval("import " + name + "." + type + ";").get(0).snippet());
    }

    private Set<String> typesOf(String name) {
        String typed = name + ".";
        return shell.sourceCodeAnalysis().completionSuggestions(typed, typed.length(), new int[1]).stream()
                .map(suggestion -> suggestion.continuation())
                .collect(Collectors.toSet());
    }

    private static Stream<String> wholePackage(ImportSnippet line) {
        return line.subKind() == Snippet.SubKind.TYPE_IMPORT_ON_DEMAND_SUBKIND
                ? Stream.of(line.fullname().replaceFirst("\\.\\*$", ""))
                : Stream.empty();
    }
}
