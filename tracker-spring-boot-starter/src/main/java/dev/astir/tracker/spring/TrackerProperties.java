package dev.astir.tracker.spring;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings {@code astir.tracker.*}. Bounds and meanings are those of {@code
 * ActivityTracker.Builder}, {@code PostgresActivityStore.Builder} and {@code
 * ActivityTrackingFilter.Builder}. Immutable.
 *
 * @param enabled Whether to track. When false, no DataSource is needed, and an injected
 *     ActivityTracker does nothing.
 * @param datasource Name of the DataSource bean to write to. By default the primary or only one.
 * @param schema Schema of the table. By default the connection's search path decides.
 * @param table Table with one row a client.
 * @param dailyTable Table of counted activities. By default the name of the other table with
 *     "_daily" behind it.
 * @param maxIdLength Length of the tables' id columns, in characters. Longer ids are refused.
 * @param maxActivityLength Length of the activity column, in characters.
 * @param createTables Whether to create at the start those tables that are not there.
 * @param flushInterval Longest time between two flushes.
 * @param maxBatchSize Number of distinct pending clients that are flushed early.
 * @param maxPending Number of distinct clients that can be pending while the database is down.
 * @param granularity A client that is seen again within this time is not written again.
 * @param shutdownTimeout How long the last flush may take when the application ends.
 * @param clientId Where a request's client id is, the first that is found counts: json:NAME (a
 *     field at the top level of a JSON body), query:NAME, header:NAME, principal.
 * @param bodyLimit How much of a JSON body is looked at: 1 byte to 16 MB.
 * @param activity Whether each request also counts an activity of its client: the method and the
 *     pattern of the matched route, such as "POST /items/{id}". Requests with a method that HTTP
 *     does not define, and those left to Spring Boot's static resources, count none.
 * @param filterOrder Order of the servlet filter. By default it is the last place for filters that
 *     wrap requests, after Spring Security.
 */
@ConfigurationProperties("astir.tracker")
public record TrackerProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String datasource,
        @Nullable String schema,
        @DefaultValue("client_activity") String table,
        @Nullable String dailyTable,
        @DefaultValue("50") int maxIdLength,
        @DefaultValue("100") int maxActivityLength,
        @DefaultValue("false") boolean createTables,
        @DefaultValue("1s") Duration flushInterval,
        @DefaultValue("100") int maxBatchSize,
        @DefaultValue("100000") int maxPending,
        @DefaultValue("0s") Duration granularity,
        @DefaultValue("10s") Duration shutdownTimeout,
        @DefaultValue({"json:client_id", "query:client_id"}) List<String> clientId,
        @DefaultValue("64KB") DataSize bodyLimit,
        @DefaultValue("false") boolean activity,
        @DefaultValue("0") int filterOrder) {

    /** Copies the list. */
    public TrackerProperties {
        clientId = List.copyOf(clientId);
    }
}
