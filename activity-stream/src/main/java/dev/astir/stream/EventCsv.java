package dev.astir.stream;

import dev.astir.stream.feed.EventJson;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events as CSV by RFC 4180: a header, lines that end in CR LF, quotes where they are needed. No
 * spreadsheet runs a cell as a formula, see {@link SpreadsheetText}. Not thread-safe.
 */
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

    private final Appendable out;
    private boolean isLineBegun;

    EventCsv(Appendable out) {
        this.out = out;
    }

    void header() throws IOException {
        for (String name : HEADER) {
            cell(name);
        }
        endLine();
    }

    void row(ActivityEvent event) throws IOException {
        cell(event.id().toString());
        cell(event.timestamp().toString());
        cell(event.eventType());
        cell(event.actorId());
        cell(event.actorName());
        cell(event.entityType());
        cell(event.entityId());
        cell(event.entityName());
        cell(event.entityReference());
        cell(event.entityUrl());
        cell(event.message());
        cell(Boolean.toString(event.important()));
        cell(EventJson.writeObject(event.metadata()));
        endLine();
    }

    private void cell(@Nullable String value) throws IOException {
        if (isLineBegun) {
            out.append(',');
        }
        isLineBegun = true;
        if (value == null || value.isEmpty()) {
            return;
        }
        String text = SpreadsheetText.defused(value);
        if (needsQuotes(text)) {
            out.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            out.append(text);
        }
    }

    private static boolean needsQuotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\r' || c == '\n') {
                return true;
            }
        }
        return false;
    }

    private void endLine() throws IOException {
        out.append("\r\n");
        isLineBegun = false;
    }
}
