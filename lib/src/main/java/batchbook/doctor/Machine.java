package batchbook.doctor;

import batchbook.Format;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The libraries, Java, and the machine. */
final class Machine implements FactSource {
    private static final List<String> LIBRARIES = List.of(
            "batchbook.doctor.Doctor",
            "com.google.genai.Client",
            "tech.tablesaw.api.Table",
            "org.knowm.xchart.XYChart");

    @Override
    public List<Fact> facts() {
        return List.of(
                new Fact("libraries", LIBRARIES.stream().map(Machine::jar).collect(Collectors.joining(", "))),
                new Fact(
                        "java",
                        property("java.version") + ", " + property("java.vm.name") + ", " + property("java.vendor")),
                new Fact("system", property("os.name") + " " + property("os.version") + ", " + property("os.arch")),
                new Fact(
                        "text",
                        "file.encoding " + Charset.defaultCharset() + ", console "
                                + property("stdout.encoding") + ", file names " + property("sun.jnu.encoding")
                                + ", locale "
                                + Locale.getDefault().toLanguageTag() + ", time zone " + ZoneId.systemDefault()),
                new Fact("machine", machine()),
                new Fact("folder", Path.of("").toAbsolutePath() + disk()));
    }

    /** Its name has the version, whatever tool made it. */
    static String jar(String type) {
        String library = type.substring(type.lastIndexOf('.') + 1);
        try {
            Class<?> found = Class.forName(type, false, Machine.class.getClassLoader());
            return Optional.ofNullable(found.getProtectionDomain().getCodeSource())
                    .map(CodeSource::getLocation)
                    .map(URL::getPath)
                    .filter(path -> path.endsWith(".jar"))
                    .map(path -> path.substring(path.lastIndexOf('/') + 1, path.length() - ".jar".length()))
                    .orElse(library + " of no jar");
        } catch (ClassNotFoundException | LinkageError e) {
            return library + " missing";
        }
    }

    private static String machine() {
        Runtime runtime = Runtime.getRuntime();
        return Format.plural(runtime.availableProcessors(), "core") + ", Java may use "
                + megabytes(runtime.maxMemory()) + " of memory and uses "
                + megabytes(runtime.totalMemory() - runtime.freeMemory());
    }

    private static String disk() {
        try {
            FileStore store = Files.getFileStore(Path.of("").toAbsolutePath());
            return ", " + megabytes(store.getUsableSpace()) + " free"
                    + (Files.isWritable(Path.of("").toAbsolutePath()) ? "" : ", not writable");
        } catch (IOException e) {
            return "";
        }
    }

    private static String megabytes(long bytes) {
        return Format.count(bytes >> 20) + " MB";
    }

    private static String property(String name) {
        return Stream.of(name)
                .map(System::getProperty)
                .filter(value -> value != null)
                .findFirst()
                .orElse("unknown");
    }
}
