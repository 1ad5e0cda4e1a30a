package dev.astir.tracker.servlet;

import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.postgres.PostgresActivityStore;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The {@code init-param}s of a filter that a container makes. */
final class FilterSettings {
    private static final String CLIENT_ID = "clientId";
    private static final String DATA_SOURCE = "dataSource";
    private static final String SCHEMA = "schema";
    private static final String TABLE = "table";
    private static final String MAX_ID_LENGTH = "maxIdLength";
    private static final String FLUSH_INTERVAL = "flushInterval";
    private static final String MAX_BATCH_SIZE = "maxBatchSize";
    private static final Set<String> NAMES =
            new TreeSet<>(
                    Set.of(
                            CLIENT_ID,
                            DATA_SOURCE,
                            SCHEMA,
                            TABLE,
                            MAX_ID_LENGTH,
                            FLUSH_INTERVAL,
                            MAX_BATCH_SIZE));

    private static final String JNDI_NAME =
            "the JNDI name of a DataSource, such as java:comp/env/jdbc/main";
    private static final String DEFAULT_CLIENT_ID = "json:client_id, query:client_id";

    private final FilterConfig config;

    FilterSettings(FilterConfig config) throws ServletException {
        this.config = config;
        for (String name : Collections.list(config.getInitParameterNames())) {
            if (!NAMES.contains(name)) {
                throw new ServletException(
                        "Unknown init-param \"%s\"; there are %s".formatted(name, NAMES));
            }
        }
    }

    ClientIdResolver resolver() throws ServletException {
        String list = config.getInitParameter(CLIENT_ID);
        try {
            return list == null ? defaultResolver() : ClientIdResolver.parse(list);
        } catch (IllegalArgumentException e) {
            throw new ServletException("The init-param " + e.getMessage(), e);
        }
    }

    static ClientIdResolver defaultResolver() {
        return ClientIdResolver.parse(DEFAULT_CLIENT_ID);
    }

    ActivityTracker tracker() throws ServletException {
        PostgresActivityStore.Builder store = PostgresActivityStore.builder(dataSource());
        set(SCHEMA, "a name", text -> store.schema(text));
        set(TABLE, "a name", text -> store.table(text));
        set(MAX_ID_LENGTH, "a number", text -> store.maxIdLength(Integer.parseInt(text)));
        ActivityTracker.Builder tracker = ActivityTracker.builder(store.build());
        set(
                FLUSH_INTERVAL,
                "an ISO-8601 duration such as PT1S",
                text -> tracker.flushInterval(Duration.parse(text)));
        set(MAX_BATCH_SIZE, "a number", text -> tracker.maxBatchSize(Integer.parseInt(text)));
        return tracker.build();
    }

    @SuppressWarnings("BanJNDI") // a name of the container's own, from the deployment descriptor
    private DataSource dataSource() throws ServletException {
        String name = config.getInitParameter(DATA_SOURCE);
        if (name == null) {
            throw new ServletException("The init-param dataSource is missing: " + JNDI_NAME);
        }
        if (!name.startsWith("java:")) { // and not the address of some server
            throw wrong(DATA_SOURCE, name, JNDI_NAME);
        }
        try {
            if (new InitialContext().lookup(name) instanceof DataSource dataSource) {
                return dataSource;
            }
        } catch (NamingException e) {
            throw (ServletException) wrong(DATA_SOURCE, name, JNDI_NAME).initCause(e);
        }
        throw wrong(DATA_SOURCE, name, JNDI_NAME);
    }

    private void set(String name, String allowed, Function<String, ?> setter)
            throws ServletException {
        String value = config.getInitParameter(name);
        if (value == null) {
            return;
        }
        try {
            Object unused = setter.apply(value.strip());
        } catch (NumberFormatException | DateTimeParseException e) {
            throw (ServletException) wrong(name, value, allowed).initCause(e);
        } catch (IllegalArgumentException e) {
            throw new ServletException("The init-param " + e.getMessage(), e);
        }
    }

    private static ServletException wrong(String name, String value, String allowed) {
        return new ServletException(
                "The init-param %s must be %s, but is \"%s\"".formatted(name, allowed, value));
    }
}
