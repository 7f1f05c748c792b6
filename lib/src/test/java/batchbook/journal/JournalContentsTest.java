package batchbook.journal;

import static batchbook.journal.JournalRows.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Attempt;
import batchbook.ErrorKind;
import batchbook.Outcome;
import batchbook.Outcome.Answered;
import batchbook.Outcome.Failed;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Result;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An index of a journal says what a map of all its rows says, whatever is in it. */
class JournalContentsTest {
    private static final List<String> SETTINGS = IntStream.range(0, 4)
            .mapToObj(i -> KeyHash.settings("settings " + i))
            .toList();
    private static final List<Prompt> PROMPTS = List.of(
            Prompt.of("a"),
            Prompt.of("b").label("shop", "Lyon"),
            Prompt.of("c").after("What?", "That."),
            Prompt.of("id", "d"),
            Prompt.of("é\n😀"));
    private static final String OTHERS = "\0\"\\{}[]:, 09-.x\u00c3\u00ff";
    private static final List<String> MODELS = List.of("", "flash", "pro");

    private final Random random = new Random();
    private final List<Attempt> sent = new ArrayList<>();

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private JournalContents read(byte[] file) throws IOException {
        return JournalReader.read(
                new ByteArrayInputStream(file),
                (offset, length) -> Arrays.copyOfRange(file, (int) offset, (int) offset + length),
                "x.jsonl");
    }

    private JournalLine line(boolean renames) {
        int kind = random.nextInt(12);
        if (kind == 0) {
            return new JournalLine.Start(session(), START.plusSeconds(random.nextInt(100)), any(MODELS), 3);
        }
        if (kind == 1) {
            return new JournalLine.Header(1);
        }
        return kind == 2 && renames ? renamed() : row();
    }

    private JournalLine.Renamed renamed() {
        return new JournalLine.Renamed(any(SETTINGS), any(SETTINGS));
    }

    private String session() {
        return "s" + random.nextInt(3);
    }

    private JournalLine.Row row() {
        Prompt prompt = any(PROMPTS);
        JournalKey key = random.nextInt(10) == 0
                ? new JournalKey("edited", random.nextInt(2))
                : new JournalKey(KeyHash.under(any(SETTINGS)).text(prompt), random.nextInt(3));
        Result result =
                new Result(random.nextInt(4), prompt, outcome(), attempts(), true, OptionalDouble.empty(), any(MODELS));
        return new JournalLine.Row(session(), key, result);
    }

    private Outcome outcome() {
        return switch (random.nextInt(4)) {
            case 0 -> new Failed(ErrorKind.BLOCKED, "no " + random.nextInt(), Optional.empty());
            case 1 -> new Failed(ErrorKind.AUTH, "not settled", Optional.of(Reply.of("half")));
            default -> new Answered(Reply.of("answer " + random.nextInt()));
        };
    }

    /** At times with requests of another row before its own. */
    private List<Attempt> attempts() {
        List<Attempt> attempts = new ArrayList<>();
        while (!sent.isEmpty() && random.nextInt(3) == 0) {
            attempts.add(any(sent));
        }
        if (random.nextInt(4) > 0) {
            Attempt own = JournalRows.attempt(1, 0, random.nextInt(1_000_000));
            sent.add(own);
            attempts.add(own);
        }
        return attempts;
    }

    private void agree(long seed, boolean renames) throws IOException {
        random.setSeed(seed);
        sent.clear();
        MappedJournal map = new MappedJournal();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(LineFormat.encode(new JournalLine.Header(1)));
        for (int lines = random.nextInt(40); lines > 0; lines--) {
            JournalLine line = line(renames);
            map.add(line);
            byte[] bytes = LineFormat.encode(line);
            boolean other = random.nextInt(5) == 0;
            file.write(other ? (new String(bytes, UTF_8).strip() + " \r\n").getBytes(UTF_8) : bytes);
        }
        byte[] torn = LineFormat.encode(row());
        file.write(torn, 0, random.nextInt(torn.length - 1));
        JournalContents contents = read(file.toByteArray());

        assertThat(contents.sessions()).isEqualTo(map.sessions());
        assertThat(contents.rows(row -> true)).isEqualTo(new JournalContents.Rows(map.results(), map.models()));
        List<Result> answered = map.results().stream().filter(Result::ok).toList();
        assertThat(contents.rows(Result::ok).results()).isEqualTo(answered);
        find(contents, map);
        while (renames && random.nextBoolean()) {
            JournalLine.Renamed today = renamed();
            map.rename(today);
            contents.rename(today);
            find(contents, map);
        }
        while (random.nextInt(4) > 0) {
            // As a run writes it.
            JournalLine.Row row = row();
            map.add(row);
            file.write('\n');
            int offset = file.size();
            byte[] bytes = LineFormat.encode(row);
            file.write(bytes);
            contents.add(row, new RowIndex.Line(offset, bytes.length - 1, 0));
        }
    }

    private void find(JournalContents contents, MappedJournal map) {
        for (String settings : SETTINGS) {
            KeyHash hash = KeyHash.under(settings);
            for (Prompt prompt : PROMPTS) {
                for (int n = 0; n < 4; n++) {
                    JournalKey key = new JournalKey(hash.text(prompt), n);
                    boolean deduplicate = random.nextBoolean();
                    Optional<Result> found =
                            contents.find(key, 7, prompt, deduplicate).map(JournalContents.Found::result);
                    Optional<Result> expected = map.find(key, 7, prompt, deduplicate);
                    // Some ten thousand times.
                    if (!found.equals(expected)) {
                        assertThat(found).isEqualTo(expected);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void agreesWithAMapOfAllRows(boolean renames) throws IOException {
        for (long seed = 0; seed < 300; seed++) {
            try {
                agree(seed, renames);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    /** Whatever one byte of a line becomes, a glance takes no row that the whole line is not. */
    @Test
    void aGlanceTakesOnlyWhatTheWholeLineSays() throws IOException {
        random.setSeed(1);
        RowGlance glance = new RowGlance();
        int taken = 0;
        for (int round = 0; round < 15; round++) {
            byte[] line = LineFormat.encode(row());
            for (int i = 0; i < line.length; i++) {
                byte[] edited = line.clone();
                edited[i] = (byte) OTHERS.charAt(random.nextInt(OTHERS.length()));
                taken += isWhole(glance, edited) ? 1 : 0;
            }
            assertThat(isWhole(glance, line)).as(new String(line, UTF_8)).isEqualTo(isUsual(line));
        }
        assertThat(taken).isPositive();
    }

    private static boolean isUsual(byte[] line) {
        return !new String(line, UTF_8).contains("\"history\"");
    }

    private boolean isWhole(RowGlance glance, byte[] line) throws IOException {
        if (!glance.take(line, 0, line.length)) {
            return false;
        }
        JournalLine.Row row = (JournalLine.Row) LineFormat.decode(line, 0, line.length);
        assertThat(glance.key()).isEqualTo(KeyBits.of(row.key().key()));
        assertThat(glance.n()).isEqualTo(row.key().n());
        assertThat(glance.session()).isEqualTo(row.session());
        List<Attempt> attempts = row.result().attempts();
        assertThat(glance.attempts()).isEqualTo(attempts.size());
        assertThat(glance.flags())
                .isEqualTo(RowGlance.flags(row.result().ok(), row.result().settled(), attempts.size()));
        if (!attempts.isEmpty()) {
            assertThat(glance.queued()).isEqualTo(attempts.get(0).queued());
            assertThat(attempts).extracting(Attempt::finished).contains(glance.finished());
        }
        return true;
    }
}
