package batchbook.sim.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowReaderTest {
    @Test
    void linesEndInAnyWayAndBlankOnesAreNone() throws IOException {
        List<Row> rows = read("\r\n{\"key\":\"ä\",\"request\":{}}\r\n \n\n{\"request\":{}}", 100);

        assertThat(rows.stream().map(Row::label)).containsExactly("\"key\":\"ä\"", "");
        assertThat(rows.stream().map(Row::problem)).containsOnly("");
        assertThat(read("", 100)).isEmpty();
        assertThat(read(" \n", 100)).isEmpty();
    }

    @Test
    void aLineThatIsTooLongIsARowOfItsOwn() throws IOException {
        String row = "{\"key\":\"a\",\"request\":{}}";
        List<Row> rows = read(row + "\n" + "x".repeat(200_000) + "\n" + row, 100);

        assertThat(rows.stream().map(Row::problem)).containsExactly("", "The request is larger than 100 bytes.", "");
    }

    @Test
    void aKeyIsWrittenAsTheTextItIs() throws IOException {
        assertThat(read("{\"key\":\"a\\\"\\n\",\"request\":{}}", 100).get(0).label())
                .isEqualTo("\"key\":\"a\\\"\\n\"");
        assertThat(read("{\"key\":\"a\\\"b\",\"request\":", 100).get(0).label()).isEqualTo("\"key\":\"a\\\"b\"");
        assertThat(read("{\"key\":null,\"request\":{}}", 100).get(0).label()).isEmpty();
        assertThat(read("[1]", 100).get(0).problem()).isEqualTo("request is not specified");
    }

    @Test
    void aSystemInstructionMustSayAnything() throws IOException {
        assertThat(read(system("{\"parts\":[{\"text\":\"\"}]}"), 200).get(0).problem())
                .contains("system_instruction");
        assertThat(read(system("{}"), 200).get(0).problem()).contains("system_instruction");
        assertThat(read(system("{\"parts\":{\"text\":\"Be brief\"}}"), 200)
                        .get(0)
                        .problem())
                .isEmpty();
        assertThat(read(system("null"), 200).get(0).problem()).isEmpty();
    }

    private static String system(String instruction) {
        return "{\"request\":{\"system_instruction\":" + instruction + "}}";
    }

    private static List<Row> read(String lines, int longest) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (RowReader reader =
                new RowReader(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), longest)) {
            for (Optional<Row> row = reader.next(); row.isPresent(); row = reader.next()) {
                rows.add(row.get());
            }
        }
        return rows;
    }
}
