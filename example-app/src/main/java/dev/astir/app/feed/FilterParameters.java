package dev.astir.app.feed;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a filter of events, for {@code /openapi.json}: {@link
 * dev.astir.stream.EventFilter#fromQuery} reads them from the request, and refuses what is wrong.
 * Immutable.
 */
@Introspected
record FilterParameters(
        @Nullable
                @QueryValue
                @Parameter(
                        description =
                                "events of these types: `task.created`, or `task.*` for all that begin so")
                List<String> type,
        @Nullable @QueryValue @Parameter(description = "what these did, by their ids")
                List<String> actor,
        @Nullable @QueryValue @Parameter(description = "events about these kinds of things")
                List<String> entityType,
        @Nullable @QueryValue @Parameter(description = "events about these things")
                List<String> entityId,
        @Nullable @QueryValue @Parameter(description = "events with these words in their message")
                String q,
        @Nullable
                @QueryValue
                @Parameter(description = "those that are important alone, or the others alone")
                @Schema(type = "boolean")
                String important,
        @Nullable
                @QueryValue
                @Parameter(description = "events that happened from here on")
                @Schema(format = "date-time")
                String from,
        @Nullable
                @QueryValue
                @Parameter(description = "events that happened before")
                @Schema(format = "date-time")
                String to) {}
