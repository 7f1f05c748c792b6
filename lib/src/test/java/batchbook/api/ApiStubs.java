package batchbook.api;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javassist.bytecode.AccessFlag;
import javassist.bytecode.ClassFile;
import javassist.bytecode.InnerClassesAttribute;
import javassist.bytecode.MethodInfo;

/** What users' programs can call, as classes without anything inside: a small jar that is compared with the one of a release. */
final class ApiStubs {
    /** Packages, and public types of other packages, that are not for users, below {@code batchbook}. */
    static final Set<String> NOT_FOR_USERS = Set.of(
            "answer.JsonFields",
            "answer.Judge",
            "chart",
            "compare",
            "course",
            "doctor",
            "file",
            "foreign",
            "gemini.GeminiFacts",
            "html",
            "journal",
            "kernel",
            "night.ChunkFile",
            "night.JobRow",
            "night.NightBudget",
            "night.NightJob",
            "night.NightRows",
            "night.Takings",
            "night.UnderWay",
            "night.Watch",
            "pace",
            "picture",
            "prompt.ColumnFinder",
            "report",
            "sim.answers.Answers",
            "sim.answers.Dice",
            "sim.answers.Json",
            "sim.answers.PictureSize",
            "sim.jobs.JobHost",
            "sim.jobs.JobRoute",
            "sim.jobs.JobService",
            "sim.reply",
            "stream",
            "telemetry.otel",
            "thread",
            "view.NotebookDisplay",
            "view.ViewFacts",
            "virtual",
            "wire");

    private ApiStubs() {}

    /** The stubs of all classes below a folder that users may name, each by the name of its entry. */
    static Map<String, ClassFile> of(Path folder) throws IOException {
        Map<String, ClassFile> stubs = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve("batchbook"))) {
            for (Path file : files.filter(ApiStubs::isClass).toList()) {
                ClassFile type = read(Files.readAllBytes(file));
                if (isPublic(access(type)) && !isHidden(type.getName())) {
                    stubs.put(type.getName().replace('.', '/') + ".class", hollowed(type));
                }
            }
        }
        stubs.keySet().removeIf(entry -> entry.contains("$") && !stubs.containsKey(outer(entry)));
        return stubs;
    }

    private static String outer(String entry) {
        return entry.substring(0, entry.lastIndexOf('$')) + ".class";
    }

    private static boolean isClass(Path file) {
        return file.toString().endsWith(".class") && !file.endsWith("package-info.class");
    }

    static ClassFile read(byte[] bytes) throws IOException {
        return new ClassFile(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    /** The flags of a nested class stand in a list of their own. */
    private static int access(ClassFile type) {
        if (type.getAttribute(InnerClassesAttribute.tag) instanceof InnerClassesAttribute inner) {
            int index = inner.find(type.getName());
            return index < 0 ? type.getAccessFlags() : inner.accessFlags(index);
        }
        return type.getAccessFlags();
    }

    private static boolean isPublic(int access) {
        return Modifier.isPublic(access) || Modifier.isProtected(access);
    }

    private static boolean isHidden(String type) {
        String name = type.replaceFirst("^batchbook\\.", "").replaceFirst("\\$.*", "");
        return NOT_FOR_USERS.contains(name) || NOT_FOR_USERS.contains(name.replaceFirst("\\.?[^.]+$", ""));
    }

    private static ClassFile hollowed(ClassFile type) {
        type.getMethods()
                .removeIf(method -> !isPublic(method.getAccessFlags())
                        || (method.getAccessFlags() & AccessFlag.SYNTHETIC) != 0
                        || method.isStaticInitializer());
        type.getMethods().forEach(MethodInfo::removeCodeAttribute);
        type.getFields().removeIf(field -> !isPublic(field.getAccessFlags()));
        Set.of("SourceFile", "BootstrapMethods", "NestMembers", "EnclosingMethod")
                .forEach(type::removeAttribute);
        type.compact();
        return type;
    }

    static byte[] jar(Map<String, ClassFile> stubs) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, ClassFile> stub : stubs.entrySet()) {
                ZipEntry entry = new ZipEntry(stub.getKey());
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                jar.putNextEntry(entry);
                stub.getValue().write(new DataOutputStream(jar));
            }
        }
        return bytes.toByteArray();
    }
}
