package dev.astir.app.factors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.tenancy.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Second factors of people in tests: an authenticator app as a phone has it. */
public final class TestFactors {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private TestFactors() {}

    /** An app that was set up. */
    public record Phone(byte[] secret, List<String> recoveryCodes) {

        /** What it shows at a time. */
        public String code(Instant at) {
            return Totp.code(secret, at);
        }
    }

    /** Sets an authenticator app up, with the code of the moment. */
    public static Phone setUp(TestApp app, Person person) {
        return setUp(person.api(), app.bean(Clock.class).instant());
    }

    static Phone setUp(Api api, Instant now) {
        byte[] secret = begin(api);
        JsonNode codes =
                api.post(
                                "/api/auth/second-factor/totp/confirm",
                                Map.of("code", Totp.code(secret, now)))
                        .expect(200)
                        .json()
                        .get("recoveryCodes");
        List<String> recovery = new ArrayList<>();
        codes.forEach(code -> recovery.add(code.asText()));
        return new Phone(secret, recovery);
    }

    /** Begins a setup, and gives the secret as an app reads it. */
    static byte[] begin(Api api) {
        return decoded(
                api.post("/api/auth/second-factor/totp", Map.of())
                        .expect(200)
                        .json()
                        .get("secret")
                        .asText());
    }

    /** What an app shows that was told this key, as a page shows it. */
    public static String code(String key, Instant at) {
        return Totp.code(decoded(key.replace(" ", "")), at);
    }

    /** A passkey that nobody holds, since no browser made it. */
    public static UUID storePasskey(TestApp app, Person person) {
        return storePasskey(app, person, UUID.randomUUID());
    }

    /** As {@link #storePasskey(TestApp, Person)}, with an id of one's own choice. */
    public static UUID storePasskey(TestApp app, Person person, UUID id) {
        app.bean(Transactions.class)
                .inOrganization(
                        person.organizationId(),
                        () -> {
                            app.bean(PasskeyRepository.class)
                                    .add(
                                            person.organizationId(),
                                            id,
                                            person.userId(),
                                            "Key",
                                            id.toString().getBytes(),
                                            new byte[] {1},
                                            0,
                                            Instant.now());
                        });
        return id;
    }

    static byte[] decoded(String base32) {
        byte[] bytes = new byte[base32.length() * 5 / 8];
        int bits = 0;
        int buffer = 0;
        int at = 0;
        for (char next : base32.toCharArray()) {
            buffer = (buffer << 5) | BASE32.indexOf(next);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (buffer >> bits);
            }
        }
        return bytes;
    }
}
