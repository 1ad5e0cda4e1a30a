package dev.astir.tracker.servlet;

import dev.astir.tracker.ActivityStore;
import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.http.JsonField;
import dev.astir.tracker.postgres.PostgresActivityStore;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The {@code init-param}s of a filter that a container makes. */
final class FilterSettings {
    private static final String CLIENT_ID = "clientId";
    private static final String BODY_LIMIT = "bodyLimit";
    private static final String DATA_SOURCE = "dataSource";
    private static final String SCHEMA = "schema";
    private static final String TABLE = "table";
    private static final String MAX_ID_LENGTH = "maxIdLength";
    private static final String DAILY_TABLE = "dailyTable";
    private static final String MAX_ACTIVITY_LENGTH = "maxActivityLength";
    private static final String CREATE_TABLES = "createTables";
    private static final String FLUSH_INTERVAL = "flushInterval";
    private static final String MAX_BATCH_SIZE = "maxBatchSize";
    private static final String MAX_PENDING = "maxPending";
    private static final String GRANULARITY = "granularity";
    private static final String SHUTDOWN_TIMEOUT = "shutdownTimeout";
    private static final String ENABLED = "enabled";
    private static final List<String> NAMES =
            List.of(
                    BODY_LIMIT,
                    CLIENT_ID,
                    CREATE_TABLES,
                    DAILY_TABLE,
                    DATA_SOURCE,
                    ENABLED,
                    FLUSH_INTERVAL,
                    GRANULARITY,
                    MAX_ACTIVITY_LENGTH,
                    MAX_BATCH_SIZE,
                    MAX_ID_LENGTH,
                    MAX_PENDING,
                    SCHEMA,
                    SHUTDOWN_TIMEOUT,
                    TABLE);

    private static final String JNDI_NAME =
            "the JNDI name of a DataSource, such as java:comp/env/jdbc/main";

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
        return get(CLIENT_ID, ClientIdResolver.byDefault(), ClientIdResolver::parse);
    }

    int bodyLimit() throws ServletException {
        return get(
                BODY_LIMIT,
                ActivityTrackingFilter.DEFAULT_BODY_LIMIT,
                text -> JsonField.checkedLimit(BODY_LIMIT, SettingText.number(BODY_LIMIT, text)));
    }

    boolean enabled() throws ServletException {
        return get(ENABLED, true, text -> SettingText.flag(ENABLED, text));
    }

    /** Makes the tracker, when all that can be wrong with the parameters has been checked. */
    ActivityTracker tracker() throws ServletException {
        boolean createTables =
                get(CREATE_TABLES, false, text -> SettingText.flag(CREATE_TABLES, text));
        if (!enabled()) {
            return ActivityTracker.builder(sightings -> {}).enabled(false).build();
        }
        PostgresActivityStore.Builder builder = PostgresActivityStore.builder(dataSource());
        set(SCHEMA, builder::schema);
        set(TABLE, builder::table);
        set(MAX_ID_LENGTH, text -> builder.maxIdLength(SettingText.number(MAX_ID_LENGTH, text)));
        set(DAILY_TABLE, builder::dailyTable);
        set(
                MAX_ACTIVITY_LENGTH,
                text -> builder.maxActivityLength(SettingText.number(MAX_ACTIVITY_LENGTH, text)));
        PostgresActivityStore store = checked(builder::build);
        if (!createTables) {
            return tracker(store).build();
        }
        TableCreatingStore creating = new TableCreatingStore(store);
        ActivityTracker.Builder tracker = tracker(creating);
        creating.tryToCreate();
        return tracker.build();
    }

    private ActivityTracker.Builder tracker(ActivityStore store) throws ServletException {
        ActivityTracker.Builder tracker = ActivityTracker.builder(store);
        set(
                FLUSH_INTERVAL,
                text -> tracker.flushInterval(SettingText.duration(FLUSH_INTERVAL, text)));
        set(MAX_BATCH_SIZE, text -> tracker.maxBatchSize(SettingText.number(MAX_BATCH_SIZE, text)));
        set(MAX_PENDING, text -> tracker.maxPending(SettingText.number(MAX_PENDING, text)));
        set(GRANULARITY, text -> tracker.granularity(SettingText.duration(GRANULARITY, text)));
        set(
                SHUTDOWN_TIMEOUT,
                text -> tracker.shutdownTimeout(SettingText.duration(SHUTDOWN_TIMEOUT, text)));
        return tracker;
    }

    @SuppressWarnings("BanJNDI") // a name of the container's own, from the deployment descriptor
    private DataSource dataSource() throws ServletException {
        String name = value(DATA_SOURCE);
        if (name == null) {
            throw new ServletException("The init-param dataSource is missing: " + JNDI_NAME);
        }
        if (!name.startsWith("java:")) { // and not the address of some server
            throw noDataSource(name, null);
        }
        try {
            if (new InitialContext().lookup(name) instanceof DataSource dataSource) {
                return dataSource;
            }
        } catch (NamingException e) {
            throw noDataSource(name, e);
        }
        throw noDataSource(name, null);
    }

    private static ServletException noDataSource(String name, @Nullable Exception cause) {
        return new ServletException(
                "The init-param dataSource must be %s, but is \"%s\"".formatted(JNDI_NAME, name),
                cause);
    }

    private void set(String name, Function<String, ?> setter) throws ServletException {
        Object unused = get(name, name, setter);
    }

    private <T> T get(String name, T byDefault, Function<String, ? extends T> parser)
            throws ServletException {
        String value = value(name);
        return value == null ? byDefault : checked(() -> parser.apply(value));
    }

    private static <T> T checked(Supplier<? extends T> setting) throws ServletException {
        try {
            return setting.get();
        } catch (IllegalArgumentException e) {
            throw new ServletException("The init-param " + e.getMessage(), e);
        }
    }

    private @Nullable String value(String name) {
        String value = config.getInitParameter(name);
        return value == null ? null : value.strip();
    }
}
