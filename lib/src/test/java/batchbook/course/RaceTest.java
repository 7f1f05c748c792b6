package batchbook.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.Batch;
import batchbook.Format;
import batchbook.Prompt;
import batchbook.sim.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.internal.series.Series;

class RaceTest {
    private static final Scenario LIMITED = Scenario.calm()
            .latency(Duration.ofSeconds(2))
            .spread(0)
            .perMinute(10)
            .speedUp(1000)
            .virtualTime();

    private static final List<Prompt> PROMPTS = IntStream.range(0, 25)
            .mapToObj(i -> Prompt.of("Is this good? " + i))
            .toList();

    @Test
    void theIdealIsWholeMinutesAndOneAnswer() {
        assertThat(Race.of(LIMITED, PROMPTS).ideal()).isEqualTo(Duration.ofSeconds(122));
        assertThat(Race.of(LIMITED, PROMPTS.subList(0, 20)).ideal()).isEqualTo(Duration.ofSeconds(62));
    }

    @Test
    void eachHasAServerOfItsOwnAndAllAreInTheTableAndTheChart() throws Exception {
        Race race = Race.of(LIMITED, PROMPTS);

        Race.Finish stubborn = race.run(
                "stubborn",
                racer -> racer.everyone(4, prompt -> {
                    while (!racer.ask(prompt)) {
                        racer.sleep(5);
                    }
                }));
        Race.Finish library =
                race.run("library", racer -> racer.count(Batch.of(racer.model()).run(racer.prompts())));

        assertThat(stubborn.answers()).hasSize(25).isSorted();
        assertThat(stubborn.refused()).isGreaterThan(library.refused());
        assertThat(library.answers()).hasSize(25);
        assertThat(library.took()).isBetween(race.ideal(), race.ideal().plusSeconds(30));
        assertThat(library)
                .hasToString("library: 25 answers in " + Format.duration(library.took()) + ", " + library.refused()
                        + " refused");
        assertThat(race.finishes()).containsExactly(stubborn, library);
        assertThat(race.table().stringColumn("policy").asList()).containsExactly("stubborn", "library");
        assertThat(race.table().doubleColumn("share_of_ideal").get(1))
                .isEqualTo(122 / (library.took().toNanos() / 1e9));
        assertThat(race.chart().getSeriesCollection())
                .extracting(Series::getName)
                .containsExactly("stubborn", "library", "ideal");
        assertThat(race.chart().getSeries("library").getYMax()).isEqualTo(25);
    }

    @Test
    void onVirtualTimeASecondRunIsTheSame() throws Exception {
        Racer.Policy paced = racer -> {
            for (int i = 0; i < racer.prompts().size(); i++) {
                racer.sleepUntil(6 * i);
                assertThat(racer.ask(racer.prompts().get(i))).isTrue();
                assertThat(racer.now()).isGreaterThan(Duration.ofSeconds(6L * i));
            }
        };
        Race race = Race.of(LIMITED, PROMPTS);

        Race.Finish first = race.run("paced", paced);
        Race.Finish second = race.run("paced", paced);

        assertThat(second).isEqualTo(first);
        assertThat(first.refused()).isZero();
        assertThat(race.finishes()).hasSize(1);
    }

    @Test
    void whatAWorkerThrowsIsTold() {
        Race race = Race.of(LIMITED, PROMPTS);

        assertThatThrownBy(() -> race.run(
                        "broken",
                        racer -> racer.everyone(2, prompt -> {
                            throw new IllegalArgumentException("no");
                        })))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");
        assertThat(race.finishes()).isEmpty();
    }

    @Test
    void aPolicyThatGetsNoAnswerTookNoTime() throws Exception {
        assertThat(Race.of(LIMITED, PROMPTS).run("lazy", racer -> {}).took()).isZero();
    }

    @Test
    void aRaceNeedsALimitAndPrompts() {
        assertThatThrownBy(() -> Race.of(Scenario.calm(), PROMPTS)).hasMessageContaining("perMinute");
        assertThatThrownBy(() -> Race.of(LIMITED, List.of())).hasMessageContaining("prompts");
    }
}
