package dev.astir.app.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.astir.app.files.Files;
import dev.astir.stream.CsvText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** A copy of somebody's data as a ZIP of tables, one a kind, a page at a time. Not thread-safe. */
final class DataTables implements Files.Parts {

    private final Iterator<StoredKind> kinds;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(written, UTF_8);

    private @Nullable StoredKind kind;
    private @Nullable Object after;
    private boolean isOver;

    DataTables(List<StoredKind> kinds) {
        this.kinds = kinds.iterator();
    }

    @Override
    public boolean writeNext(OutputStream out) throws IOException {
        if (isOver) {
            return false;
        }
        StoredKind current = kind;
        if (current != null) {
            page(current, after, new StringBuilder());
        } else if (kinds.hasNext()) {
            current = kinds.next();
            zip.putNextEntry(new ZipEntry(current.name() + ".csv"));
            StringBuilder text = new StringBuilder();
            new CsvText(text).line(current.columns());
            page(current, null, text);
        } else {
            isOver = true;
            zip.close();
        }
        written.writeTo(out);
        written.reset();
        return true;
    }

    private void page(StoredKind current, @Nullable Object from, StringBuilder text)
            throws IOException {
        StoredKind.Rows page = current.page(from);
        CsvText csv = new CsvText(text);
        for (List<@Nullable Object> row : page.rows()) {
            for (Object value : row) {
                csv.cell(
                        value instanceof List<?> list
                                ? String.join(" ", list.stream().map(String::valueOf).toList())
                                : Objects.toString(value, null));
            }
            csv.endLine();
        }
        zip.write(text.toString().getBytes(UTF_8));
        after = page.next();
        kind = after == null ? null : current;
        if (after == null) {
            zip.closeEntry();
        }
    }
}
