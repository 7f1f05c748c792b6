package batchbook.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Against the real databases, each in a file of its own. */
class DatabaseTest {
    @TempDir
    Path folder;

    private String url(String kind) {
        return "jdbc:" + kind + ":" + folder.resolve("reviews.db");
    }

    private static void execute(String url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Table reviews(int[] ids, String... texts) {
        return Table.create("", IntColumn.create("id", ids), StringColumn.create("text", texts));
    }

    private static List<String> cells(Table table) {
        return FormatsTest.cells(table);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "duckdb", "h2"})
    void aTableOfAllKindsComesHomeWithItsName(String kind) {
        Table table = FormatsTest.ofAllKinds();
        Database.write(table, url(kind), "reviews");
        Table home = Database.read(url(kind), "reviews");
        assertThat(cells(home)).isEqualTo(cells(table));
        assertThat(home.name()).isEqualTo("reviews");
        Database.write(table.emptyCopy(), url(kind), "reviews");
        assertThat(cells(Database.read(url(kind), "reviews"))).isEqualTo(cells(table.emptyCopy()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "duckdb", "h2"})
    void columnsWithoutAValueKeepTheirTypesAndNarrowOnesGrow(String kind) {
        Table table = Table.create(
                IntColumn.create("int", new Integer[] {null}),
                LongColumn.create("long", new long[] {7}),
                BooleanColumn.create("boolean", new Boolean[] {null}),
                DoubleColumn.create("double", new double[] {Double.POSITIVE_INFINITY}),
                FloatColumn.create("float", new float[] {1.5f}),
                ShortColumn.create("short", new short[] {3}));
        Database.write(table, url(kind), "t");
        assertThat(cells(Database.read(url(kind), "t")))
                .containsExactly(
                        "int INTEGER=",
                        "long LONG=7",
                        "boolean BOOLEAN=",
                        "double DOUBLE=Infinity",
                        "float DOUBLE=1.5",
                        "short INTEGER=3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "duckdb", "h2"})
    void namesMayBeAnything(String kind) {
        String name = "re\"views\"; DROP TABLE x; -- ' %_";
        Table table = Table.create(
                StringColumn.create("a\"b'; --", "'; DROP TABLE x; --"),
                StringColumn.create("select", "?"),
                StringColumn.create("größe 😀", "x"));
        Database.write(table, url(kind), name);
        assertThat(cells(Database.read(url(kind), name))).isEqualTo(cells(table));
        Database.upsert(table, url(kind), name, "a\"b'; --");
        assertThat(cells(Database.read(url(kind), name))).isEqualTo(cells(table));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "duckdb", "h2"})
    void aTableIsReplacedAndTheOthersStay(String kind) {
        Database.write(reviews(new int[] {1, 2}, "a", "b"), url(kind), "reviews");
        Database.write(reviews(new int[] {9}, "z"), url(kind), "others");
        Database.write(Table.create(StringColumn.create("text", "new")), url(kind), "reviews");
        assertThat(cells(Database.read(url(kind), "reviews"))).containsExactly("text STRING=new");
        assertThat(cells(Database.read(url(kind), "others"))).containsExactly("id INTEGER=9", "text STRING=z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "duckdb", "h2"})
    void byAKeyRowsAreChangedOrAddedAndTheOthersStay(String kind) {
        Database.upsert(reviews(new int[] {1, 2, 3}, "a", "b", "c"), url(kind), "reviews", "id");
        Table more = reviews(new int[] {3, 4, 2}, "", "d", "B");
        more.addColumns(DoubleColumn.create("score", 0.5, 1, Double.NaN));
        Database.upsert(more, url(kind), "reviews", "id");
        assertThat(cells(Database.read(url(kind), "SELECT * FROM \"reviews\" ORDER BY \"id\"")))
                .containsExactly("id INTEGER=1|2|3|4", "text STRING=a|B||d", "score DOUBLE=||0.5|1.0");
        // Columns that are not given keep what they have.
        Database.upsert(
                Table.create(IntColumn.create("ID", 1, 5), DoubleColumn.create("Score", 2, 3)),
                url(kind),
                "reviews",
                "ID");
        assertThat(cells(Database.read(url(kind), "SELECT * FROM \"reviews\" ORDER BY \"id\"")))
                .containsExactly("id INTEGER=1|2|3|4|5", "text STRING=a|B||d|", "score DOUBLE=2.0||0.5|1.0|3.0");
        Database.upsert(Table.create(IntColumn.create("id", 5, 6)), url(kind), "reviews", "id");
        assertThat(Database.read(url(kind), "reviews").rowCount()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "duckdb", "h2"})
    void aTableOfTheUsersOwnMayHaveAPrimaryKey(String kind) throws SQLException {
        execute(
                url(kind),
                "CREATE TABLE \"reviews\" (\"id\" INTEGER PRIMARY KEY, \"text\" VARCHAR(20) NOT NULL, \"stars\" BIGINT)",
                "INSERT INTO \"reviews\" VALUES (1, 'a', 5), (2, 'b', 4)");
        Database.upsert(reviews(new int[] {2, 3}, "B", "c"), url(kind), "reviews", "id");
        assertThat(cells(Database.read(url(kind), "SELECT * FROM \"reviews\" ORDER BY \"id\"")))
                .containsExactly("id INTEGER=1|2|3", "text STRING=a|B|c", "stars LONG=5|4|");
        assertThatThrownBy(() -> Database.upsert(reviews(new int[] {1, 9}, "A", ""), url(kind), "reviews", "id"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("jdbc:" + kind + ":");
        assertThat(Database.read(url(kind), "SELECT \"text\" FROM \"reviews\" WHERE \"id\" = 1")
                        .get(0, 0))
                .as("all or nothing")
                .isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "duckdb", "h2"})
    void aColumnThatCannotKeepTheValuesIsTold(String kind) {
        Database.write(reviews(new int[] {1}, "a"), url(kind), "reviews");
        Table texts = Table.create(IntColumn.create("id", new int[] {1}), IntColumn.create("text", new int[] {2}));
        assertThatThrownBy(() -> Database.upsert(texts, url(kind), "reviews", "id"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "the column \"text\" has whole numbers, and that of reviews in the database is one of texts");
        Table large = Table.create(LongColumn.create("id", new long[] {3_000_000_000L}));
        assertThatThrownBy(() -> Database.upsert(large, url(kind), "reviews", "id"))
                .hasMessageContaining("one of whole numbers that are smaller");
        // What has no value says nothing about its kind.
        Database.upsert(
                Table.create(StringColumn.create("text", "b"), IntColumn.create("id", new int[] {2})),
                url(kind),
                "reviews",
                "id");
        Database.upsert(
                Table.create(
                        DoubleColumn.create("text", new double[] {Double.NaN}), IntColumn.create("id", new int[] {2})),
                url(kind),
                "reviews",
                "id");
        assertThat(cells(Database.read(url(kind), "reviews"))).containsExactly("id INTEGER=1|2", "text STRING=a|");
    }

    @Test
    void keysThatAreNoneAreTold() {
        assertThatThrownBy(() -> Database.upsert(reviews(new int[] {1, 2, 1}, "a", "b", "c"), url("sqlite"), "r", "id"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rows 0 and 2 both have the id \"1\": which of them is to stay?");
        assertThatThrownBy(() -> Database.upsert(reviews(new int[] {1, 2}, "a", ""), url("sqlite"), "r", "text"))
                .hasMessage("row 1 has no value in \"text\", by which the rows are told");
        assertThatThrownBy(() -> Database.upsert(reviews(new int[] {1}, "a"), url("sqlite"), "r", "key"))
                .hasMessageContaining("there is no column \"key\" to tell the rows by: the table has [id, text]");
        assertThatThrownBy(() -> Database.write(Table.create("none"), url("sqlite"), "r"))
                .hasMessageContaining("no columns");
        assertThat(folder.resolve("reviews.db")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "duckdb"})
    void whatIsNotThereIsToldAndNothingIsMade(String kind) {
        assertThatThrownBy(() -> Database.read(url(kind), "reviews"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "there is no database " + folder.resolve("reviews.db").toAbsolutePath());
        assertThat(folder.resolve("reviews.db")).doesNotExist();
        Database.write(reviews(new int[] {1}, "a"), url(kind), "reviews");
        assertThatThrownBy(() -> Database.read(url(kind), "reviws"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(": it has reviews");
        assertThatThrownBy(() -> Database.read(url(kind), "SELECT nothing FROM \"reviews\""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nothing");
        assertThat(Database.read(url(kind), "REVIEWS").name()).isEqualTo("reviews");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "duckdb", "h2"})
    void aQueryIsATable(String kind) {
        Database.write(reviews(new int[] {1, 2}, "a", "b"), url(kind), "reviews");
        Table table = Database.read(
                url(kind),
                "SELECT count(*) AS \"n\", avg(\"id\") AS \"mean\", max(\"text\") AS \"n\", sum(\"id\" * 1.5) AS \"s\" FROM \"reviews\"");
        assertThat(table.columnNames()).containsExactly("n", "mean", "n_2", "s");
        assertThat(table.get(0, 1)).isEqualTo(1.5);
        assertThat(table.get(0, 3)).isEqualTo(4.5);
        assertThat(table.column("n").getString(0)).isEqualTo("2");
        assertThat(table.name()).isEmpty();
    }

    @Test
    void sqliteColumnsThatDoNotKeepToTheirTypesAreRead() throws SQLException {
        execute(
                url("sqlite"),
                "CREATE TABLE t (n INTEGER, day DATE, at DATETIME, b BOOLEAN, x, big INTEGER)",
                "INSERT INTO t VALUES (1, '2026-11-25', '2026-11-25 09:30:00', 1, 2.5, 3000000000)",
                "INSERT INTO t VALUES ('many', 'today', NULL, 0, 'y', 1)");
        assertThat(cells(Database.read(url("sqlite"), "t")))
                .containsExactly(
                        "n STRING=1|many",
                        "day STRING=2026-11-25|today",
                        "at LOCAL_DATE_TIME=2026-11-25T09:30|",
                        "b BOOLEAN=true|false",
                        "x STRING=2.5|y",
                        "big LONG=3000000000|1");
    }

    @Test
    void otherTypesOfDuckDbAreReadAsTheNearest() {
        Database.write(reviews(new int[] {1}, "a"), url("duckdb"), "t");
        Table table = Database.read(
                url("duckdb"),
                "SELECT [1, 2] AS list, 12::HUGEINT AS huge, 1.25::DECIMAL(5,2) AS decimal, 4000000000::UINTEGER AS u,"
                        + " 'x'::BLOB AS blob, uuid() AS id, NULL AS nothing, 'NaN'::DOUBLE AS nan,"
                        + " TIMESTAMP '2026-11-25 09:30:00.123456' AS at");
        assertThat(table.columns().stream().map(column -> column.type().name()).toList())
                .containsExactly(
                        "STRING",
                        "INTEGER",
                        "DOUBLE",
                        "LONG",
                        "STRING",
                        "STRING",
                        "STRING",
                        "DOUBLE",
                        "LOCAL_DATE_TIME");
        assertThat(table.get(0, 0)).isEqualTo("[1, 2]");
        assertThat(table.column("nan").isMissing(0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "duckdb"})
    void manyRowsAndColumnsAreWrittenInPieces(String kind) {
        int rows = 2_345;
        Table table =
                Table.create(IntColumn.create("id", IntStream.range(0, rows).toArray()));
        for (int column = 0; column < 30; column++) {
            table.addColumns(
                    IntColumn.create("c" + column, IntStream.range(0, rows).toArray()));
        }
        Database.write(table, url(kind), "t");
        Database.upsert(table, url(kind), "t", "id");
        assertThat(cells(Database.read(url(kind), "SELECT * FROM \"t\" ORDER BY \"id\"")))
                .isEqualTo(cells(table));
    }

    @Test
    void aDriverThatIsMissingIsToldWithTheLineThatLoadsIt() throws IOException {
        try (URLClassLoader loader =
                new URLClassLoader(classPath("duckdb", false), ClassLoader.getPlatformClassLoader())) {
            assertThat(sentence(loader, "jdbc:duckdb:"))
                    .contains(
                            "there is no driver for jdbc:duckdb: on the class path", "\n%maven org.duckdb:duckdb_jdbc:")
                    .contains(" a dependency");
            assertThat(sentence(loader, "jdbc:oracle:thin:scott/tiger@host"))
                    .contains("jdbc:oracle:", "coordinates")
                    .doesNotContain("tiger");
        }
    }

    private static URL asUrl(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sentence(ClassLoader loader, String url) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            loader.loadClass("batchbook.file.Database")
                    .getMethod("read", String.class, String.class)
                    .invoke(null, url, "select 1");
            return "";
        } catch (ReflectiveOperationException e) {
            return String.valueOf(e.getCause());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** A notebook's %maven loads it where the classes of this library cannot see it. */
    @Test
    void aDriverThatOnlyTheThreadsClassLoaderKnowsIsFound() throws IOException {
        try (URLClassLoader kernel =
                        new URLClassLoader(classPath("duckdb", false), ClassLoader.getPlatformClassLoader());
                URLClassLoader cells = new URLClassLoader(classPath("duckdb", true), kernel)) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(cells);
            try {
                Object table = kernel.loadClass("batchbook.file.Database")
                        .getMethod("read", String.class, String.class)
                        .invoke(null, "jdbc:duckdb:", "SELECT 42 AS x");
                assertThat(table)
                        .hasToString(
                                Database.read("jdbc:duckdb:", "SELECT 42 AS x").toString());
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }

    private static URL[] classPath(String jar, boolean only) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains(jar) == only)
                .map(DatabaseTest::asUrl)
                .toArray(URL[]::new);
    }

    @Test
    void theVersionsThatAreNamedAreThoseOfTheBuild() throws IOException {
        String pom = Files.readString(Path.of("..", "pom.xml"));
        assertThat(Drivers.KNOWN.values()).allSatisfy(driver -> {
            String[] coordinates = driver.split(":", -1);
            assertThat(pom).contains("<artifactId>" + coordinates[1] + "</artifactId>", ">" + coordinates[2] + "<");
        });
    }

    @Test
    void aPasswordInAnAddressIsNotRepeated() {
        assertThatThrownBy(() -> Database.read("jdbc:h2:tcp://127.0.0.1:1/x;PASSWORD=secret", "t"))
                .isInstanceOf(IllegalStateException.class)
                .message()
                .startsWith("jdbc:h2:tcp://127.0.0.1:1/x: ")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "duckdb"})
    void itDoesNotDependOnTheLocale(String kind) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            Database.write(FormatsTest.ofAllKinds(), url(kind), "İSTANBUL");
            assertThat(cells(Database.read(url(kind), "İSTANBUL"))).isEqualTo(cells(FormatsTest.ofAllKinds()));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aTextMayHaveAMillionCharactersInADatabase() {
        Table table = Table.create(StringColumn.create("text", "wörd ".repeat(200_000), "b"));
        for (String kind : List.of("sqlite", "duckdb")) {
            Database.write(table, url(kind).replace("reviews.db", kind + ".db"), "t");
            assertThat(Database.read(url(kind).replace("reviews.db", kind + ".db"), "t")
                            .stringColumn("text")
                            .asList())
                    .isEqualTo(table.stringColumn("text").asList());
        }
    }
}
