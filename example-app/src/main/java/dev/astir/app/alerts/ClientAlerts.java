package dev.astir.app.alerts;

import dev.astir.app.alerts.AlertBook.Finding;
import dev.astir.app.clients.ClientSilence;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;

/**
 * Opens an alert for a client of the API that went silent, and closes it when it is back, in the
 * transaction that found it. Thread-safe.
 */
@Singleton
class ClientAlerts {

    private final AlertBook book;
    private final Transactions transactions;

    ClientAlerts(AlertBook book, Transactions transactions) {
        this.book = book;
        this.transactions = transactions;
    }

    @EventListener
    void changed(ClientSilence client) {
        UUID organizationId = client.organizationId();
        transactions.inOrganization(
                organizationId,
                () -> {
                    if (client.isSilent()) {
                        book.open(organizationId, finding(client));
                    } else {
                        book.close(
                                organizationId,
                                AlertType.CLIENT_SILENT,
                                client.clientId().toString(),
                                client.lastSeen());
                    }
                });
    }

    private Finding finding(ClientSilence client) {
        return new Finding(
                AlertType.CLIENT_SILENT,
                client.clientId().toString(),
                client.ownerId(),
                client.lastSeen(),
                null,
                null,
                client.clientId(),
                Map.of(
                        "kind",
                        client.kind(),
                        "name",
                        client.name(),
                        "lastSeen",
                        client.lastSeen().toString(),
                        "limitSeconds",
                        client.silentAfterSeconds()));
    }
}
