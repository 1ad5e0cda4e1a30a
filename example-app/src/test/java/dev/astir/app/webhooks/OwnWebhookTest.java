package dev.astir.app.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.astir.app.Api;
import dev.astir.app.TestApp.Person;
import dev.astir.app.alerts.TestAlerts;
import dev.astir.app.feed.Audience;
import dev.astir.app.identity.Role;
import dev.astir.app.notifications.AlertRows;
import dev.astir.app.teams.TestTeams;
import dev.astir.stream.ActivityEvent;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People's own webhooks: of which alerts each is told, and when it rests or ends. */
class OwnWebhookTest extends WebhookScene {

    private static final String OWN = "/api/me/webhook";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Person tess;
    private Person mia;
    private Person bob;
    private UUID red;

    /** Tess manages Mia's team; Bob is in none. */
    @BeforeEach
    void people() {
        tess = app.addUser(admin, Role.MANAGER, "Tess");
        mia = app.addUser(admin, Role.EMPLOYEE, "Mia");
        bob = app.addUser(admin, Role.EMPLOYEE, "Bob");
        red = TestTeams.create(admin, "Red", tess);
        TestTeams.move(admin, mia, red);
    }

    @AfterEach
    void end() {
        for (JsonNode each : api().get("/api/webhooks/everyone").expect(200).json().get("items")) {
            api().delete("/api/webhooks/everyone/" + each.get("id").asText()).expect(204);
        }
    }

    @Test
    void isToldOfOnesOwnAlertsAndThoseOfWhomOneSees() throws Exception {
        String secret = make(tess).get("secret").asText();
        try (TestEndpoint mias = TestEndpoint.start();
                TestEndpoint admins = TestEndpoint.start()) {
            make(mia, mias);
            make(admin, admins);
            publish("task.created", "of no interest");
            String ofTess = open(tess);
            String ofMia = open(mia);
            String ofBob = open(bob);
            run();

            assertThat(alerts(endpoint)).containsExactlyInAnyOrder(ofTess, ofMia);
            assertThat(alerts(mias)).containsExactly(ofMia);
            assertThat(alerts(admins)).containsExactlyInAnyOrder(ofTess, ofMia, ofBob);
        }
        TestEndpoint.Received last = endpoint.last();
        assertThat(last.header("webhook-signature"))
                .isEqualTo(
                        new com.standardwebhooks.Webhook(secret)
                                .sign(
                                        last.id(),
                                        Long.parseLong(last.header("webhook-timestamp")),
                                        last.body()));
        assertThat(JSON.readTree(last.body()).get("type").asText()).isEqualTo("alert.opened");
        assertThat(deliveries(tess)).hasSize(2);
    }

    @Test
    void isToldWhatBecomesOfAnAlert() {
        make(mia);
        String id = open(mia);
        mia.api().post("/api/alerts/" + id + "/explanation", Map.of("text", "On a train"));
        tess.api().post("/api/alerts/" + id + "/resolve").expect(200);
        settle("alert.resolved", 1);
        run();

        assertThat(types(endpoint))
                .containsExactlyInAnyOrder("alert.opened", "alert.explained", "alert.resolved");
    }

    @Test
    void isToldNoMoreOfWhomOneSeesNoLonger() {
        make(tess);
        open(mia);
        run();
        TestTeams.move(admin, mia, null);
        open(mia);
        run();

        assertThat(endpoint.received()).hasSize(1);
    }

    @Test
    void isNotTriedAgainAboutWhomOneSeesNoLonger() {
        make(tess);
        endpoint.answers(500, 500);
        open(mia);
        open(tess);
        run();
        TestTeams.move(admin, mia, null);
        passPauseAfter(1);
        run();

        assertThat(endpoint.received()).hasSize(3);
        assertThat(deliveries(tess))
                .extracting(each -> each.get("outcome").asText())
                .containsExactlyInAnyOrder("delivered", "dead");
        assertThat(deliveries(tess).toString()).contains("you may not see any more");
    }

    @Test
    void isToldOfTheTypesThatItsPersonChooses() {
        make(mia);
        choose("agent-silent", false);
        open(mia);
        run();
        assertThat(endpoint.received()).isEmpty();

        choose("agent-silent", true);
        choose("idle", false);
        String id = open(mia);
        run();
        assertThat(alerts(endpoint)).containsExactly(id);
        JsonNode types = mia.api().get("/api/me/notifications").expect(200).json().get("types");
        assertThat(types.at("/idle/webhook").asBoolean()).isFalse();
        assertThat(types.at("/overtime/webhook").asBoolean()).as("not chosen").isTrue();
    }

    private void choose(String type, boolean isTold) {
        Map<String, Object> ways = Map.of("browser", true, "mail", true, "webhook", isTold);
        mia.api()
                .put("/api/me/notifications", Map.of("digest", "off", "types", Map.of(type, ways)))
                .expect(200);
    }

    @Test
    void thatAManagerIsToldIsALookAtTheirs() {
        make(tess);
        make(mia, endpoint);
        open(mia);
        run();

        assertThat(mia.api().get("/api/me/views").expect(200).json().get("items"))
                .filteredOn(view -> view.get("what").asText().equals("alert-webhook"))
                .extracting(view -> view.at("/actor/name").asText())
                .containsExactly("Tess");
    }

    /** Nor do those of the organization mix with it. */
    @Test
    void isNobodyElses() {
        String id = make(mia).get("id").asText();
        open(mia);
        run();
        String delivery = deliveries(mia).getFirst().get("id").asText();

        assertThat(api().get("/api/webhooks").expect(200).json().get("items")).isEmpty();
        for (String path : List.of("", "/deliveries", "/deliveries/" + delivery)) {
            api().get("/api/webhooks/" + id + path).expect(404);
        }
        api().patch("/api/webhooks/" + id, Map.of("status", "paused")).expect(404);
        api().post("/api/webhooks/%s/secret".formatted(id)).expect(404);
        api().post("/api/webhooks/%s/test".formatted(id)).expect(404);
        api().post("/api/webhooks/%s/deliveries/%s/retry".formatted(id, delivery)).expect(404);
        api().delete("/api/webhooks/" + id).expect(404);
        make(bob, endpoint);
        bob.api().get(OWN + "/deliveries/" + delivery).expect(404);
        bob.api().post(OWN + "/deliveries/" + delivery + "/retry").expect(404);
    }

    @Test
    void administratorsSeeThatItIsThereAndEndIt() {
        String id = make(mia).get("id").asText();
        Api.Answer all = api().get("/api/webhooks/everyone").expect(200);
        assertThat(all.json().at("/items/0/userName").asText()).isEqualTo("Mia");
        assertThat(all.json().at("/items/0/host").asText()).isEqualTo("127.0.0.1");
        assertThat(all.body()).doesNotContain("hooks");
        assertThat(api().get("/api/audit?action=webhook").expect(200).body())
                .contains("webhook.created", mia.userId().toString())
                .doesNotContain("hooks?", "/hooks");

        mia.api().get("/api/webhooks/everyone").expect(403);
        app.registerOrganization().api().delete("/api/webhooks/everyone/" + id).expect(404);
        JsonNode shared = make("*");
        api().delete("/api/webhooks/everyone/" + shared.get("id").asText()).expect(404);
        api().delete("/api/webhooks/everyone/" + id).expect(204);

        assertThat(mia.api().get(OWN).expect(204).body()).isEmpty();
        assertThat(deliveries(mia)).isEmpty();
    }

    @Test
    void isOneAndAtAPublicAddress() {
        refused(mia, "https://10.0.0.1/", 422, "address-not-public");
        refused(mia, "ftp://example.org/", 400, "https address");
        make(mia);
        refused(mia, endpoint.url(), 409, "too-many-webhooks");
        assertThat(mia.api().patch(OWN, Map.of("url", "https://192.168.1.1/")).expect(422).body())
                .contains("address-not-public");

        JsonNode moved =
                mia.api()
                        .patch(OWN, Map.of("url", "https://[::ffff:127.0.0.1]:9/x"))
                        .expect(200)
                        .json();
        assertThat(moved.get("name").asText()).isEqualTo("[::ffff:127.0.0.1]");
    }

    private static void refused(Person who, String url, int status, String type) {
        assertThat(who.api().post(OWN, Map.of("url", url)).expect(status).body()).contains(type);
    }

    @Test
    void restsWhileItsPersonMayNotComeIn() {
        make(tess);
        endpoint.answers(500);
        open(mia);
        run();
        patch(tess, "suspended");
        publishAlert(mia);
        passPauseAfter(1);
        run();
        assertThat(endpoint.received()).hasSize(1);

        patch(tess, "active");
        Api again = app.signIn(tess.email()).api();
        JsonNode paused = again.get(OWN).expect(200).json();
        assertThat(paused.get("pausedBecause").asText()).isEqualTo("no-access");
        again.patch(OWN, Map.of("status", "active")).expect(200);
        run();

        assertThat(endpoint.received()).hasSize(3);
    }

    @Test
    void restsWhileItsPersonMustSetUpASecondFactor() {
        make(mia);
        publishAlert(mia);
        require(true);
        run();
        assertThat(endpoint.received()).isEmpty();

        require(false);
        assertThat(mia.api().get(OWN).expect(200).json().get("pausedBecause").asText())
                .isEqualTo("no-access");
        mia.api().patch(OWN, Map.of("status", "active")).expect(200);
        run();
        assertThat(endpoint.received()).hasSize(1);
    }

    private void require(boolean isRequired) {
        AlertRows.execute(
                app,
                admin.organizationId(),
                "UPDATE organizations SET require_second_factor = " + isRequired);
    }

    @Test
    void endsWithItsPerson() {
        make(mia);
        make(bob, endpoint);
        api().delete("/api/users/" + mia.userId()).expect(204);
        api().delete("/api/users/" + bob.userId() + "/data").expect(204);

        assertThat(api().get("/api/webhooks/everyone").expect(200).json().get("items")).isEmpty();
    }

    @Test
    void isInACopyOfOnesDataWithoutItsSecret() {
        String secret = make(mia).get("secret").asText();

        Api.Answer copy = mia.api().get("/api/me/data").expect(200);

        assertThat(copy.json().at("/webhooks/0/url").asText()).isEqualTo(endpoint.url());
        assertThat(copy.body()).doesNotContain(secret);
    }

    /** It said that it wants to hear nothing more. */
    @Test
    void thatItWasPausedIsToldToItsPersonAlone() throws Exception {
        make(mia);
        endpoint.answers(410);
        open(mia);
        run();
        settle(mia, "webhook.paused", 1);

        assertThat(api().get("/api/activities?type=webhook.paused").expect(200).json().get("items"))
                .isEmpty();
        TestAlerts.run(app, "mails");
        MimeMessage mail = WebhookApp.server().getReceivedMessagesForDomain(mia.email())[0];
        assertThat(mail.getSubject()).isEqualTo("Astir paused the webhook “127.0.0.1”");
        assertThat(((MimeMultipart) mail.getContent()).getBodyPart(0).getContent().toString())
                .contains("/me/notifications");
    }

    private JsonNode make(Person person) {
        return make(person, endpoint);
    }

    private static JsonNode make(Person person, TestEndpoint at) {
        return person.api().post(OWN, Map.of("url", at.url())).expect(201).json();
    }

    private void patch(Person person, String status) {
        api().patch("/api/users/" + person.userId(), Map.of("status", status)).expect(200);
    }

    /** One that the feed tells of. */
    private String open(Person about) {
        int before = told(admin, "alert.opened");
        String id = TestAlerts.open(app, about).toString();
        settle("alert.opened", before + 1);
        return id;
    }

    /** Of the app's time, for tests in which it matters how old the event is. */
    private void publishAlert(Person about) {
        publish(
                ActivityEvent.builder("alert.opened")
                        .audience(Audience.aboutPerson(about.userId()).toArray(String[]::new))
                        .message("Computer atlas is silent"));
    }

    private void settle(String type, int many) {
        settle(admin, type, many);
    }

    private void settle(Person reader, String type, int many) {
        Awaitility.await().until(() -> told(reader, type) == many);
    }

    private int told(Person reader, String type) {
        return app.signIn(reader.email())
                .api()
                .get("/api/activities?limit=200&type=" + type)
                .expect(200)
                .json()
                .get("items")
                .size();
    }

    private List<JsonNode> deliveries(Person person) {
        List<JsonNode> all = new ArrayList<>();
        app.signIn(person.email())
                .api()
                .get(OWN + "/deliveries")
                .expect(200)
                .json()
                .get("items")
                .forEach(all::add);
        return all;
    }

    private static List<String> alerts(TestEndpoint at) {
        return told(at, "/data/entityId");
    }

    private static List<String> types(TestEndpoint at) {
        return told(at, "/type");
    }

    private static List<String> told(TestEndpoint at, String pointer) {
        return at.received().stream()
                .map(each -> {
                    try {
                        return JSON.readTree(each.body()).at(pointer).asText();
                    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }
}
