package dev.astir.tracker.micronaut;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.format.ReadableBytes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings {@code astir.tracker.*}. Bounds and meanings are those of {@code
 * ActivityTracker.Builder} and {@code PostgresActivityStore.Builder}. Immutable.
 *
 * @param enabled false turns tracking off; then no data source is needed
 * @param clientId where the client's id is, the first that is found counts: a list of {@code
 *     json:NAME}, {@code query:NAME}, {@code header:NAME} and {@code principal}; a {@code
 *     ClientIdResolver} bean replaces it
 * @param bodyLimit how many bytes of a JSON body are looked at: 1 to 16 MB
 * @param activity true counts an activity of the client for each request: the method and the
 *     template of the matched route, such as {@code POST /items/{id}}, unless an {@code
 *     ActivityResolver} bean names it
 * @param datasource the name of the DataSource bean that is written to
 * @param createTables true creates at the start those tables that are not there
 * @param schema the schema of the tables; without it, the search path decides
 * @param table the table of the clients
 * @param dailyTable the table of counted activities; without it, the name of the other with {@code
 *     _daily} behind it
 * @param maxIdLength the length of the tables' id columns, in characters
 * @param maxActivityLength the length of the activity column, in characters
 * @param flushInterval the longest time between flushes
 * @param maxBatchSize how many pending clients are flushed early
 * @param maxPending how many clients can be pending
 * @param granularity a client seen again within this is not written again
 * @param shutdownTimeout how long the last flush may take
 */
@ConfigurationProperties(TrackerConfiguration.PREFIX)
public record TrackerConfiguration(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "json:client_id, query:client_id") String clientId,
        @Bindable(defaultValue = "64KB") @ReadableBytes long bodyLimit,
        @Bindable(defaultValue = "false") boolean activity,
        @Bindable(defaultValue = TrackerConfiguration.DEFAULT_DATASOURCE) String datasource,
        @Bindable(defaultValue = "false") boolean createTables,
        @Nullable String schema,
        @Bindable(defaultValue = "client_activity") String table,
        @Nullable String dailyTable,
        @Bindable(defaultValue = "50") int maxIdLength,
        @Bindable(defaultValue = "100") int maxActivityLength,
        @Bindable(defaultValue = "1s") Duration flushInterval,
        @Bindable(defaultValue = "100") int maxBatchSize,
        @Bindable(defaultValue = "100000") int maxPending,
        @Bindable(defaultValue = "0s") Duration granularity,
        @Bindable(defaultValue = "10s") Duration shutdownTimeout) {

    static final String PREFIX = "astir.tracker";
    static final String ENABLED = PREFIX + ".enabled";
    static final String DEFAULT_DATASOURCE = "default";
}
