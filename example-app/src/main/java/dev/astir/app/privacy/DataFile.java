package dev.astir.app.privacy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.astir.app.files.Files;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A copy of somebody's data as one JSON object, a page at a time. Not thread-safe. */
final class DataFile implements Files.Parts {

    private final Iterator<StoredKind> kinds;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final JsonGenerator json;
    private final Instant now;

    private @Nullable StoredKind kind;
    private @Nullable Object after;
    private boolean isBegun;

    DataFile(List<StoredKind> kinds, Instant now) throws IOException {
        this.kinds = kinds.iterator();
        this.now = now;
        this.json = new JsonFactory().createGenerator(written);
    }

    @Override
    public boolean writeNext(OutputStream out) throws IOException {
        if (json.isClosed()) {
            return false;
        }
        if (!isBegun) {
            isBegun = true;
            json.writeStartObject();
            json.writeStringField("madeAt", now.toString());
        }
        StoredKind current = kind;
        if (current == null && !kinds.hasNext()) {
            json.writeEndObject();
            json.close();
        } else if (current == null) {
            current = kinds.next();
            json.writeArrayFieldStart(current.name());
            page(current, null);
        } else {
            page(current, after);
        }
        json.flush();
        written.writeTo(out);
        written.reset();
        return true;
    }

    private void page(StoredKind current, @Nullable Object from) throws IOException {
        StoredKind.Rows page = current.page(from);
        List<String> columns = current.columns();
        for (List<@Nullable Object> row : page.rows()) {
            json.writeStartObject();
            for (int i = 0; i < columns.size(); i++) {
                json.writeFieldName(columns.get(i));
                value(row.get(i));
            }
            json.writeEndObject();
        }
        after = page.next();
        kind = after == null ? null : current;
        if (after == null) {
            json.writeEndArray();
        }
    }

    private void value(@Nullable Object value) throws IOException {
        if (value instanceof StoredKind.Json raw) {
            json.writeRawValue(raw.text());
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                json.writeString(String.valueOf(element));
            }
            json.writeEndArray();
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }
}
