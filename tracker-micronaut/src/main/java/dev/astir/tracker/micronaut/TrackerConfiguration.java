package dev.astir.tracker.micronaut;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings {@code astir.tracker.*}. Bounds and meanings are those of {@code
 * ActivityTracker.Builder} and {@code PostgresActivityStore.Builder}. Immutable.
 *
 * @param enabled false turns tracking off; then no data source is needed
 * @param datasource the name of the DataSource bean that is written to
 * @param schema the schema of the table; without it, the search path decides
 * @param table the table
 * @param maxIdLength the length of the table's id column, in characters
 * @param flushInterval the longest time between flushes
 * @param maxBatchSize how many pending clients are flushed early
 * @param maxPending how many clients can be pending
 * @param granularity a client seen again within this is not written again
 * @param shutdownTimeout how long the last flush may take
 */
@ConfigurationProperties("astir.tracker")
public record TrackerConfiguration(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "default") String datasource,
        @Nullable String schema,
        @Bindable(defaultValue = "client_activity") String table,
        @Bindable(defaultValue = "50") int maxIdLength,
        @Bindable(defaultValue = "1s") Duration flushInterval,
        @Bindable(defaultValue = "100") int maxBatchSize,
        @Bindable(defaultValue = "100000") int maxPending,
        @Bindable(defaultValue = "0s") Duration granularity,
        @Bindable(defaultValue = "10s") Duration shutdownTimeout) {}
