package dev.astir.app.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.teams.TestTeams;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is new of alerts, for whom, and up to when somebody has seen it. */
class NewsTest extends AppTest {

    private Person ada;
    private Person tess;
    private Person mia;
    private Person bob;
    private Instant now;

    @BeforeEach
    void people() {
        ada = app().registerOrganization();
        tess = app().addUser(ada, Role.MANAGER, "Tess");
        mia = app().addUser(ada, Role.EMPLOYEE, "Mia");
        bob = app().addUser(ada, Role.EMPLOYEE, "Bob");
        TestTeams.move(ada, mia, TestTeams.create(ada, "Red", tess));
        // After all of them came.
        now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    @Test
    void eachIsToldOfWhomTheySee() {
        UUID ofMia = open(mia, "overtime");
        UUID ofBob = open(bob, "agent-silent");
        UUID nobodys = open(null, "client-silent");

        assertThat(ids(news(ada))).containsExactlyInAnyOrder(ofMia, ofBob, nobodys);
        assertThat(ids(news(tess))).containsExactly(ofMia);
        assertThat(ids(news(mia))).containsExactly(ofMia);
        assertThat(ids(news(bob))).containsExactly(ofBob);
        assertThat(news(ada).get("unseen").asInt()).isEqualTo(3);
        assertThat(news(tess).at("/items/0/userName").asText()).isEqualTo("Mia");
        assertThat(news(tess).at("/items/0/isNew").asBoolean()).isTrue();
    }

    @Test
    void whatWasSeenOnOneDeviceIsSeenOnAll() {
        open(mia, "overtime");
        Person elsewhere = app().signIn(tess.email());
        String until = news(tess).at("/items/0/at").asText();

        JsonNode after =
                tess.api().post("/api/alerts/seen", Map.of("until", until)).expect(200).json();

        assertThat(after.get("unseen").asInt()).isZero();
        assertThat(after.at("/items/0/isNew").asBoolean()).isFalse();
        assertThat(news(elsewhere).get("unseen").asInt()).isZero();
        assertThat(news(ada).get("unseen").asInt()).as("hers alone").isEqualTo(1);
        seen(tess, now.minusSeconds(3_600));
        assertThat(news(tess).get("unseen").asInt()).as("never less").isZero();
    }

    /** A clock that is ahead does not hide what comes. */
    @Test
    void whatLiesAheadIsNotSeen() {
        seen(tess, Instant.now().plusSeconds(3_600));
        now = Instant.now();
        open(mia, "overtime");

        assertThat(news(tess).get("unseen").asInt()).isEqualTo(1);
    }

    @Test
    void whatWasBeforeSomebodyCameIsNoNews() {
        now = Instant.now().minusSeconds(3_600);
        open(mia, "overtime");

        assertThat(news(tess).get("unseen").asInt()).isZero();
        assertThat(news(tess).get("items")).hasSize(1);
    }

    @Test
    void anAnswerIsNewsForWhomItIsMeant() {
        UUID id = open(mia, "overtime");
        seenUntil(now.plusSeconds(1), tess, mia, ada);
        set(id, "explanation = 'Month end', explained_at = '%s'", now.plusSeconds(2));

        assertThat(news(tess).get("unseen").asInt()).isEqualTo(1);
        assertThat(news(mia).get("unseen").asInt()).as("her own words").isZero();

        seenUntil(now.plusSeconds(3), tess, mia, ada);
        set(id, "resolved_by = '%s', resolved_at = '%s'", tess.userId(), now.plusSeconds(4));

        assertThat(news(mia).get("unseen").asInt()).isEqualTo(1);
        assertThat(news(tess).get("items")).as("it is done").isEmpty();
        assertThat(news(ada).get("items")).isEmpty();
    }

    @Test
    void whatEndedByItselfIsNoNewsToOthersUnlessItTellsOfHours() {
        UUID away = open(mia, "idle");
        UUID hours = open(mia, "overtime");
        set(away, "closed_at = '%s'", now.plusSeconds(1));
        set(hours, "closed_at = '%s'", now.plusSeconds(1));

        assertThat(ids(news(tess))).containsExactly(hours);
        assertThat(ids(news(mia))).containsExactlyInAnyOrder(away, hours);
    }

    @Test
    void followingOthersIsRememberedOnceADay() {
        open(mia, "overtime");
        news(tess);
        news(tess);
        news(mia);

        assertThat(views()).isEqualTo("1");
    }

    @Test
    void whatIsWrongIsSaidAtItsField() {
        String path = "/api/me/notifications";
        assertThat(mia.api().put(path, Map.of()).expect(400).body()).contains("\"digest\"");
        assertThat(
                        mia.api()
                                .put(path, Map.of("digest", "off", "at", "24:00"))
                                .expect(400)
                                .json()
                                .at("/errors/0/field")
                                .asText())
                .isEqualTo("at");
        assertThat(
                        mia.api()
                                .put(
                                        path,
                                        Map.of(
                                                "digest",
                                                "off",
                                                "types",
                                                Map.of("idle", Map.of("mail", false))))
                                .expect(400)
                                .json()
                                .at("/errors/0/field")
                                .asText())
                .isEqualTo("types.idle.browser");
        assertThat(
                        mia.api()
                                .put(
                                        path,
                                        Map.of("digest", "off", "types", Map.of("late", Map.of())))
                                .expect(400)
                                .body())
                .contains("types");
        assertThat(mia.api().put(path, Map.of("digest", "daily")).expect(409).body())
                .contains("no-mail");
        assertThat(mia.api().post("/api/alerts/seen", Map.of()).expect(400).body())
                .contains("\"until\"");
    }

    @Test
    void choicesAreKeptAndToldToTheBrowser() {
        JsonNode first = mia.api().get("/api/me/notifications").expect(200).json();
        assertThat(first.get("digest").asText()).isEqualTo("off");
        assertThat(first.at("/types/idle/browser").asBoolean()).isTrue();
        assertThat(first.get("canMail").asBoolean()).isFalse();

        JsonNode changed =
                mia.api()
                        .put(
                                "/api/me/notifications",
                                Map.of(
                                        "digest",
                                        "off",
                                        "at",
                                        "17:30",
                                        "weekday",
                                        "friday",
                                        "types",
                                        Map.of("idle", Map.of("browser", false, "mail", true))))
                        .expect(200)
                        .json();

        assertThat(changed).isEqualTo(mia.api().get("/api/me/notifications").json());
        assertThat(changed.at("/types/idle/browser").asBoolean()).isFalse();
        assertThat(changed.get("at").asText()).isEqualTo("17:30");
        assertThat(news(mia).get("inBrowser"))
                .extracting(JsonNode::asText)
                .contains("overtime", "session-forgotten")
                .doesNotContain("idle");
    }

    private UUID open(@Nullable Person person, String type) {
        return AlertRows.open(
                app(), ada.organizationId(), person == null ? null : person.userId(), type, now);
    }

    private void set(UUID alert, String what, Object... values) {
        AlertRows.execute(
                app(),
                ada.organizationId(),
                "UPDATE alerts SET %s WHERE id = '%s'".formatted(what.formatted(values), alert));
    }

    private static JsonNode news(Person person) {
        return person.api().get("/api/alerts/news").expect(200).json();
    }

    private static List<UUID> ids(JsonNode news) {
        return news.get("items").findValuesAsText("id").stream().map(UUID::fromString).toList();
    }

    private static void seen(Person person, Instant until) {
        person.api().post("/api/alerts/seen", Map.of("until", until.toString())).expect(200);
    }

    /** By SQL: nobody has seen what lies ahead. */
    private void seenUntil(Instant until, Person... people) {
        for (Person person : people) {
            AlertRows.execute(
                    app(),
                    ada.organizationId(),
                    """
                    INSERT INTO alerts_seen (organization_id, user_id, seen_until)
                    VALUES ('%s', '%s', '%s')
                    ON CONFLICT (organization_id, user_id) DO UPDATE
                    SET seen_until = excluded.seen_until
                    """
                            .formatted(ada.organizationId(), person.userId(), until));
        }
    }

    private String views() {
        return AlertRows.text(
                app(),
                ada.organizationId(),
                """
                SELECT count(*) FROM audit_entries
                WHERE kind = 'view' AND action = 'alerts' AND person_id = '%s'
                """
                        .formatted(mia.userId()));
    }
}
