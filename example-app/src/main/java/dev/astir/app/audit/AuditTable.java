package dev.astir.app.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.astir.app.web.Page;
import dev.astir.stream.CsvText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The trail as CSV, a page at a time. Not thread-safe. */
final class AuditTable implements Files.Parts {

    private static final List<String> HEADER =
            List.of(
                    "id",
                    "at",
                    "kind",
                    "action",
                    "actorId",
                    "actorName",
                    "actorRole",
                    "via",
                    "personId",
                    "personName",
                    "details");

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
            csv.line(HEADER);
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
        return Arrays.asList(
                entry.id().toString(),
                entry.at().toString(),
                entry.kind(),
                entry.action(),
                Objects.toString(entry.actorId(), null),
                entry.actorName(),
                entry.actorRole(),
                entry.via(),
                Objects.toString(entry.personId(), null),
                entry.personName(),
                JSON.writeValueAsString(entry.details()));
    }
}
