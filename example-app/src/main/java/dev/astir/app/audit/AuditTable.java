package dev.astir.app.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.astir.app.files.Files;
import dev.astir.app.web.Page;
import dev.astir.stream.CsvText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The trail as CSV, a page at a time. Not thread-safe. */
final class AuditTable implements Files.Parts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Audit audit;
    private final UUID organizationId;
    private final AuditFilter filter;
    private @Nullable UUID after;
    private boolean isBegun;
    private boolean isOver;

    AuditTable(Audit audit, UUID organizationId, AuditFilter filter) {
        this.audit = audit;
        this.organizationId = organizationId;
        this.filter = filter;
    }

    @Override
    public boolean writeNext(OutputStream out) throws IOException {
        if (isOver) {
            return false;
        }
        StringBuilder text = new StringBuilder();
        CsvText csv = new CsvText(text);
        if (!isBegun) {
            isBegun = true;
            csv.line(AuditColumn.all().stream().map(AuditColumn::title).toList());
        }
        Page<AuditEntry> page = audit.page(organizationId, filter, after, Page.MAX_LIMIT);
        for (AuditEntry entry : page.items()) {
            csv.line(cells(entry));
            after = entry.id();
        }
        isOver = page.next() == null;
        out.write(text.toString().getBytes(UTF_8));
        return true;
    }

    private static List<@Nullable String> cells(AuditEntry entry) throws IOException {
        List<@Nullable String> cells = new ArrayList<>();
        for (AuditColumn column : AuditColumn.values()) {
            cells.add(
                    column == AuditColumn.DETAILS
                            ? JSON.writeValueAsString(entry.details())
                            : column.text(entry));
        }
        return cells;
    }
}
