package dev.astir.app.clients;

import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears of silence, as a feature would. Thread-safe. */
@Singleton
class HeardSilences {

    private final List<ClientSilence> heard = new CopyOnWriteArrayList<>();

    /** A client of which it cannot hear. */
    volatile UUID refused = new UUID(0, 0);

    @EventListener
    void heard(ClientSilence silence) {
        if (silence.clientId().equals(refused)) {
            throw new IllegalStateException("not now");
        }
        heard.add(silence);
    }

    /** Of this client, in order. */
    List<ClientSilence> of(UUID clientId) {
        return heard.stream().filter(each -> each.clientId().equals(clientId)).toList();
    }
}
