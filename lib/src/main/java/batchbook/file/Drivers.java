package batchbook.file;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Connections by the drivers that the user's class path has. JDBC's own {@code DriverManager} sees those of the class loader
 * that loaded this class; what a cell of a notebook adds with {@code %maven} or {@code %classpath} is in another one.
 */
final class Drivers {
    static final Map<String, String> KNOWN = Map.of(
            "duckdb", "org.duckdb:duckdb_jdbc:2.0.0.1",
            "sqlite", "org.xerial:sqlite-jdbc:3.54.1.0",
            "h2", "com.h2database:h2:2.4.240");

    private Drivers() {}

    /**
     * A connection of its own.
     *
     * @throws IllegalStateException when there is no driver for it, with the line that loads it
     * @throws SQLException when the driver cannot connect
     */
    static Connection connect(String url) throws SQLException {
        Iterator<Driver> drivers = ServiceLoader.load(
                        Driver.class, Thread.currentThread().getContextClassLoader())
                .iterator();
        while (true) {
            try {
                if (!drivers.hasNext()) {
                    return ofTheManager(url);
                }
                Driver driver = drivers.next();
                Connection connection = driver.acceptsURL(url) ? driver.connect(url, new Properties()) : null;
                if (connection != null) {
                    return connection;
                }
            } catch (ServiceConfigurationError e) {
                // One that cannot be loaded is not the one that is looked for, or there is a sentence about it below.
            }
        }
    }

    private static Connection ofTheManager(String url) throws SQLException {
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw missing(url, e);
        }
        return DriverManager.getConnection(url);
    }

    private static IllegalStateException missing(String url, SQLException cause) {
        String kind = url.split(":", 3)[1];
        String driver = KNOWN.get(kind);
        return new IllegalStateException(
                "there is no driver for jdbc:" + kind + ": on the class path. "
                        + (driver == null
                                ? "Its maker names the Maven coordinates: in a notebook, run %maven with them in a cell of its"
                                        + " own; in a program, make it a dependency."
                                : "In a notebook, run this in a cell of its own, then that cell again:\n%maven "
                                        + driver + "\nIn a program, make " + driver + " a dependency."),
                cause);
    }
}
