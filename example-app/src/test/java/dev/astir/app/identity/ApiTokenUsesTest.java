package dev.astir.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.platform.Background;
import dev.astir.app.tenancy.Transactions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ApiTokenUsesTest extends AppTest {

    private final Person ada = app().registerOrganization();
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.MICROS));

    @Test
    void isNotedOnceAMinuteOnAllNodesTogether() {
        UUID token = token();
        Instant start = now.get();
        ApiTokenUses here = node();

        here.used(ada.organizationId(), token);
        await().until(() -> start.equals(lastUse()));

        now.set(start.plus(ApiTokenUses.EXACT_TO).minusMillis(1));
        here.used(ada.organizationId(), token);
        node().used(ada.organizationId(), token);
        Instant minute = start.plus(ApiTokenUses.EXACT_TO);
        now.set(minute);
        here.used(ada.organizationId(), token);
        await().until(() -> minute.equals(lastUse()));
    }

    private ApiTokenUses node() {
        return new ApiTokenUses(
                app().bean(ApiTokenRows.class),
                app().bean(Transactions.class),
                app().bean(Background.class),
                new SettableClock(now));
    }

    private UUID token() {
        JsonNode made =
                ada.api()
                        .post("/api/tokens", Map.of("name", "T", "scopes", List.of("read")))
                        .expect(201)
                        .json();
        return UUID.fromString(made.get("id").asText());
    }

    private Instant lastUse() {
        JsonNode noted = ada.api().get("/api/tokens").json().at("/items/0/lastUsedAt");
        assertThat(noted.isMissingNode()).isFalse();
        return noted.isNull() ? null : Instant.parse(noted.asText());
    }
}
