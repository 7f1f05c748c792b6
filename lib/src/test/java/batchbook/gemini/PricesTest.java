package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import batchbook.Price;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PricesTest {
    @Test
    void theBuiltInTableKnowsTheDefaultModelAndThatItsPriceChanges() {
        Prices prices = Prices.builtIn();
        assertThat(prices.of(Gemini.DEFAULT_MODEL, LocalDate.of(2026, 11, 25))
                        .orElseThrow()
                        .output())
                .isEqualTo(3.75);
        assertThat(prices.of(Gemini.DEFAULT_MODEL, LocalDate.of(2027, 1, 1))
                        .orElseThrow()
                        .output())
                .isEqualTo(7.50);
        assertThat(prices.of("gemini-2.5-pro", LocalDate.of(2026, 11, 25))
                        .orElseThrow()
                        .longInput())
                .isEqualTo(2.50);
        assertThat(prices.of("gemini-99", LocalDate.of(2026, 11, 25))).isEmpty();
        assertThat(prices.of(Gemini.DEFAULT_MODEL, LocalDate.of(2020, 1, 1))).isEmpty();
        assertThat(prices.toString()).contains("2026");
    }

    @Test
    void aTableOfYourOwnTakesItsPlace(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("prices.csv");
        Files.writeString(file, "model,valid_from,input,output\n# mine\ngemini-99,2026-01-01,1.5,6\n");
        Gemini gemini = Gemini.simulator().model("gemini-99").prices(Prices.read(file.toString()));
        assertThat(gemini.price()).contains(Price.perMillion(1.5, 6));
        assertThat(gemini.price(Price.perMillion(2, 3)).price()).contains(Price.perMillion(2, 3));
        assertThat(gemini.model("gemini-98").price()).isEmpty();
    }

    @Test
    void aLineThatIsNoPriceIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Prices.parse(List.of("model,valid_from,input,output", "gemini-99,soon,1,2"), "mine.csv"))
                .withMessageContaining("line 2 of mine.csv")
                .withMessageContaining("gemini-99,soon");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prices.parse(List.of("model,valid_from,input,output", "gemini-99"), "mine.csv"))
                .withMessageContaining("line 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prices.parse(List.of("a,b"), "mine.csv"))
                .withMessageContaining("must begin with");
        Assertions.assertThatThrownBy(() -> Prices.read("no/such/prices.csv"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("prices.csv");
    }
}
