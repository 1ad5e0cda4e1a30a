package dev.astir.app.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.feed.TestReader;
import dev.astir.app.identity.Role;
import dev.astir.app.teams.TestTeams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who sees an alert: its person, and whoever sees them; on the page, live and in the feed. */
class AlertSightTest extends AppTest {

    private Person ada;
    private Person max;
    private Person tess;
    private Person ben;
    private Person mia;
    private Person bob;
    private UUID red;

    /** Tess manages Mia's team, Ben Bob's; Max sees everybody. */
    @BeforeEach
    void make() {
        ada = app().registerOrganization();
        max = app().addUser(ada, Role.MANAGER, "Max");
        tess = app().addUser(ada, Role.MANAGER, "Tess");
        ben = app().addUser(ada, Role.MANAGER, "Ben");
        mia = app().addUser(ada, Role.EMPLOYEE, "Mia");
        bob = app().addUser(ada, Role.EMPLOYEE, "Bob");
        red = TestTeams.create(ada, "Red", tess);
        TestTeams.move(ada, mia, red);
        TestTeams.move(ada, bob, TestTeams.create(ada, "Blue", ben));
    }

    private static List<String> ids(Person who, String query) {
        List<String> ids = new ArrayList<>();
        who.api()
                .get("/api/alerts" + query)
                .expect(200)
                .json()
                .get("items")
                .forEach(item -> ids.add(item.get("id").asText()));
        return ids;
    }

    @Test
    void eachFindsTheirOwnAndThoseOfWhomTheySee() {
        String mias = TestAlerts.open(app(), mia).toString();
        String bobs = TestAlerts.open(app(), bob).toString();

        assertThat(ids(ada, "")).containsExactlyInAnyOrder(mias, bobs);
        assertThat(ids(max, "")).containsExactlyInAnyOrder(mias, bobs);
        assertThat(ids(tess, "")).containsExactly(mias);
        assertThat(ids(ben, "")).containsExactly(bobs);
        assertThat(ids(mia, "")).containsExactly(mias);
        assertThat(ids(bob, "")).containsExactly(bobs);
        for (Person other : List.of(ben, bob, app().registerOrganization())) {
            other.api().get("/api/alerts/" + mias).expect(404);
            other.api().get("/api/alerts?userId=" + mia.userId()).expect(404);
            other.api()
                    .post("/api/alerts/" + mias + "/explanation", Map.of("text", "x"))
                    .expect(404);
        }
        ben.api().post("/api/alerts/" + mias + "/resolve").expect(404);
        mia.api().post("/api/alerts/" + mias + "/resolve").expect(403);
        assertThat(ids(tess, "?userId=" + mia.userId())).containsExactly(mias);

        TestTeams.move(ada, mia, null);
        assertThat(ids(tess, "")).as("she is in no team of hers any more").isEmpty();
    }

    @Test
    void aLookAtOthersIsRememberedForThemOnceADay() {
        String mias = TestAlerts.open(app(), mia).toString();
        ids(tess, "");
        ids(tess, "");
        tess.api().get("/api/alerts/" + mias).expect(200);
        ids(mia, "");

        JsonNode views = mia.api().get("/api/me/views").expect(200).json().get("items");
        assertThat(views).hasSize(1);
        assertThat(views.get(0).toString()).contains("Tess", "alerts");
    }

    @Test
    void isToldLiveToThemAndNobodyElse() {
        String before = TestAlerts.open(app(), mia).toString();
        try (TestReader own = TestReader.connect(app(), mia);
                TestReader manager = TestReader.connect(app(), tess);
                TestReader other = TestReader.connect(app(), ben)) {
            for (TestReader reader : List.of(own, manager)) {
                assertThat(reader.subscribe("alerts").toString()).contains(before);
            }
            assertThat(other.subscribe("alerts").toString()).doesNotContain(before);

            String mias = TestAlerts.open(app(), mia).toString();
            String bobs = TestAlerts.open(app(), bob).toString();

            for (TestReader reader : List.of(own, manager)) {
                JsonNode put = reader.nextPut("alerts");
                assertThat(put.at("/item/id").asText()).isEqualTo(mias);
                assertThat(put.get("event").asText()).isEqualTo("ALERT");
                assertThat(put.at("/item/message").asText()).contains("atlas");
            }
            assertThat(other.nextPut("alerts").at("/item/id").asText()).isEqualTo(bobs);

            mia.api()
                    .post("/api/alerts/" + mias + "/explanation", Map.of("text", "On a train"))
                    .expect(200);
            JsonNode explained = manager.nextPut("alerts");
            assertThat(explained.at("/item/explanation").asText()).isEqualTo("On a train");
            assertThat(explained.has("event")).isFalse();
            tess.api().post("/api/alerts/" + mias + "/resolve", Map.of("note", "Ok")).expect(200);
            own.next(
                    "alerts",
                    message -> message.at("/item/resolvedByName").asText().equals("Tess"));
        }
    }

    @Test
    void theFeedTellsThemAndNobodyElse() {
        String mias = TestAlerts.open(app(), mia).toString();
        mia.api()
                .post("/api/alerts/" + mias + "/explanation", Map.of("text", "On a train"))
                .expect(200);
        tess.api().post("/api/alerts/" + mias + "/resolve", Map.of("note", "Ok")).expect(200);

        for (Person reader : List.of(mia, tess, max, ada)) {
            await().untilAsserted(() ->
                    assertThat(told(reader))
                            .isEqualTo(
                                    Set.of("alert.opened", "alert.explained", "alert.resolved")));
        }
        for (Person stranger : List.of(ben, bob)) {
            assertThat(told(stranger)).isEmpty();
        }
    }

    private static Set<String> told(Person who) {
        return Set.copyOf(
                who.api()
                        .get("/api/activities?type=alert.*")
                        .expect(200)
                        .json()
                        .get("items")
                        .findValuesAsText("eventType"));
    }
}
