package dev.astir.app.webhooks;

import dev.astir.app.RepositoryCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Calls of the repositories of webhooks. */
public final class WebhookCalls extends RepositoryCalls {

    private final UUID id = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final byte[] secret = {1, 2, 3};

    public WebhookCalls(Scene scene) {
        super(scene);
    }

    /** In the organization's transaction. */
    public void make() {
        List<String> types = List.of("task.*");
        Instant before = now.minusSeconds(60);
        run(
                "WebhookRepository.add",
                organization,
                null,
                id,
                "Payroll",
                "https://example.org",
                types,
                secret,
                0L,
                "en",
                ada,
                now);
        run("WebhookRepository.count", organization, null);
        run("WebhookRepository.all", organization, null, before);
        run("WebhookRepository.find", organization, null, id, before);
        none("WebhookRepository.find", organization, null, other, before);
        own(before);
        run("WebhookRepository.keys", organization, id);
        none("WebhookRepository.keys", organization, other);
        run("WebhookRepository.hold", organization, id);
        none("WebhookRepository.hold", organization, other);
        run("WebhookRepository.describe", organization, id, "P", "https://e.org", types, now);
        run("WebhookRepository.rotate", organization, id, secret, later, now);
        run("WebhookRepository.fail", organization, id, 1, now);
        none("WebhookRepository.fail", organization, other, 1, now);
        run("WebhookRepository.recover", organization, id);
        none("WebhookRepository.recover", organization, id);
        run("WebhookRepository.pause", organization, id, "gone", now);
        none("WebhookRepository.pause", organization, id, "gone", now);
        none("ReadingRepository.cursors", organization);
        run("WebhookRepository.resume", organization, id, before, 1L, now);
        none("WebhookRepository.resume", organization, id, before, 1L, now);
        reading();
        deliveries(before);
    }

    private void own(Instant before) {
        UUID own = UUID.randomUUID();
        none("WebhookRepository.all", organization, ada, before);
        none("OwnWebhookRepository.all", organization);
        run(
                "WebhookRepository.add",
                organization,
                ada,
                own,
                "example.org",
                "https://example.org",
                List.of("alert.*"),
                secret,
                0L,
                "en",
                ada,
                now);
        run("WebhookRepository.find", organization, ada, own, before);
        none("WebhookRepository.find", organization, null, own, before);
        none("WebhookRepository.find", organization, bob, own, before);
        run("OwnWebhookRepository.all", organization);
        run("WebhookRepository.delete", organization, own);
    }

    private void reading() {
        run("ReadingRepository.cursors", organization);
        run("ReadingRepository.advance", organization, id, 0L, 9L);
        none("ReadingRepository.advance", organization, id, 0L, 9L);
        run("ReadingRepository.skip", organization, id, 2L);
        run("ReadingRepository.holdOrganization", organization);
    }

    private void deliveries(Instant before) {
        UUID event = UUID.randomUUID();
        UUID test = UUID.randomUUID();
        List<String> events = List.of(event.toString());
        List<String> types = List.of("task.created");
        run(
                "DeliveryRepository.addAll",
                organization,
                id,
                events,
                types,
                List.of(ada.toString()),
                List.of("{}"),
                now);
        none(
                "DeliveryRepository.addAll",
                organization,
                id,
                events,
                types,
                List.of(""),
                List.of("{}"),
                now);
        run("DeliveryRepository.addTest", organization, test, id, "{}", later, now);
        run("DeliveryRepository.find", organization, id, test);
        none("DeliveryRepository.find", organization, other, test);
        UUID last = new UUID(-1, -1);
        DeliveryRow row =
                (DeliveryRow)
                        one(
                                run(
                                        "DeliveryRepository.page",
                                        organization,
                                        id,
                                        "waiting",
                                        "task.created",
                                        later,
                                        last,
                                        9));
        run("DeliveryRepository.page", organization, id, null, null, later, last, 9);
        none("DeliveryRepository.page", organization, id, "dead", null, later, last, 9);
        run("TryRepository.add", organization, row.id(), 1, now, null, "it is away", 9L, "");
        none("TryRepository.add", organization, other, 1, now, 500, null, 9L, "");
        run("TryRepository.of", organization, new UUID[] {row.id()});
        none("TryRepository.of", organization, new UUID[] {other});
        run("WebhookRepository.find", organization, null, id, before);
        run("DeliveryRepository.postpone", organization, id, row.id(), 0, later);
        none("DeliveryRepository.postpone", organization, id, row.id(), 7, later);
        run("DeliveryRepository.rest", organization, id);
        run("DeliveryRepository.wake", organization, id, now);
        run("DeliveryRepository.die", organization, row.id(), 0, now);
        none("DeliveryRepository.die", organization, row.id(), 0, now);
        run("DeliveryRepository.retry", organization, row.id(), now);
        none("DeliveryRepository.retry", organization, test, now);
        run("DeliveryRepository.arrive", organization, row.id(), now);
        none("DeliveryRepository.arrive", organization, row.id(), now);
        run("DeliveryRepository.retry", organization, row.id(), before);
        none("DeliveryRepository.endOld", organization, id, before, now);
        none("DeliveryRepository.forget", organization, nobody);
    }

    /** As system. */
    public void makeAsSystem() {
        UUID[] none = {};
        run("ReadingRepository.behind");
        run("DueDeliveryRepository.countWaiting");
        run("DueDeliveryRepository.oldest", later);
        run("DueDeliveryRepository.take", now, later, none, none);
        none("OldDeliveries.deleteExpired", now, 9);
    }

    /** In the organization's transaction. */
    public void finish() {
        run("DeliveryRepository.endOld", organization, id, later, later);
        run("WebhookRepository.find", organization, null, id, now);
    }

    /** As system. */
    public void finishAsSystem() {
        run("OldDeliveries.deleteExpired", now.plus(Duration.ofDays(30)), 9);
    }

    /** In the organization's transaction. */
    public void whileSomebodyIsErased() {
        run("ReadingRepository.erased", organization);
        run(
                "DeliveryRepository.addAll",
                organization,
                id,
                List.of(UUID.randomUUID().toString()),
                List.of("task.created"),
                List.of(""),
                List.of("{\"actorId\":\"" + bob + "\"}"),
                now);
        run("DeliveryRepository.forget", organization, bob);
        run("WebhookRepository.delete", organization, id);
    }
}
