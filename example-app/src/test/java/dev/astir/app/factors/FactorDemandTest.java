package dev.astir.app.factors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp.Person;
import dev.astir.app.factors.TestFactors.Phone;
import dev.astir.app.feed.TestReader;
import dev.astir.app.identity.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The organization requires a second factor of everybody. */
class FactorDemandTest extends FactorTest {

    @Test
    void whoRequiresOneHasOne() {
        JsonNode refused =
                ada.api()
                        .patch("/api/organization", Map.of("requireSecondFactor", true))
                        .expect(409)
                        .json();

        assertThat(refused.get("type").asText()).endsWith(":second-factor-missing");
        TestFactors.setUp(app, ada);
        assertThat(require(true).get("requireSecondFactor").asBoolean()).isTrue();
    }

    @Test
    void whoHasNoneMayNothingButSetOneUpAtOnceAndThenEverything() {
        Person bob = app.addUser(ada, Role.MANAGER, "Bob");
        TestReader open = TestReader.connect(app, bob);
        open.subscribe("presence");
        TestFactors.setUp(app, ada);

        require(true);

        assertThat(open.closeCode()).isEqualTo(4003);
        for (String path :
                List.of("/api/users", "/api/presence", "/api/activities", "/api/organization")) {
            assertThat(bob.api().get(path).expect(403).body())
                    .contains(":second-factor-setup-required");
        }
        bob.api().get("/api/live/events?channel=presence").expect(403);
        bob.api().post("/api/sessions/start", Map.of()).expect(403);
        assertThat(TestReader.connect(app, bob).closeCode()).isEqualTo(4003);
        bob.api().get("/api/auth/me").expect(200);
        assertThat(state(bob).get("setupRequired").asBoolean()).isTrue();
        // Whoever has one goes on.
        ada.api().get("/api/users").expect(200);
        // Nor does signing in anew help.
        assertThat(app.signIn(bob.email()).api().get("/api/users").expect(403).body())
                .contains(":second-factor-setup-required");

        TestFactors.setUp(app, bob);

        bob.api().get("/api/users").expect(200);
        try (TestReader again = TestReader.connect(app, bob)) {
            assertThat(again.subscribe("presence").get("type").asText()).isEqualTo("subscribed");
        }
    }

    @Test
    void whoMayNothingMaySignOut() {
        Person bob = app.addUser(ada, Role.EMPLOYEE, "Bob");
        TestFactors.setUp(app, ada);
        require(true);

        bob.api().post("/api/auth/logout", Map.of()).expect(204);
        bob.api().get("/api/auth/me").expect(401);
    }

    /** Who is signed in is nothing to what is open to everybody. */
    @Test
    void whoMayNothingMayWhatEverybodyMay() {
        Person bob = app.addUser(ada, Role.EMPLOYEE, "Bob");
        TestFactors.setUp(app, ada);
        require(true);
        bob.api().get("/api/organization").expect(403);

        bob.api().post("/api/auth/forgot-password", Map.of("email", bob.email())).expect(202);
        bob.api().post("/api/auth/invitation", Map.of("token", "none")).expect(410);
        bob.api()
                .post(
                        "/api/auth/reset-password",
                        Map.of("token", "n", "newPassword", "long enough"))
                .expect(410);
        bob.api().post("/api/auth/logout-everywhere", Map.of()).expect(403);
    }

    @Test
    void whatIsRequiredNoMoreIsNotAskedFor() {
        Person bob = app.addUser(ada, Role.EMPLOYEE, "Bob");
        TestFactors.setUp(app, ada);
        require(true);
        bob.api().get("/api/organization").expect(403);

        require(false);

        bob.api().get("/api/organization").expect(200);
    }

    @Test
    void nobodyTakesOnesLastFactorAwayWhileItIsRequired() {
        Phone phone = TestFactors.setUp(app, ada);
        require(true);
        later(Totp.STEP);
        Api.Answer last =
                ada.api().send("DELETE", FACTOR + "/totp", Map.of("code", phone.code(now())));
        assertThat(last.expect(409).body()).contains(":second-factor-needed");
        ada.api()
                .send("DELETE", FACTOR + "/totp", Map.of("code", phone.recoveryCodes().getFirst()))
                .expect(409);
        assertThat(state(ada).get("totpSince").isNull()).isFalse();
        // What was refused has used nothing up.
        assertThat(state(ada).get("recoveryCodesLeft").asInt()).isEqualTo(10);

        var key = TestFactors.storePasskey(app, ada);
        later(Totp.STEP);
        ada.api().send("DELETE", FACTOR + "/totp", Map.of("code", phone.code(now()))).expect(204);
        assertThat(
                        ada.api()
                                .send("DELETE", FACTOR + "/passkeys/" + key, Map.of())
                                .expect(409)
                                .body())
                .contains(":second-factor-needed");
    }

    /** A script of somebody who has no factor is no way around the demand. */
    @Test
    void anApiTokenMayNoMoreThanItsPerson() {
        Person bob = app.addUser(ada, Role.EMPLOYEE, "Bob");
        Map<String, ?> wanted = Map.of("name", "Script", "scopes", List.of("read"));
        String token =
                bob.api().post("/api/tokens", wanted).expect(201).json().get("token").asText();
        Api script = app.api().with("Authorization", "Bearer " + token);
        script.get("/api/organization").expect(200);
        TestReader open = TestReader.connectByToken(app, token);
        open.subscribe("presence");
        // No sign-in is left to be told.
        bob.api().post("/api/auth/logout-everywhere", Map.of()).expect(204);
        TestFactors.setUp(app, ada);

        require(true);

        assertThat(open.closeCode()).isEqualTo(4003);

        assertThat(script.get("/api/organization").expect(403).body())
                .contains(":second-factor-setup-required");
        TestFactors.setUp(app, app.signIn(bob.email()));
        script.get("/api/organization").expect(200);
        script.post(FACTOR + "/totp", Map.of()).expect(403);
    }

    @Test
    void anotherOrganizationIsNotConcerned() {
        Person stranger = app.registerOrganization();
        TestFactors.setUp(app, ada);

        require(true);

        stranger.api().get("/api/users").expect(200);
    }

    private JsonNode require(boolean whether) {
        return ada.api()
                .patch("/api/organization", Map.of("requireSecondFactor", whether))
                .expect(200)
                .json();
    }
}
