package batchbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javassist.bytecode.AccessFlag;
import javassist.bytecode.ClassFile;
import javassist.bytecode.DuplicateMemberException;
import javassist.bytecode.MethodInfo;
import org.junit.jupiter.api.Test;

/** What users' programs call stays as it was in the last release, but for what is added. */
class ApiTest {
    private static final Path RELEASED = Path.of("api", "released.jar");
    private static final Path CLASSES = Path.of("target", "classes");

    /** With {@code -Dbatchbook.api=keep}, which {@code ./lab api} says, the API of today is the one to be kept from now on. */
    @Test
    void programsOfUsersGoOnWithThisBuild() throws IOException {
        byte[] present = ApiStubs.jar(ApiStubs.of(CLASSES));
        ApiChanges changes = ApiChanges.between(Files.readAllBytes(RELEASED), present);
        if (System.getProperty("batchbook.api", "").equals("keep")) {
            List<String> lines = Stream.concat(
                            changes.breaking().stream().map("broken: "::concat),
                            changes.added().stream().map("added: "::concat))
                    .toList();
            Files.write(Path.of("target", "api-changes.txt"), lines);
            Files.write(RELEASED, present);
        } else {
            assertThat(changes.breaking()).as(advice()).isEmpty();
        }
    }

    private static String advice() {
        return "The API that users' programs call is no longer what lib/api/released.jar says. Keep what was there beside the"
                + " new, deprecated; or, if it must go, say so in CHANGELOG.md under Breaking, run ./lab api and commit the jar"
                + " (docs/releasing.md). Broken";
    }

    @Test
    void whatIsRemovedOrChangedIsFound() throws Exception {
        assertThat(broken("Batch", type -> methods(type).removeIf(method -> named(method, "deduplicate"))))
                .containsExactly("batchbook.Batch.deduplicate(boolean): method removed");
        assertThat(broken(
                        "Run",
                        type -> methods(type).stream()
                                .filter(method -> named(method, "explain"))
                                .forEach(method -> method.setDescriptor("()I"))))
                .containsExactly("batchbook.Run.explain(): method return type changed");
        assertThat(broken("Retry", type -> type.setAccessFlags(type.getAccessFlags() & ~Modifier.PUBLIC)))
                .contains("batchbook.Retry: class no longer public, class less accessible");
        assertThat(broken("Model", type -> add(type, "another", AccessFlag.PUBLIC | AccessFlag.ABSTRACT)))
                .contains("batchbook.Model.another(): method added to interface");
        assertThat(advice()).contains("./lab api");
    }

    @Test
    void whatIsAddedBreaksNothing() throws Exception {
        Map<String, ClassFile> stubs = ApiStubs.of(CLASSES);
        add(stubs.get("batchbook/Run.class"), "another", AccessFlag.PUBLIC);
        ApiChanges changes = ApiChanges.between(ApiStubs.jar(ApiStubs.of(CLASSES)), ApiStubs.jar(stubs));
        assertThat(changes.breaking()).isEmpty();
        assertThat(changes.added()).containsExactly("batchbook.Run.another()");
    }

    /** What one room hands to another by way of the API, and nobody else has. */
    private static final Set<String> PASSED_ON =
            Set.of("batchbook/html/Rendering", "batchbook/virtual/Tempo", "batchbook/virtual/VirtualClock");

    private static final Pattern TYPE = Pattern.compile("L([^;]+);");

    /** What a method that users call takes or gives is theirs too. */
    @Test
    void theApiNamesNothingThatIsNotForUsers() throws IOException {
        Map<String, ClassFile> stubs = ApiStubs.of(CLASSES);
        Set<String> strange = new TreeSet<>();
        stubs.forEach((entry, type) -> methods(type).forEach(method -> {
            TYPE.matcher(method.getDescriptor())
                    .results()
                    .map(found -> found.group(1))
                    .filter(name -> name.startsWith("batchbook/") && !stubs.containsKey(name + ".class"))
                    .filter(name -> !PASSED_ON.contains(name))
                    .forEach(name -> strange.add(name + " in " + entry + " " + method.getName()));
        }));
        assertThat(strange).isEmpty();
    }

    /** The page of a package and the list say the same. */
    @Test
    void aPackageThatIsNotForUsersSaysSo() throws IOException {
        Path root = Path.of("src", "main", "java", "batchbook");
        Set<String> saying = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(path -> path.endsWith("package-info.java")).toList()) {
                if (Files.readString(file).replaceAll("\\s+(\\* )?", " ").contains("Not for users")) {
                    saying.add(root.relativize(file.getParent()).toString().replace('/', '.'));
                }
            }
        }
        assertThat(ApiStubs.NOT_FOR_USERS.stream().filter(name -> name.matches(".*\\b[a-z]+")))
                .containsExactlyInAnyOrderElementsOf(saying);
    }

    private interface Edit {
        void on(ClassFile type) throws Exception;
    }

    private static List<String> broken(String name, Edit edit) throws Exception {
        Map<String, ClassFile> stubs = ApiStubs.of(CLASSES);
        edit.on(stubs.get("batchbook/" + name + ".class"));
        return ApiChanges.between(ApiStubs.jar(ApiStubs.of(CLASSES)), ApiStubs.jar(stubs))
                .breaking();
    }

    private static void add(ClassFile type, String method, int access) throws DuplicateMemberException {
        MethodInfo added = new MethodInfo(type.getConstPool(), method, "()V");
        added.setAccessFlags(access);
        type.addMethod(added);
    }

    private static List<MethodInfo> methods(ClassFile type) {
        return type.getMethods();
    }

    private static boolean named(MethodInfo method, String name) {
        return method.getName().equals(name);
    }
}
