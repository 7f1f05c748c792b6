package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.sim.jobs.JobFault;
import batchbook.sim.jobs.Jobs;
import batchbook.virtual.VirtualClock;
import batchbook.virtual.Work;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs on a clock that waits for whoever works, and on one that goes faster. */
@Timeout(300)
class JobTimesTest {
    private static final Scenario FAST = Scenario.calm().latency(Duration.ZERO).speedUp(1000);

    @Test
    void rowsAreDoneOneAfterTheOther() throws InterruptedException {
        List<String> seen = states(Jobs.taking(Duration.ofMinutes(10)), Duration.ofMinutes(2), 5);

        assertThat(seen)
                .containsExactly("PENDING 0", "RUNNING 11", "RUNNING 33", "RUNNING 55", "RUNNING 77", "SUCCEEDED 100");
    }

    @Test
    void aStuckJobAndOneThatDoesNotEndExpire() throws InterruptedException {
        Jobs brief = Jobs.taking(Duration.ofMinutes(1)).expiringAfter(Duration.ofMinutes(10));

        assertThat(states(brief.fault(JobFault.STUCK_PENDING, 1), Duration.ofMinutes(5), 2))
                .containsExactly("PENDING 0", "PENDING 0", "EXPIRED 0");
        assertThat(states(brief.fault(JobFault.EXPIRED, 1), Duration.ofMinutes(5), 2))
                .containsExactly("PENDING 0", "RUNNING 24", "EXPIRED 0");
        assertThat(states(brief.expiringAfter(Duration.ofSeconds(30)), Duration.ofMinutes(1), 1))
                .containsExactly("PENDING 0", "EXPIRED 0");
    }

    @Test
    void aCancelledJobKeepsWhatIsDoneAndIsPaidForThat() throws InterruptedException {
        Scenario scenario = FAST.virtualTime().jobs(Jobs.taking(Duration.ofMinutes(10)));
        try (Simulator simulator = Simulator.start(scenario);
                Work work = clock(simulator).workByHand()) {
            work.onThisThread();
            JobCalls calls = JobCalls.to(simulator);
            String name = JobCalls.name(calls.createOf(JobCalls.lines(90)));
            clock(simulator).sleep(Duration.ofMinutes(3));
            calls.post("/" + name + ":cancel", "{}");
            double paid = simulator.dollars();
            JsonNode job = calls.job(name);

            assertThat(job.at("/metadata/state").asText()).isEqualTo("BATCH_STATE_CANCELLED");
            assertThat(calls.results(job)).hasSize(20);
            assertThat(paid).isPositive();
            clock(simulator).sleep(Duration.ofMinutes(10));
            calls.post("/" + name + ":cancel", "{}");
            assertThat(calls.job(name)).isEqualTo(job);
            assertThat(simulator.dollars()).isEqualTo(paid);
        }
    }

    @Test
    void onAFasterClockAJobTakesAsLong() {
        try (Simulator simulator = Simulator.start(FAST.jobs(Jobs.taking(Duration.ofMinutes(5))))) {
            JobCalls calls = JobCalls.to(simulator);
            JsonNode job = calls.over(JobCalls.name(calls.createInline(3)));
            var began = Instant.parse(job.at("/metadata/createTime").asText());
            var ended = Instant.parse(job.at("/metadata/endTime").asText());

            assertThat(Duration.between(began, ended)).isEqualTo(Duration.ofMinutes(5));
        }
    }

    private static List<String> states(Jobs jobs, Duration step, int steps) throws InterruptedException {
        List<String> states = new ArrayList<>();
        try (Simulator simulator = Simulator.start(FAST.virtualTime().jobs(jobs));
                Work work = clock(simulator).workByHand()) {
            work.onThisThread();
            JobCalls calls = JobCalls.to(simulator);
            JsonNode job = Raw.read(calls.createOf(JobCalls.lines(100)));
            states.add(state(job));
            for (int i = 0; i < steps; i++) {
                clock(simulator).sleep(step);
                states.add(state(calls.job(job.path("name").asText())));
            }
        }
        return states;
    }

    private static String state(JsonNode job) {
        return job.at("/metadata/state").asText().replace("BATCH_STATE_", "") + " "
                + job.at("/metadata/batchStats/successfulRequestCount").asInt();
    }

    private static VirtualClock clock(Simulator simulator) {
        return simulator.virtualClock().orElseThrow();
    }
}
