package batchbook;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the packages, and the few rules of docs/architecture.md that a machine can check. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("batchbook");

    @Test
    void theRulesKnowNoProviderNoTableNoChartAndNoNotebook() {
        classes()
                .that()
                .resideInAPackage("batchbook")
                .and()
                .haveNameNotMatching("batchbook\\.Journal.*")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("batchbook", "java..", "org.slf4j", "org.jspecify..")
                .check(CLASSES);
        // A journal is a file of JSON lines.
        classes()
                .that()
                .resideInAPackage("batchbook")
                .and()
                .haveNameMatching("batchbook\\.Journal.*")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "batchbook", "java..", "org.slf4j", "org.jspecify..", "com.fasterxml.jackson.core..")
                .check(CLASSES);
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
                        "java..",
                        "com.sun.net.httpserver",
                        "com.fasterxml.jackson..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void onlyTheProviderKnowsTheSdkAndOnlyTheViewKnowsTablesAndCharts() {
        noClasses()
                .that(resideOutsideOfPackages("batchbook.gemini"))
                .should()
                .dependOnClassesThat(resideInAnyPackage("com.google.genai..", "okhttp3..", "okio.."))
                .check(CLASSES);
        noClasses()
                .that(resideOutsideOfPackages("batchbook.view"))
                .should()
                .dependOnClassesThat(resideInAnyPackage("tech.tablesaw..", "org.knowm.xchart..", "java.awt.."))
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("batchbook.view")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("batchbook.gemini", "batchbook.sim")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("batchbook.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTimeReadsAClockAndOnlyThreadsStartsPools() {
        noClasses()
                .that()
                .resideInAnyPackage("batchbook", "batchbook.gemini", "batchbook.view")
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
                .resideInAnyPackage("batchbook", "batchbook.gemini", "batchbook.view")
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
            assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(320);
        }
    }

    private static List<Path> javaFiles(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
