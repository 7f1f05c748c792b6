package batchbook.sim.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobsTest {
    @Test
    void whatIsOutOfRangeIsNamed() {
        Jobs usual = Jobs.usual();

        assertThatThrownBy(() -> Jobs.taking(Duration.ofSeconds(-1))).hasMessageContaining("duration must not be");
        assertThatThrownBy(() -> usual.expiringAfter(Duration.ZERO)).hasMessageContaining("expiry must be more");
        assertThatThrownBy(() -> usual.atOnce(0)).hasMessageContaining("atOnce must be at least 1, but was 0");
        assertThatThrownBy(() -> usual.enqueuedTokens(-1)).hasMessageContaining("enqueuedTokens must not be");
        assertThatThrownBy(() -> usual.fault(JobFault.FAILED, 1.1)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> usual.fault(JobFault.FAILED, Double.NaN)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> usual.fault(JobFault.FAILED, 1, 0)).hasMessageContaining("creations must be");
    }

    @Test
    void aChangeLeavesTheOriginalAndTheGivenMapAlone() {
        Map<JobFault, Jobs.Share> faults = new EnumMap<>(JobFault.class);
        Jobs jobs = new Jobs(Duration.ZERO, Duration.ofDays(1), 1, OptionalLong.empty(), faults);
        jobs.fault(JobFault.FAILED, 1);
        faults.put(JobFault.FAILED, new Jobs.Share(1, 1));

        assertThat(jobs.faults()).isEmpty();
        assertThat(Jobs.usual()).isEqualTo(Jobs.taking(Duration.ofMinutes(2)));
    }

    @Test
    void chanceHasASeedAndKeepsItsShare() {
        Jobs jobs = Jobs.usual().fault(JobFault.ROW_ERRORS, 0.2).fault(JobFault.FAILED, 1, 2);

        assertThat(hits(jobs, 1))
                .hasSizeBetween(150, 250)
                .isEqualTo(hits(jobs, 1))
                .isNotEqualTo(hits(jobs, 2));
        assertThat(new FaultDraw(jobs, 1, 2).job(JobFault.FAILED)).isTrue();
        assertThat(new FaultDraw(jobs, 1, 3).job(JobFault.FAILED)).isFalse();
        assertThat(new FaultDraw(jobs, 1, 1).rows(JobFault.NO_KEYS)).isFalse();
    }

    private static int[] hits(Jobs jobs, long seed) {
        FaultDraw draw = new FaultDraw(jobs, seed, 1);
        return IntStream.range(0, 1000)
                .filter(row -> draw.row(JobFault.ROW_ERRORS, row))
                .toArray();
    }
}
