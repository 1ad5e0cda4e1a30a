package dev.astir.app.webhooks;

import dev.astir.app.outbound.OutboundException;
import dev.astir.app.outbound.OutboundHttp.Answer;
import dev.astir.app.outbound.OutboundHttp.Request;
import dev.astir.app.web.Texts;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends deliveries, each once for a call, not in a transaction. Thread-safe. */
@Singleton
class Attempts {

    /** Of an answer's body so many bytes are kept. */
    static final int KEPT = 1_024;

    private static final String NO_SECRET =
            "its secret cannot be read any more, because ASTIR_SECRET changed; make a new one";

    private final Endpoints endpoints;
    private final WebhookSecrets secrets;
    private final Clock clock;

    Attempts(Endpoints endpoints, WebhookSecrets secrets, Clock clock) {
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Sends it, and waits for what comes of it. */
    Attempt make(DueDelivery delivery) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<String> keys = keys(delivery, at);
        if (keys.isEmpty()) {
            return Attempt.unanswered(at, NO_SECRET, 0);
        }
        String id = Delivery.messageId(delivery.id());
        Map<String, String> headers =
                Map.of(
                        "Content-Type",
                        "application/json",
                        "webhook-id",
                        id,
                        "webhook-timestamp",
                        Long.toString(at.getEpochSecond()),
                        "webhook-signature",
                        Signatures.of(keys, id, at.getEpochSecond(), delivery.body()));
        long begun = System.nanoTime();
        try {
            Answer answer =
                    endpoints
                            .http()
                            .send(
                                    new Request(
                                            URI.create(delivery.url()),
                                            headers,
                                            delivery.body(),
                                            KEPT));
            return new Attempt(
                    at,
                    answer.status(),
                    null,
                    since(begun),
                    answer.retryAfter(),
                    Texts.clean(answer.body()));
        } catch (OutboundException e) {
            return Attempt.unanswered(at, String.valueOf(e.getMessage()), since(begun));
        }
    }

    /** The secret, and for a while the one before. */
    private List<String> keys(DueDelivery delivery, Instant at) {
        List<String> keys = new ArrayList<>();
        open(delivery, delivery.secret()).ifPresent(keys::add);
        byte @Nullable [] old = delivery.oldSecret();
        @Nullable Instant until = delivery.oldSecretUntil();
        if (old != null && until != null && at.isBefore(until)) {
            open(delivery, old).ifPresent(keys::add);
        }
        return keys;
    }

    private Optional<String> open(DueDelivery delivery, byte[] sealed) {
        UUID organizationId = delivery.organizationId();
        return secrets.open(sealed, organizationId, delivery.webhookId());
    }

    private static long since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }
}
