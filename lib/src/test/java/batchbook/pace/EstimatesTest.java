package batchbook.pace;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Usage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EstimatesTest {
    @Test
    void answersThatTellNoTokensDoNotCountInTheirMean() {
        Estimates estimates = new Estimates();
        for (int i = 0; i < 9; i++) {
            estimates.answered(Duration.ofSeconds(1), Workload.of(400), Usage.NONE);
        }
        estimates.answered(Duration.ofSeconds(1), Workload.of(400), new Usage(100, 50, 0, 0));
        assertThat(estimates.usage().out()).isEqualTo(50);
        assertThat(estimates.likely(Workload.of(400))).isEqualTo(100);
    }
}
