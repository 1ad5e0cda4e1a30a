package dev.astir.app.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.feed.TestReader;
import dev.astir.app.identity.Role;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PresenceTest extends AppTest {

    private final Person admin = app().registerOrganization();
    private final Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");

    @Test
    void everybodyIsShownAlsoWhoWasNeverHere() {
        JsonNode presence = bob.api().get("/api/presence").expect(200).json();
        assertThat(presence.get("next").isNull()).isTrue();
        assertThat(presence.get("items")).hasSize(2);
        JsonNode first = presence.at("/items/0");
        assertThat(first.get("name").asText()).isEqualTo("Ada Admin");
        assertThat(first.get("state").asText()).isEqualTo("offline");
        assertThat(first.get("app").isNull()).isTrue();
        assertThat(first.has("title")).isFalse();
        assertThat(first.get("since").isNull()).isTrue();
        assertThat(first.get("lastSeen").isNull()).isTrue();
        app().api().get("/api/presence").expect(401);
        assertThat(app().registerOrganization().api().get("/api/presence").json().get("items"))
                .hasSize(1);
    }

    @Test
    void showsWhatAPersonDoesAndSinceWhen() {
        try (TestAgent agent = TestAgent.connect(app(), TestAgent.enrol(app(), bob))) {
            agent.next("welcome");
            Instant before = Instant.now();
            agent.active("xterm");
            await().untilAsserted(() -> assertThat(bobIs("active", "xterm")).isTrue());
            assertThat(Instant.parse(bobNow().get("since").asText()))
                    .isBetween(before.minusSeconds(1), Instant.now());
            agent.active("vim");
            await().untilAsserted(() -> assertThat(bobIs("active", "vim")).isTrue());
            agent.idle();
            await().untilAsserted(
                            () -> assertThat(bobNow().get("state").asText()).isEqualTo("idle"));
        }
    }

    @Test
    void showsTheSiteInABrowserAndWhoPaused() {
        try (TestAgent agent = TestAgent.connect(app(), TestAgent.enrol(app(), bob))) {
            agent.next("welcome");
            agent.state(Map.of("state", "active", "app", "Firefox", "site", "github.com"));
            await().untilAsserted(() -> assertThat(bobIs("active", "Firefox")).isTrue());
            assertThat(bobNow().get("site").asText()).isEqualTo("github.com");

            agent.state(Map.of("state", "paused", "app", "Firefox", "site", "github.com"));
            await().untilAsserted(
                            () -> assertThat(bobNow().get("state").asText()).isEqualTo("paused"));
            assertThat(bobNow().get("app").isNull()).isTrue();
            assertThat(bobNow().has("site")).isFalse();
        }
    }

    @Test
    void tellsWhichZoneAPersonWorksIn() {
        String organizations =
                admin.api().get("/api/organization").expect(200).json().get("timeZone").asText();
        assertThat(bobNow().get("timeZone").asText()).isEqualTo(organizations);

        admin.api()
                .patch("/api/users/" + bob.userId(), Map.of("timeZone", "Asia/Tokyo"))
                .expect(200);

        assertThat(bobNow().get("timeZone").asText()).isEqualTo("Asia/Tokyo");
    }

    @Test
    void anAgentThatSaysNothingMoreIsHereAndIdle() {
        try (TestAgent agent = TestAgent.connect(app(), TestAgent.enrol(app(), bob))) {
            agent.next("welcome");
            await().untilAsserted(
                            () -> assertThat(bobNow().get("state").asText()).isEqualTo("idle"));
        }
    }

    @Test
    void aShortBreakOfTheLineIsNoAbsence() {
        TestAgent.Enrolled device = TestAgent.enrol(app(), bob);
        TestAgent agent = TestAgent.connect(app(), device);
        agent.next("welcome");
        agent.active("xterm");
        await().untilAsserted(() -> assertThat(bobIs("active", "xterm")).isTrue());
        agent.close();
        await().until(() -> isInGrace(device));
        assertThat(bobIs("active", "xterm")).isTrue();
        try (TestAgent back = TestAgent.connect(app(), device)) {
            back.next("welcome");
            back.active("vim");
            await().untilAsserted(() -> assertThat(bobIs("active", "vim")).isTrue());
        }
        graceEnds(device);
        await().untilAsserted(
                        () -> assertThat(bobNow().get("state").asText()).isEqualTo("offline"));
        assertThat(bobNow().get("lastSeen").isNull()).isFalse();
    }

    @Test
    void whoSeesMoreThanEverybodyIsRememberedOnceADay() {
        Person dora = app().addUser(admin, Role.MANAGER, "Dora");
        Person eve = app().addUser(admin, Role.EMPLOYEE, "Eve");
        TestAgent.Enrolled device = TestAgent.enrol(app(), bob);
        try (TestAgent agent = TestAgent.connect(app(), device)) {
            agent.next("welcome");
            agent.active("vim");
            await().untilAsserted(() -> assertThat(bobIs("active", "vim")).isTrue());
            dora.api().get("/api/presence").expect(200);
            assertThat(looks()).as("what everybody sees").isEmpty();
        }
        graceEnds(device);
        await().untilAsserted(() -> assertThat(bobNow().get("lastSeen").isNull()).isFalse());
        await().untilAsserted(
                        () -> assertThat(bobNow().get("state").asText()).isEqualTo("offline"));

        eve.api().get("/api/presence").expect(200);
        dora.api().get("/api/presence").expect(200);
        dora.api().get("/api/presence").expect(200);

        assertThat(looks()).containsExactlyInAnyOrder("presence by Ada Admin", "presence by Dora");
    }

    private List<String> looks() {
        List<String> looks = new ArrayList<>();
        for (JsonNode look : bob.api().get("/api/me/views").expect(200).json().get("items")) {
            assertThat(look.at("/details/date").asText()).startsWith("20");
            looks.add(look.get("what").asText() + " by " + look.at("/actor/name").asText());
        }
        return looks;
    }

    @Test
    void severalDevicesMakeOnePerson() {
        TestAgent.Enrolled device = TestAgent.enrol(app(), bob);
        TestAgent laptop = TestAgent.connect(app(), device);
        try (TestAgent desk = TestAgent.connect(app(), TestAgent.enrol(app(), bob))) {
            laptop.active("mail");
            await().untilAsserted(() -> assertThat(bobIs("active", "mail")).isTrue());
            desk.active("vim");
            await().untilAsserted(() -> assertThat(bobIs("active", "vim")).isTrue());
            desk.idle();
            await().untilAsserted(() -> assertThat(bobIs("active", "mail")).isTrue());
            laptop.close();
            graceEnds(device);
            await().untilAsserted(
                            () -> assertThat(bobNow().get("state").asText()).isEqualTo("idle"));
            assertThat(bob.api().get("/api/presence").json().get("items")).hasSize(2);
        }
    }

    @Test
    void theLinesOfACrashedNodeExpire() {
        UUID device = TestAgent.enrol(app(), bob).agentId();
        // By a line that no node holds.
        CrashedLine.report(app(), bob, device, "vim");
        assertThat(bobIs("active", "vim")).isTrue();
        PresenceTime.inDatabase(app()).pass(Duration.ofMinutes(2), bob.organizationId(), device);
        await().untilAsserted(
                        () -> assertThat(bobNow().get("state").asText()).isEqualTo("offline"));
        await().untilAsserted(() -> assertThat(bobNow().get("lastSeen").isNull()).isFalse());
    }

    @Test
    void whatWasToldWronglyIsMendedWhenThatWasSeenTwice() {
        UUID device = TestAgent.enrol(app(), bob).agentId();
        ToldPresence told = app().bean(ToldPresence.class);
        try (TestReader reader = TestReader.connect(app(), admin)) {
            reader.subscribe("presence");
            CrashedLine.report(app(), bob, device, "vim");
            CrashedLine.settle(app(), bob);
            assertThat(turn(reader)).isEqualTo("USER_ONLINE");
            // As when a database crashed, whose table of devices has no log.
            app().bean(PresenceStore.class).remove(bob.organizationId(), device);

            told.reconcile();
            told.reconcile();

            assertThat(turn(reader)).isEqualTo("USER_OFFLINE");
        }
    }

    private String turn(TestReader reader) {
        return reader.next(
                        "presence",
                        message ->
                                message.path("id").asText().equals(bob.userId().toString())
                                        && message.has("event"))
                .get("event")
                .asText();
    }

    /** Whether the device hung up: without a line it has less than a heartbeat's time to live. */
    private boolean isInGrace(TestAgent.Enrolled device) {
        return changed(
                        device,
                        "UPDATE presence SET app = app WHERE agent_id = '%s' AND expires_at <= now()"
                                + " + interval '%d seconds'")
                == 1;
    }

    /** Once the device hung up, lets its grace pass in no time. */
    private void graceEnds(TestAgent.Enrolled device) {
        await().until(() -> isInGrace(device));
        changed(
                device,
                "UPDATE presence SET expires_at = expires_at - interval '%2$d seconds'"
                        + " WHERE agent_id = '%1$s'");
    }

    private int changed(TestAgent.Enrolled device, String sql) {
        return app().bean(Transactions.class)
                .inOrganization(
                        bob.organizationId(),
                        () ->
                                app().bean(JdbcOperations.class)
                                        .prepareStatement(
                                                sql.formatted(
                                                        device.agentId(),
                                                        PresenceService.GRACE.toSeconds()),
                                                PreparedStatement::executeUpdate));
    }

    private boolean bobIs(String state, String application) {
        JsonNode now = bobNow();
        return now.get("state").asText().equals(state)
                && now.get("app").asText().equals(application);
    }

    private JsonNode bobNow() {
        for (JsonNode item : admin.api().get("/api/presence").expect(200).json().get("items")) {
            if (item.get("userId").asText().equals(bob.userId().toString())) {
                return item;
            }
        }
        throw new AssertionError("Bob is not shown");
    }
}
