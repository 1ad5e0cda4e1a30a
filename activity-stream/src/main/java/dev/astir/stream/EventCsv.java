package dev.astir.stream;

import dev.astir.stream.feed.EventJson;
import java.io.IOException;
import java.util.List;

/** Events as {@link CsvText}, with a header. Not thread-safe. */
final class EventCsv {
    private static final List<String> HEADER =
            List.of(
                    "id",
                    "timestamp",
                    "eventType",
                    "actorId",
                    "actorName",
                    "entityType",
                    "entityId",
                    "entityName",
                    "entityReference",
                    "entityUrl",
                    "message",
                    "important",
                    "metadata");

    private final CsvText csv;

    EventCsv(Appendable out) {
        csv = new CsvText(out);
    }

    void header() throws IOException {
        for (String name : HEADER) {
            csv.cell(name);
        }
        csv.endLine();
    }

    void row(ActivityEvent event) throws IOException {
        csv.cell(event.id().toString());
        csv.cell(event.timestamp().toString());
        csv.cell(event.eventType());
        csv.cell(event.actorId());
        csv.cell(event.actorName());
        csv.cell(event.entityType());
        csv.cell(event.entityId());
        csv.cell(event.entityName());
        csv.cell(event.entityReference());
        csv.cell(event.entityUrl());
        csv.cell(event.message());
        csv.cell(Boolean.toString(event.important()));
        csv.cell(EventJson.writeObject(event.metadata()));
        csv.endLine();
    }
}
