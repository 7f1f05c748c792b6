package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.DepartureWatch;
import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The batch learns when a request leaves: with the connection made, on the thread that asks, and once for each. */
class DepartureOverHttpTest {
    @Test
    void aRequestLeavesWhenItsConnectionIsThereAndBeforeTheServerHasIt() {
        try (Simulator simulator =
                Simulator.start(Scenario.calm().latency(Duration.ofMillis(1)).spread(0))) {
            List<String> order = new ArrayList<>();
            Connection connection = Connection.to(Simulator.KEY, Optional.of(simulator.uri()));
            Gemini gemini = Gemini.at(connection.with(connection
                    .http(Instant::now)
                    .addInterceptor(chain -> {
                        order.add("asked");
                        return chain.proceed(chain.request());
                    })
                    .addNetworkInterceptor(chain -> {
                        order.add("on connection, " + simulator.requests() + " arrived");
                        return chain.proceed(chain.request());
                    })
                    .build()));
            DepartureWatch.on(() -> order.add("leaves"), () -> {
                gemini.ask("one");
                gemini.ask("two");
            });

            assertThat(order)
                    .containsExactly(
                            "asked",
                            "leaves",
                            "on connection, 0 arrived",
                            "asked",
                            "leaves",
                            "on connection, 1 arrived");
        }
    }
}
