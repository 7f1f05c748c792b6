package batchbook.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorTest {
    @Test
    void valuesStandInOneColumnAndTheHomeDirectoryIsShort() {
        FactSource facts = () -> List.of(
                new Fact("a", "one"), new Fact("longer", "two\nlines in " + System.getProperty("user.home") + "/x"));
        assertThat(Doctor.report(List.of(facts))).isEqualTo("a       one\nlonger  two\n        lines in ~/x");
    }

    @Test
    void whatIsBrokenKeepsNothingElseFromBeingToldAndIsNotQuoted() {
        FactSource broken = () -> {
            throw new IllegalArgumentException("s3cr3t");
        };
        assertThat(Doctor.report(List.of(broken, () -> List.of(new Fact("a", "one")))))
                .contains("not told: java.lang.IllegalArgumentException")
                .endsWith("one")
                .doesNotContain("s3cr3t");
    }

    @Test
    void aLibraryIsNamedByItsJar() {
        assertThat(Machine.jar("tech.tablesaw.api.Table")).matches("tablesaw-core-\\d+[.\\d]*");
        assertThat(Machine.jar("batchbook.doctor.Doctor")).isEqualTo("Doctor of no jar");
        assertThat(Machine.jar("java.lang.String")).isEqualTo("String of no jar");
        assertThat(Machine.jar("no.such.Type")).isEqualTo("Type missing");
    }
}
