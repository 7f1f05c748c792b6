package batchbook;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the packages, and the few rules of docs/architecture.md that a machine can check. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("batchbook");

    /** What the rooms behind the engine may know: other rooms, and of the root package what is asked, answered and named. */
    private static final Map<String, String> MAY_USE = Map.ofEntries(
            Map.entry(
                    "batchbook.pace",
                    "batchbook.foreign batchbook.prompt"
                            + " Change ErrorKind Format Limit Limits Model ModelException Pause Price Prompt Reason Reply Time Usage"),
            Map.entry(
                    "batchbook.journal",
                    "batchbook.foreign batchbook.prompt com.fasterxml.jackson.core com.fasterxml.jackson.databind"
                            + " com.fasterxml.jackson.databind.json com.fasterxml.jackson.databind.node"
                            + " Attempt ErrorKind Format Model NamedModel Outcome Price Prompt Reply Result Time Usage"),
            Map.entry(
                    "batchbook.report",
                    "batchbook.answer batchbook.foreign batchbook.journal batchbook.pace"
                            + " Attempt Change ErrorKind Format Metrics Outcome Pause Price Prompt Reason Result Time"),
            Map.entry("batchbook.stream", "Attempt ErrorKind Metrics Outcome Price Result Usage"),
            Map.entry("batchbook.thread", ""),
            Map.entry("batchbook.foreign", "ErrorKind"),
            Map.entry("batchbook.prompt", ""),
            Map.entry("batchbook.job", "ErrorKind ModelException Prompt Reply"),
            Map.entry(
                    "batchbook.answer",
                    "batchbook.foreign com.fasterxml.jackson.core com.fasterxml.jackson.core.exc com.fasterxml.jackson.core.io"
                            + " com.fasterxml.jackson.core.util com.fasterxml.jackson.databind com.fasterxml.jackson.databind.cfg"
                            + " com.fasterxml.jackson.databind.node"),
            Map.entry(
                    "batchbook.wire",
                    "batchbook.foreign com.fasterxml.jackson.core com.fasterxml.jackson.databind com.fasterxml.jackson.databind.node"
                            + " io.github.cdimascio.dotenv io.github.cdimascio.dotenv.internal javax.net.ssl ErrorKind Limit ModelException"),
            Map.entry(
                    "batchbook.openai",
                    "batchbook.answer batchbook.prompt batchbook.telemetry batchbook.wire com.fasterxml.jackson.core com.fasterxml.jackson.databind"
                            + " com.fasterxml.jackson.databind.node"
                            + " Departure ErrorKind Model ModelException Price Prompt Reply Usage"));

    /** Pairs that the API makes: an interface with a factory of its own kind. */
    private static final List<Set<String>> OF_ONE_KIND = List.of(
            Set.of("Progress", "ConsoleProgress", "DisplayThread", "Displays", "Display"),
            Set.of("Model", "NamedModel"),
            Set.of("AnswerType", "AnswerTypes", "RecordAnswer", "WordAnswer"));

    @Test
    void theEngineKnowsNoProviderNoTableNoChartAndNoNotebook() {
        classes()
                .that()
                .resideInAPackage("batchbook")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "batchbook",
                        "batchbook.pace",
                        "batchbook.journal",
                        "batchbook.report",
                        "batchbook.stream",
                        "batchbook.thread",
                        "batchbook.foreign",
                        "batchbook.prompt",
                        "batchbook.answer",
                        "batchbook.job",
                        "batchbook.night",
                        "batchbook.virtual",
                        "java..",
                        "org.slf4j",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void theRoomsBehindTheEngineKnowOnlyWhatIsListedHereByName() {
        MAY_USE.forEach((room, names) -> {
            Set<String> known = Set.of(names.split(" "));
            classes()
                    .that()
                    .resideInAPackage(room)
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(room, "java..", "org.slf4j", "org.jspecify..")
                            .or(describe(
                                    "named in the list",
                                    type -> known.contains(
                                                    type.getBaseComponentType().getPackageName())
                                            || (type.getBaseComponentType()
                                                            .getPackageName()
                                                            .equals("batchbook")
                                                    && known.contains(topLevel(type))))))
                    .check(CLASSES);
        });
    }

    private static String topLevel(JavaClass type) {
        JavaClass one = type.getBaseComponentType();
        return one.getEnclosingClass().map(ArchitectureTest::topLevel).orElse(one.getSimpleName());
    }

    @Test
    void theSimulatorKnowsOnlyTheJdkAndJackson() {
        classes()
                .that()
                .resideInAPackage("batchbook.sim")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "batchbook.sim",
                        "batchbook.sim.answers",
                        "batchbook.sim.jobs",
                        "batchbook.sim.reply",
                        "batchbook.virtual",
                        "java..",
                        "com.sun.net.httpserver",
                        "com.fasterxml.jackson..",
                        "org.jspecify..")
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage("batchbook.sim.answers")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("batchbook.sim.answers", "java..", "com.fasterxml.jackson..", "org.jspecify..")
                .andShould()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage("batchbook.sim..")
                .check(CLASSES);
        classes()
                .that()
                .resideInAnyPackage("batchbook.sim.jobs", "batchbook.sim.reply")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "batchbook.sim.answers",
                        "batchbook.sim.jobs",
                        "batchbook.sim.reply",
                        "java..",
                        "com.fasterxml.jackson..",
                        "org.jspecify..")
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage("batchbook.sim.reply")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage("batchbook.sim..")
                .check(CLASSES);
    }

    @Test
    void onlyTheProviderKnowsTheSdkAndOnlyTheViewKnowsTablesAndCharts() {
        noClasses()
                .that(resideOutsideOfPackages("batchbook.gemini"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "com.google.genai..", "com.google.auth..", "com.google.api..", "okhttp3..", "okio.."))
                .check(CLASSES);
        noClasses()
                .that(resideOutsideOfPackages(
                        "batchbook.view",
                        "batchbook.chart",
                        "batchbook.picture",
                        "batchbook.html",
                        "batchbook.file",
                        "batchbook.kernel",
                        "batchbook.course"))
                .should()
                .dependOnClassesThat(resideInAnyPackage("tech.tablesaw..", "org.knowm.xchart..", "java.awt.."))
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage("batchbook.file")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "batchbook.file",
                        "java..",
                        "tech.tablesaw..",
                        "de.siegmar.fastcsv..",
                        "com.fasterxml.jackson..",
                        "org.dhatim.fastexcel..",
                        "org.jspecify..")
                .andShould()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage("batchbook.file", "batchbook.view")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage("batchbook.view", "batchbook.chart", "batchbook.picture", "batchbook.html")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("batchbook.gemini", "batchbook.openai", "batchbook.wire", "batchbook.sim..")
                .check(CLASSES);
        noClasses()
                .that(resideOutsideOfPackages("batchbook.file"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("de.siegmar..", "org.dhatim..", "java.sql..")
                .check(CLASSES);
        noClasses()
                .that()
                .haveNameNotMatching("batchbook\\.html\\.Markdown(?:Html|Parser)(?:\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.commonmark..")
                .check(CLASSES);
    }

    @Test
    void theDoctorKnowsTheEngineAndIsKnownToThoseWhoTellItFacts() {
        classes()
                .that()
                .resideInAPackage("batchbook.doctor")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("batchbook.doctor", "batchbook", "java..", "org.jspecify..")
                .andShould()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage("batchbook.doctor", "batchbook.gemini", "batchbook.view")
                .check(CLASSES);
    }

    @Test
    void theProviderAndTheViewKnowNoRoomBehindTheEngineAndTheProviderNoView() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "batchbook.gemini",
                        "batchbook.openai",
                        "batchbook.view",
                        "batchbook.chart",
                        "batchbook.picture",
                        "batchbook.html")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("batchbook.pace", "batchbook.journal", "batchbook.thread")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("batchbook.gemini")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "batchbook.openai", "batchbook.view", "batchbook.chart", "batchbook.picture", "batchbook.html")
                .check(CLASSES);
    }

    @Test
    void theRoomOfComparisonsKnowsPromptsAndWhatBecameOfThem() {
        Set<String> known = Set.of("Prompt", "Result", "Format");
        classes()
                .that()
                .resideInAPackage("batchbook.compare")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "batchbook.compare", "batchbook.prompt", "java..", "org.jspecify..")
                        .or(describe(
                                "named in the list",
                                type -> type.getPackageName().equals("batchbook") && known.contains(topLevel(type)))))
                .andShould()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage("batchbook.compare", "batchbook.view", "batchbook.chart")
                .check(CLASSES);
    }

    @Test
    void theRoomOfJobsThatAreWaitedForKnowsNoPaceOfLiveRequestsBeyondWhatIsEstimated() {
        Set<String> known = Set.of(
                "Attempt ErrorKind Format Model ModelException Outcome Price Prompt Reply Result Usage".split(" "));
        Set<String> ofThePace = Set.of("Budget", "UsageEstimate", "Workload");
        classes()
                .that()
                .resideInAPackage("batchbook.night")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "batchbook.night",
                                "batchbook.job",
                                "batchbook.journal",
                                "batchbook.prompt",
                                "java..",
                                "org.slf4j",
                                "org.jspecify..")
                        .or(describe(
                                "named in the lists",
                                type -> (type.getPackageName().equals("batchbook") && known.contains(topLevel(type)))
                                        || (type.getPackageName().equals("batchbook.pace")
                                                && ofThePace.contains(topLevel(type))))))
                .check(CLASSES);
    }

    @Test
    void timeThatWaitsForWhoeverWorksKnowsNobody() {
        classes()
                .that()
                .resideInAPackage("batchbook.virtual")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("batchbook.virtual", "java..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void theLibraryKnowsNothingOfTheCourse() {
        noClasses()
                .that(resideOutsideOfPackages("batchbook.course"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("batchbook.course")
                .check(CLASSES);
    }

    @Test
    void nothingKnowsHowTheKernelIsStarted() {
        noClasses()
                .that(resideOutsideOfPackages("batchbook.kernel"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("batchbook.kernel")
                .check(CLASSES);
    }

    /** Both would be remembered: the batch as the last one, and a kernel that does not run yet as one that is not there. */
    @Test
    void theStartOfTheKernelRunsNoBatchAndLooksForNoKernel() {
        noClasses()
                .that()
                .resideInAPackage("batchbook.kernel")
                .and(describe("run before the kernel", type -> !topLevel(type).equals("NotebookExtension")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("batchbook.view")
                        .or(describe("Batch", type -> type.isEquivalentTo(Batch.class))))
                .check(CLASSES);
    }

    /** Its classes are there only where JJava is. */
    @Test
    void onlyTheExtensionKnowsTheKernel() {
        noClasses()
                .that()
                .doNotHaveSimpleName("NotebookExtension")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.dflib..")
                .check(CLASSES);
    }

    @Test
    void onlyWhatIsLoadedBesideOpenTelemetryNamesIt() {
        noClasses()
                .that(resideOutsideOfPackages("batchbook.telemetry.otel"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.opentelemetry..", "batchbook.telemetry.otel")
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage("batchbook.telemetry")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("batchbook.telemetry", "batchbook", "java..", "org.jspecify..")
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage("batchbook.telemetry.otel")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "batchbook.telemetry..",
                        "batchbook",
                        "batchbook.prompt",
                        "java..",
                        "com.fasterxml.jackson.databind..",
                        "io.opentelemetry.api..",
                        "io.opentelemetry.context..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void onlyProvidersKnowWhatProvidersShare() {
        classes()
                .that()
                .resideInAPackage("batchbook.wire")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage("batchbook.wire", "batchbook.gemini", "batchbook.openai")
                .check(CLASSES);
    }

    /**
     * The root package is four of them: the list of kinds, at the bottom of all; what is asked and answered; what answers,
     * which may have jobs of such; what else the rooms behind the engine may use belongs to these two, which must not use
     * them; and the engine.
     */
    @Test
    void packagesHaveNoCycles() {
        Set<String> words = new HashSet<>();
        MAY_USE.values().forEach(names -> words.addAll(List.of(names.split(" "))));
        assertNoCycles("packages, the root in four", type -> {
            if (type.getName().equals("batchbook.ErrorKind")) {
                return "batchbook, the list of kinds";
            }
            if (Set.of("batchbook.Model", "batchbook.NamedModel").contains(type.getName())) {
                return "batchbook, what answers";
            }
            boolean word = type.getPackageName().equals("batchbook") && words.contains(topLevel(type));
            return word ? "batchbook, what is asked, answered and named" : type.getPackageName();
        });
    }

    @Test
    void noClassNeedsItselfByWayOfOthersButThoseOfOneKind() {
        assertNoCycles("classes", type -> {
            String name = topLevel(type);
            String oneKind = OF_ONE_KIND.stream()
                    .filter(kind -> Set.of("batchbook", "batchbook.answer").contains(type.getPackageName())
                            && kind.contains(name))
                    .map(Set::toString)
                    .findFirst()
                    .orElse(name);
            return type.getPackageName() + "." + oneKind;
        });
    }

    private static void assertNoCycles(String what, Function<JavaClass, String> slice) {
        SliceAssignment slices = new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return SliceIdentifier.of(slice.apply(type.getBaseComponentType()));
            }

            @Override
            public String getDescription() {
                return what;
            }
        };
        slices().assignedFrom(slices).should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTimeReadsAClockAndOnlyThreadsStartsPools() {
        noClasses()
                .that()
                .resideOutsideOfPackages("batchbook.sim..", "batchbook.virtual")
                .and()
                .doNotHaveSimpleName("Time")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(CLASSES);
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("batchbook.sim..")
                .and()
                .doNotHaveSimpleName("Threads")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Executors.class)
                .check(CLASSES);
    }

    @Test
    void testsDoNotSleepAndReadNoClock() throws IOException {
        // Spelt in two parts, so that this file is not found.
        List<String> banned = List.of("Thread" + ".sleep(", "System" + ".nanoTime(", "System" + ".currentTimeMillis(");
        for (Path file : javaFiles(Path.of("src", "test", "java"))) {
            assertThat(Files.readString(file)).as(file.toString()).doesNotContain(banned);
        }
    }

    @Test
    void filesStaySmall() throws IOException {
        for (Path file : javaFiles(Path.of("src", "main", "java"))) {
            assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(300);
        }
    }

    @Test
    void packagesStaySmallAndHaveAMap() throws IOException {
        Map<Path, List<Path>> packages =
                javaFiles(Path.of("src", "main", "java")).stream().collect(Collectors.groupingBy(Path::getParent));
        for (Map.Entry<Path, List<Path>> entry : packages.entrySet()) {
            // What users type and the engine that needs it stand in one package: package-private is worth some files
            // more.
            int most = entry.getKey().endsWith(Path.of("java", "batchbook")) ? 54 : 45;
            assertThat(entry.getValue()).as(entry.getKey().toString()).hasSizeLessThanOrEqualTo(most);
            String map = Files.readString(entry.getKey().resolve("package-info.java"));
            assertThat(map.lines().filter(line -> line.startsWith(" *")))
                    .as(entry.getKey().toString())
                    .hasSizeGreaterThan(8);
            assertThat(map).as(entry.getKey().toString()).contains("Start reading", "must not know");
        }
    }

    private static List<Path> javaFiles(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
