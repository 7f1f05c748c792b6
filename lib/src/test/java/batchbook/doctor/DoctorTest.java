package batchbook.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.Limit;
import batchbook.Model;
import batchbook.ModelException;
import batchbook.Progress;
import batchbook.Reply;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DoctorTest {
    @Test
    void valuesStandInOneColumnAndTheHomeDirectoryIsShort() {
        FactSource facts = () -> List.of(
                new Fact("a", "one"), new Fact("longer", "two\nlines in " + System.getProperty("user.home") + "/x"));
        assertThat(Doctor.report(List.of(facts))).isEqualTo("a       one\nlonger  two\n        lines in ~/x");
    }

    @Test
    void whoeverLivesInTheRootDirectoryGetsPathsAsTheyAre() {
        String before = System.getProperty("user.home");
        try {
            System.setProperty("user.home", "/");
            assertThat(Doctor.report(List.of(() -> List.of(new Fact("a", "/x/y")))))
                    .isEqualTo("a  /x/y");
        } finally {
            System.setProperty("user.home", before);
        }
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

    @Test
    void theLastRunIsToldWhileItGoesOnAndAfterwards() {
        AtomicReference<String> meanwhile = new AtomicReference<>("");
        Model model = Model.named("mine", prompt -> {
            meanwhile.set(Doctor.report());
            return Reply.of("yes");
        });
        Batch.of(model).progress(Progress.none()).run(List.of("one"));
        assertThat(meanwhile.get()).contains("Run of 1 prompt to mine", ", going on");
        assertThat(Doctor.report())
                .contains("last run ", "Run of 1 prompt to mine", "answered 1 (100 %)")
                .contains("tablesaw-core-", System.getProperty("java.version"), " MB free", "limits learned  ")
                .doesNotContain("going on", "ended early", "not told");

        Batch.of(model).maxRequests(1).progress(Progress.none()).run(List.of("one", "two"));
        assertThat(Doctor.report()).contains("Run of 2 prompts to mine", "1 not run, ended early");
    }

    @Test
    void limitsAreToldWithoutTheWordsOfTheServer() {
        Limit minute = new Limit(
                "s3cr3t", "", OptionalLong.of(15), Limit.Window.MINUTE, Limit.Counts.REQUESTS, Optional.empty());
        Model model = Model.named("mine", prompt -> {
            throw ModelException.of(ErrorKind.RATE_LIMITED, "s3cr3t").limits(List.of(minute));
        });
        try {
            Batch.of(model).maxRequests(1).progress(Progress.none()).run(List.of("one"));
            assertThat(Doctor.report()).contains("15 requests a minute").doesNotContain("s3cr3t");
        } finally {
            Batch.forgetLimits();
        }
        assertThat(Doctor.report()).endsWith("limits learned  none");
    }
}
