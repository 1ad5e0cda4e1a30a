package dev.astir.app.alerts;

import dev.astir.app.alerts.AlertChanged.Change;
import dev.astir.app.identity.Caller;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.timesheets.Deciders;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people say to alerts: the person concerned explains, until somebody who sees them resolves
 * it. Each holds the alert, so that of two at once the second finds what the first did. Methods
 * block. Thread-safe.
 */
@Singleton
public class AlertAnswers {

    private final AlertRepository rows;
    private final AlertBook book;
    private final AlertChanges changes;
    private final Deciders deciders;
    private final Transactions transactions;
    private final Trail trail;

    AlertAnswers(
            AlertRepository rows,
            AlertBook book,
            AlertChanges changes,
            Deciders deciders,
            Transactions transactions,
            Trail trail) {
        this.rows = rows;
        this.book = book;
        this.changes = changes;
        this.deciders = deciders;
        this.transactions = transactions;
        this.trail = trail;
    }

    /**
     * The person concerned says what was, in place of what they said before.
     *
     * @throws ProblemException 404 when the caller sees no such alert, 403 {@code not-your-alert}
     *     when it is about somebody else, 409 {@code alert-resolved}
     */
    Alert explain(Caller caller, UUID id, String text) {
        UUID organizationId = caller.organizationId();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    AlertRow row = hold(caller, id);
                    if (!caller.userId().equals(row.userId())) {
                        throw ProblemException.forbidden(
                                "not-your-alert",
                                "Only the person whom the alert is about explains it.");
                    }
                    requireUnresolved(row);
                    if (text.equals(row.explanation())) {
                        return row.alert();
                    }
                    rows.explain(organizationId, id, text, book.now());
                    Map<String, @Nullable Object> said = new LinkedHashMap<>();
                    said.put("before", row.explanation());
                    said.put("after", text);
                    trail.changed(
                            caller.actor(),
                            AlertFeed.type(Change.EXPLAINED),
                            row.userId(),
                            Map.of("alertId", id, "alertType", row.type(), "text", said));
                    return changes.tell(organizationId, id, Change.EXPLAINED, caller.userId());
                });
    }

    /**
     * Somebody who sees the person looked at it, and is content. It may be open still; then it does
     * not open again for the same stretch.
     *
     * @throws ProblemException 404 when the caller sees no such alert, 403 {@code your-own-alert}
     *     while somebody else can, 409 {@code alert-resolved} with who did and when
     */
    Alert resolve(Caller caller, UUID id, @Nullable String note) {
        UUID organizationId = caller.organizationId();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    AlertRow row = hold(caller, id);
                    UUID userId = row.userId();
                    if (userId != null && !deciders.mayDecide(caller, userId)) {
                        throw ProblemException.forbidden(
                                "your-own-alert",
                                "Nobody resolves an alert about themselves while somebody else"
                                        + " can.");
                    }
                    requireUnresolved(row);
                    rows.resolve(organizationId, id, book.now(), caller.userId(), note);
                    Map<String, Object> details = new LinkedHashMap<>();
                    details.put("alertId", id);
                    details.put("alertType", row.type());
                    if (note != null) {
                        details.put("note", note);
                    }
                    trail.changed(
                            caller.actor(), AlertFeed.type(Change.RESOLVED), row.userId(), details);
                    return changes.tell(organizationId, id, Change.RESOLVED, caller.userId());
                });
    }

    private AlertRow hold(Caller caller, UUID id) {
        UUID organizationId = caller.organizationId();
        return rows.hold(organizationId, id)
                .flatMap(held -> rows.find(organizationId, held.id()))
                .filter(row -> Alerts.maySee(caller, row))
                .orElseThrow(ProblemException::notFound);
    }

    private static void requireUnresolved(AlertRow row) {
        if (row.resolvedAt() != null) {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("resolvedAt", row.resolvedAt());
            details.put("resolvedBy", row.resolvedBy());
            details.put("resolvedByName", row.resolvedByName());
            throw ProblemException.conflict(
                    "alert-resolved",
                    "%s resolved it at %s.".formatted(row.resolvedByName(), row.resolvedAt()),
                    details);
        }
    }
}
