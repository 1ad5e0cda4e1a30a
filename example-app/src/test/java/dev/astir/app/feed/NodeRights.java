package dev.astir.app.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.capture.TestAgent.Enrolled;
import dev.astir.app.factors.TestFactors;
import dev.astir.app.identity.Role;
import dev.astir.app.teams.TestTeams;
import dev.astir.stream.ActivityEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** What is open on one node while rights are changed on another. */
final class NodeRights {

    private NodeRights() {}

    /** Every change that is made here is lived there, by whatever is open. */
    static void assertLived(TestApp here, TestApp there) throws Exception {
        Person admin = here.registerOrganization();
        whoIsNoManagerAnyMoreSeesLess(here, there, admin);
        whoManagesAnotherTeamSeesOthers(here, there);
        isOut(here, there, admin, eve -> change(admin, eve, "status", "suspended"));
        isOut(
                here,
                there,
                admin,
                eve -> admin.api().delete("/api/users/" + eve.userId()).expect(204));
        whoIsErasedIsOut(here, there, admin);
        whoSignsOutIsOutAndStaysInElsewhere(here, there, admin);
        whoEndsAnotherSignInStaysInHere(here, there, admin);
        whosePasswordIsAnotherIsOutWhereTheOldOneLetThemIn(here, there, admin);
        whoseDeviceIsBlockedLosesItsLine(here, there, admin);
        whatATokenHoldsOpenEndsWithIt(here, there, admin);
        whoHasNoSecondFactorIsOutOnceItIsRequired(here, there, admin);
    }

    private static void whoIsNoManagerAnyMoreSeesLess(TestApp here, TestApp there, Person admin) {
        Person mia = here.addUser(admin, Role.MANAGER, "Mia");
        admin.api().post("/api/sessions/start", Map.of()).expect(201);
        try (TestReader reader = TestReader.connect(there, mia)) {
            reader.subscribe("activities");
            assertThat(reader.subscribe("sessions").get("items")).hasSize(1);

            change(admin, mia, "role", "employee");

            assertThat(reader.next("sessions", NodeRights::isSnapshot).get("items")).isEmpty();
            OrganizationFeed feed = here.bean(OrganizationFeed.class);
            feed.publish(
                    admin.organizationId(),
                    ActivityEvent.builder("test.secret").audience(Audience.MANAGERS).build());
            feed.publish(
                    admin.organizationId(), ActivityEvent.builder("test.for-everybody").build());
            assertThat(
                            reader.next("activities", NodeRights::isOfTest)
                                    .at("/item/eventType")
                                    .asText())
                    .isEqualTo("test.for-everybody");
            // And on the way up again.
            change(admin, mia, "role", "manager");
            assertThat(reader.next("sessions", NodeRights::isSnapshot).get("items")).hasSize(1);
        }
    }

    /**
     * Whatever changes teams here, what is open there shows the people of now, and of nobody else.
     */
    private static void whoManagesAnotherTeamSeesOthers(TestApp here, TestApp there) {
        Person admin = here.registerOrganization();
        Person mia = here.addUser(admin, Role.MANAGER, "Mia");
        Person max = here.addUser(admin, Role.MANAGER, "Max");
        Person ann = here.addUser(admin, Role.EMPLOYEE, "Ann");
        Person bea = here.addUser(admin, Role.EMPLOYEE, "Bea");
        UUID ofAnn = TestTeams.create(admin, "Ann's", mia);
        UUID ofBea = TestTeams.create(admin, "Bea's", max);
        TestTeams.move(admin, ann, ofAnn);
        TestTeams.move(admin, bea, ofBea);
        ann.api().post("/api/sessions/start", Map.of()).expect(201);
        bea.api().post("/api/sessions/start", Map.of()).expect(201);
        Api api = there.api().with("Authorization", "Bearer " + mia.accessToken());
        try (TestReader reader = TestReader.connect(there, mia);
                TestReader other = TestReader.connect(there, max)) {
            reader.subscribe("activities");
            assertShown(reader.subscribe("sessions"), ann);
            assertShown(other.subscribe("sessions"), bea);

            // Another person comes into her team, and leaves the other manager's.
            TestTeams.move(admin, bea, ofAnn);
            assertShown(next(reader), ann, bea);
            assertShown(next(other));
            assertHeard(here, reader, ann, true);
            assertHeard(here, reader, bea, true);

            // Her team changes hands: what she still sees stays.
            TestTeams.manage(admin, ofBea, "Bea's", max, mia);
            TestTeams.move(admin, bea, ofBea);
            assertShown(next(other), bea);
            TestTeams.manage(admin, ofAnn, "Ann's", max);
            assertShown(awaitShown(reader, 1), bea);
            assertShown(next(other), ann, bea);
            assertHeard(here, reader, ann, false);
            assertHeard(here, reader, bea, true);
            awaitAnswer(api, ann, 404);
            awaitAnswer(api, bea, 200);

            // Out of every team.
            TestTeams.move(admin, bea, null);
            assertShown(next(reader));
            assertHeard(here, reader, bea, false);
            awaitAnswer(api, bea, 404);

            // Without any team, a manager is one of all.
            admin.api().delete("/api/teams/" + ofBea).expect(204);
            assertShown(next(reader), ann, bea);
            assertHeard(here, reader, ann, true);
        }
    }

    /** Answers may be those of a second ago, where what is open is told at once. */
    private static void awaitAnswer(Api api, Person of, int status) {
        await().untilAsserted(() -> api.get("/api/sessions?userId=" + of.userId()).expect(status));
    }

    private static JsonNode next(TestReader reader) {
        return reader.next("sessions", NodeRights::isSnapshot);
    }

    /** Several changes may be told as one, or one by one. */
    private static JsonNode awaitShown(TestReader reader, int count) {
        return reader.next(
                "sessions", message -> isSnapshot(message) && message.get("items").size() == count);
    }

    private static void assertShown(JsonNode snapshot, Person... people) {
        assertThat(snapshot.get("items").findValuesAsText("userId"))
                .containsExactlyInAnyOrder(
                        Arrays.stream(people)
                                .map(person -> person.userId().toString())
                                .toArray(String[]::new));
    }

    /** Whether something about a person that is published now comes to the reader. */
    private static void assertHeard(TestApp here, TestReader reader, Person of, boolean heard) {
        OrganizationFeed feed = here.bean(OrganizationFeed.class);
        String[] audience = Audience.aboutPerson(of.userId()).toArray(String[]::new);
        feed.publish(
                of.organizationId(),
                ActivityEvent.builder("test.about").audience(audience).build());
        feed.publish(of.organizationId(), ActivityEvent.builder("test.end").build());
        assertThat(reader.next("activities", NodeRights::isOfTest).at("/item/eventType").asText())
                .isEqualTo(heard ? "test.about" : "test.end");
        if (heard) {
            reader.next("activities", NodeRights::isOfTest);
        }
    }

    private static boolean isOfTest(JsonNode message) {
        return message.at("/item/eventType").asText().startsWith("test.");
    }

    /** Whoever is suspended, or removed. */
    private static void isOut(TestApp here, TestApp there, Person admin, Consumer<Person> shutOut)
            throws Exception {
        Person eve = here.addUser(admin, Role.EMPLOYEE, "Eve");
        Enrolled device = TestAgent.enrol(here, eve);
        Api api = there.api().with("Authorization", "Bearer " + eve.accessToken());
        TestReader reader = TestReader.connect(there, eve);
        TestAgent agent = TestAgent.connect(there, device);
        try (EventStream stream = EventStream.open(there, eve, "?channel=presence")) {
            reader.subscribe("presence");
            agent.next("welcome");
            api.get("/api/auth/me").expect(200);

            shutOut.accept(eve);

            assertThat(reader.closeCode()).isEqualTo(4001);
            assertThat(agent.closeCode()).isEqualTo(4009);
            stream.awaitEnd();
            // Nor is it remembered who she was; by a node that no news reach, for a second.
            await().until(() -> api.get("/api/auth/me").status() == 401);
        }
    }

    private static void whoIsErasedIsOut(TestApp here, TestApp there, Person admin) {
        Person eve = here.addUser(admin, Role.EMPLOYEE, "Eve");
        Enrolled device = TestAgent.enrol(here, eve);
        TestReader reader = TestReader.connect(there, eve);
        TestAgent agent = TestAgent.connect(there, device);
        reader.subscribe("presence");
        agent.next("welcome");

        admin.api().delete("/api/users/" + eve.userId() + "/data").expect(204);

        assertThat(reader.closeCode()).isEqualTo(4001);
        assertThat(agent.closeCode()).isEqualTo(4009);
        assertSignedOut(there, eve);
    }

    private static void whoSignsOutIsOutAndStaysInElsewhere(
            TestApp here, TestApp there, Person admin) {
        Person bob = here.addUser(admin, Role.EMPLOYEE, "Bob");
        Person again = here.signIn(bob.email());
        TestReader left = TestReader.connect(there, bob);
        try (TestReader stayed = TestReader.connect(there, again)) {
            left.subscribe("presence");
            stayed.subscribe("presence");

            bob.api().post("/api/auth/logout", Map.of()).expect(204);

            assertThat(left.closeCode()).isEqualTo(4001);
            assertThat(stayed.subscribe("presence").get("type").asText()).isEqualTo("subscribed");
        }
    }

    private static void whoEndsAnotherSignInStaysInHere(TestApp here, TestApp there, Person admin) {
        Person bob = here.addUser(admin, Role.EMPLOYEE, "Bob");
        Person lost = here.signIn(bob.email());
        Person third = here.signIn(bob.email());
        TestReader ended = TestReader.connect(there, lost);
        try (TestReader own = TestReader.connect(there, bob);
                TestReader other = TestReader.connect(there, third)) {
            ended.subscribe("presence");
            own.subscribe("presence");
            String id =
                    lost.api()
                            .get("/api/auth/sessions?limit=3")
                            .expect(200)
                            .json()
                            .get("items")
                            .valueStream()
                            .filter(item -> item.get("current").asBoolean())
                            .findFirst()
                            .orElseThrow()
                            .get("id")
                            .asText();

            bob.api().delete("/api/auth/sessions/" + id).expect(204);

            assertThat(ended.closeCode()).isEqualTo(4001);
            assertSignedOut(there, lost);
            assertThat(other.subscribe("presence").get("type").asText()).isEqualTo("subscribed");
            // An administrator ends the rest.
            admin.api().delete("/api/users/" + bob.userId() + "/sessions").expect(204);
            assertThat(own.closeCode()).isEqualTo(4001);
            assertThat(other.closeCode()).isEqualTo(4001);
            assertSignedOut(there, bob);
        }
    }

    private static void whosePasswordIsAnotherIsOutWhereTheOldOneLetThemIn(
            TestApp here, TestApp there, Person admin) {
        Person bob = here.addUser(admin, Role.EMPLOYEE, "Bob");
        Person again = here.signIn(bob.email());
        TestReader out = TestReader.connect(there, again);
        TestReader stays = TestReader.connect(there, bob);
        out.subscribe("presence");
        stays.subscribe("presence");
        String changed = "a password of today";

        bob.api()
                .post(
                        "/api/auth/change-password",
                        Map.of("currentPassword", TestApp.PASSWORD, "newPassword", changed))
                .expect(204);

        assertThat(out.closeCode()).isEqualTo(4001);
        assertSignedOut(there, again);
        assertThat(stays.subscribe("sessions").get("type").asText()).isEqualTo("subscribed");
        String url =
                admin.api()
                        .post("/api/users/" + bob.userId() + "/password-reset")
                        .expect(201)
                        .json()
                        .get("url")
                        .asText();
        String token = url.substring(url.indexOf('=') + 1);
        here.api()
                .post(
                        "/api/auth/reset-password",
                        Map.of("token", token, "newPassword", TestApp.PASSWORD))
                .expect(204);
        assertThat(stays.closeCode()).isEqualTo(4001);
        assertSignedOut(there, bob);
    }

    private static void assertSignedOut(TestApp there, Person person) {
        // By a node that no news reach, who it was is remembered for a second.
        Api api = there.api().with("Authorization", "Bearer " + person.accessToken());
        await().until(() -> api.get("/api/auth/me").status() == 401);
    }

    /** And back in, once there is one. Last, since it is for the whole organization. */
    private static void whoHasNoSecondFactorIsOutOnceItIsRequired(
            TestApp here, TestApp there, Person admin) {
        Person eve = here.addUser(admin, Role.EMPLOYEE, "Eve");
        TestFactors.setUp(here, admin);
        Api api = there.api().with("Authorization", "Bearer " + eve.accessToken());
        TestReader reader = TestReader.connect(there, eve);
        reader.subscribe("presence");
        api.get("/api/presence").expect(200);

        admin.api().patch("/api/organization", Map.of("requireSecondFactor", true)).expect(200);

        // Who was not told remembers people for a second.
        assertThat(reader.closeCode()).isEqualTo(4003);
        await().until(() -> api.get("/api/presence").status() == 403);
        TestFactors.setUp(here, eve);
        await().until(() -> api.get("/api/presence").status() == 200);
        try (TestReader again = TestReader.connect(there, eve)) {
            assertThat(again.subscribe("presence").get("type").asText()).isEqualTo("subscribed");
        }
    }

    private static void whoseDeviceIsBlockedLosesItsLine(
            TestApp here, TestApp there, Person admin) {
        Person bob = here.addUser(admin, Role.EMPLOYEE, "Bob");
        Enrolled device = TestAgent.enrol(here, bob);
        TestAgent agent = TestAgent.connect(there, device);
        agent.next("welcome");

        admin.api().post("/api/agents/" + device.agentId() + "/block").expect(200);

        assertThat(agent.closeCode()).isEqualTo(4009);
    }

    private static void whatATokenHoldsOpenEndsWithIt(TestApp here, TestApp there, Person admin) {
        JsonNode made =
                admin.api()
                        .post("/api/tokens", Map.of("name", "T", "scopes", List.of("read")))
                        .expect(201)
                        .json();
        Api api = there.api().with("Authorization", "Bearer " + made.get("token").asText());
        TestReader ends = TestReader.connectBySubprotocol(there, made.get("token").asText());
        try (TestReader stays = TestReader.connect(there, admin)) {
            ends.subscribe("presence");
            stays.subscribe("presence");
            api.get("/api/auth/me").expect(200);

            admin.api().delete("/api/tokens/" + made.get("id").asText()).expect(204);

            assertThat(ends.closeCode()).isEqualTo(4001);
            // A node that no news reach asks the database again after a second.
            await().until(() -> api.get("/api/auth/me").status() == 401);
            assertThat(stays.subscribe("presence").get("type").asText()).isEqualTo("subscribed");
        }
    }

    private static void change(Person admin, Person person, String field, String value) {
        admin.api().patch("/api/users/" + person.userId(), Map.of(field, value)).expect(200);
    }

    private static boolean isSnapshot(JsonNode message) {
        return message.get("type").asText().equals("subscribed");
    }
}
