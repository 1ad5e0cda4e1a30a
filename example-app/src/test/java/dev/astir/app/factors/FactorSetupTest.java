package dev.astir.app.factors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.factors.TestFactors.Phone;
import dev.astir.app.identity.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Setting second factors up, changing and removing them. */
class FactorSetupTest extends FactorTest {

    @Test
    void anAppThatIsSetUpIsAskedForAtTheNextSignIn() {
        byte[] secret = TestFactors.begin(ada.api());
        assertThat(secret).hasSize(20);
        login(ada).expect(200);
        JsonNode wrong = confirm(wrongCode(secret)).expect(400).json();
        assertThat(wrong.at("/errors/0/field").asText()).isEqualTo("code");

        JsonNode codes = confirm(Totp.code(secret, now())).expect(200).json();

        assertThat(codes.get("recoveryCodes")).hasSize(10);
        JsonNode asked = login(ada).expect(409).json();
        assertThat(asked.get("type").asText()).endsWith(":second-factor-required");
        assertThat(asked.get("methods").toString()).isEqualTo("[\"totp\",\"recovery\"]");
        assertThat(asked.get("expiresInSeconds").asInt()).isEqualTo(300);
        assertThat(asked.toString()).doesNotContain("accessToken");
        later(Totp.STEP);
        JsonNode signedIn =
                answer(asked.get("challenge").asText(), "code", Totp.code(secret, now()))
                        .expect(200)
                        .json();
        assertThat(signedIn.at("/user/id").asText()).isEqualTo(ada.userId().toString());
        bearer(signedIn).get("/api/auth/me").expect(200);
    }

    @Test
    void theTextThePictureAndTheAddressTellTheSame() {
        JsonNode setup = ada.api().post(FACTOR + "/totp", Map.of()).expect(200).json();

        assertThat(setup.get("uri").asText())
                .startsWith("otpauth://totp/Astir%20%28Organization%20of%20")
                .contains("secret=" + setup.get("secret").asText() + "&")
                .endsWith("&algorithm=SHA1&digits=6&period=30");
        assertThat(setup.get("qr").asText()).startsWith("data:image/svg+xml;base64,");
    }

    @Test
    void newRecoveryCodesEndTheOldOnes() {
        Phone phone = TestFactors.setUp(app, ada);

        JsonNode renewed = ada.api().post(FACTOR + "/recovery-codes", Map.of()).expect(200).json();

        answer(challenge(ada), "recoveryCode", phone.recoveryCodes().getFirst()).expect(401);
        answer(challenge(ada), "recoveryCode", renewed.at("/recoveryCodes/0").asText()).expect(200);
    }

    @Test
    void aChangeLaterThanTheSignInWantsThePasswordAndACode() {
        assertThat(state(ada).get("confirmation").asText()).isEqualTo("nothing");
        later(Confirmation.FRESH);
        assertThat(state(ada).get("confirmation").asText()).isEqualTo("password");
        assertThat(change("/totp", Map.of()).expect(403).body()).contains(":confirmation-required");
        JsonNode wrong = change("/totp", Map.of("password", "wrong")).expect(400).json();
        assertThat(wrong.at("/errors/0/field").asText()).isEqualTo("password");
        Map<String, String> password = Map.of("password", TestApp.PASSWORD);
        JsonNode setup = change("/totp", password).expect(200).json();
        byte[] secret = TestFactors.decoded(setup.get("secret").asText());
        confirm(Totp.code(secret, now())).expect(200);
        assertThat(state(ada).get("confirmation").asText()).isEqualTo("password-and-code");
        for (String change : List.of("/totp", "/recovery-codes", "/passkeys/options")) {
            change(change, Map.of()).expect(403);
            change(change, password).expect(403);
        }
        later(Totp.STEP);
        change("/recovery-codes", both(wrongCode(secret))).expect(400);
        change("/recovery-codes", both(Totp.code(secret, now()))).expect(200);
    }

    private Api.Answer change(String change, Map<String, String> body) {
        return ada.api().post(FACTOR + change, body);
    }

    private static Map<String, String> both(String code) {
        return Map.of("password", TestApp.PASSWORD, "code", code);
    }

    @Test
    void anAppIsReplacedWhenTheNewOneIsConfirmedAndNotBefore() {
        Phone old = TestFactors.setUp(app, ada);
        byte[] secret = TestFactors.begin(ada.api());
        later(Totp.STEP);
        answer(challenge(ada), "code", old.code(now())).expect(200);

        JsonNode codes = confirm(Totp.code(secret, now())).expect(200).json();

        assertThat(codes.get("recoveryCodes")).isEmpty();
        later(Totp.STEP);
        answer(challenge(ada), "code", old.code(now())).expect(401);
        answer(challenge(ada), "code", Totp.code(secret, now())).expect(200);
        assertThat(trail(ada))
                .contains("authenticator-app.added {}", "authenticator-app.replaced {}");
    }

    @Test
    void aSetupThatTookTooLongIsNotConfirmed() {
        byte[] secret = TestFactors.begin(ada.api());
        later(AuthenticatorApps.SETUP);
        JsonNode renewed =
                app.api()
                        .post("/api/auth/refresh", Map.of("refreshToken", ada.refreshToken()))
                        .expect(200)
                        .json();

        assertThat(
                        bearer(renewed)
                                .post(
                                        FACTOR + "/totp/confirm",
                                        Map.of("code", Totp.code(secret, now())))
                                .expect(409)
                                .body())
                .contains(":totp-not-begun");
    }

    @Test
    void whoRemovesTheAppShowsThatTheyHaveIt() {
        Phone phone = TestFactors.setUp(app, ada);
        later(Totp.STEP);
        Api api = ada.api();
        api.send("DELETE", FACTOR + "/totp", Map.of()).expect(400);
        api.send("DELETE", FACTOR + "/totp", Map.of("code", wrongCode(phone.secret()))).expect(400);

        api.send("DELETE", FACTOR + "/totp", Map.of("code", phone.code(now()))).expect(204);

        login(ada).expect(200);
        JsonNode state = state(ada);
        assertThat(state.get("totpSince").isNull()).isTrue();
        assertThat(state.get("recoveryCodesLeft").asInt()).isZero();
        api.send("DELETE", FACTOR + "/totp", Map.of("code", "123456")).expect(404);
    }

    @Test
    void anAdministratorTakesFactorsFromWhoHasLostThem() {
        Person bob = app.addUser(ada, Role.EMPLOYEE, "Bob");
        TestFactors.setUp(app, bob);
        assertThat(listed(ada, bob).get("secondFactor").asBoolean()).isTrue();
        String begun = challenge(bob);
        String path = "/api/users/" + bob.userId() + "/second-factor";
        bob.api().delete(path).expect(403);
        app.registerOrganization().api().delete(path).expect(404);
        assertThat(
                        ada.api()
                                .delete("/api/users/" + ada.userId() + "/second-factor")
                                .expect(409)
                                .body())
                .contains(":own-second-factor");

        ada.api().delete(path).expect(204);

        bob.api().get("/api/auth/me").expect(401);
        answer(begun, "code", "123456").expect(401);
        login(bob).expect(200);
        assertThat(listed(ada, bob).get("secondFactor").asBoolean()).isFalse();
        assertThat(trail(bob)).contains("second-factor.removed {}");
    }

    @Test
    void aPasskeyOfAnotherIsNobodys() {
        UUID key = TestFactors.storePasskey(app, ada);
        Person bob = app.addUser(ada, Role.EMPLOYEE, "Bob");
        String path = FACTOR + "/passkeys/" + key;

        bob.api().patch(path, Map.of("name", "Mine")).expect(404);
        bob.api().send("DELETE", path, Map.of()).expect(404);

        JsonNode renamed = ada.api().patch(path, Map.of("name", " Desk ")).expect(200).json();
        assertThat(renamed.get("name").asText()).isEqualTo("Desk");
        ada.api().send("DELETE", path, Map.of()).expect(204);
        assertThat(state(ada).get("passkeys")).isEmpty();
        assertThat(trail(ada))
                .contains(
                        "passkey.renamed {\"after\": \"Desk\", \"before\": \"Key\"}",
                        "passkey.removed {\"name\": \"Desk\"}");
    }

    @Test
    void whoMakesNoPasskeyStoresNone() {
        JsonNode asked = ada.api().post(FACTOR + "/passkeys/options", Map.of()).expect(200).json();
        assertThat(asked.at("/publicKey/rp/id").asText()).isEqualTo("localhost");
        Map<String, Object> body = new HashMap<>();
        body.put("challenge", asked.get("challenge").asText());
        body.put("name", "Forged");
        body.put("credential", Map.of("id", "AAAA", "type", "public-key"));

        ada.api().post(FACTOR + "/passkeys", body).expect(400);
        // Of another sign-in, even of the same person, it is none.
        app.signIn(ada.email()).api().post(FACTOR + "/passkeys", body).expect(409);
        body.put("challenge", "made up");
        ada.api().post(FACTOR + "/passkeys", body).expect(409);
    }

    private Api.Answer confirm(String code) {
        return ada.api().post(FACTOR + "/totp/confirm", Map.of("code", code));
    }

    private static JsonNode listed(Person admin, Person person) {
        for (JsonNode item : admin.api().get("/api/users").expect(200).json().get("items")) {
            if (item.get("id").asText().equals(person.userId().toString())) {
                return item;
            }
        }
        throw new AssertionError(person + " is not listed");
    }

    private Api bearer(JsonNode signedIn) {
        return app.api().with("Authorization", "Bearer " + signedIn.get("accessToken").asText());
    }
}
