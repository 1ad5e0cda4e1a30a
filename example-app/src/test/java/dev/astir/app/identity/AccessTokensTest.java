package dev.astir.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.platform.Secrets;
import io.micronaut.context.BeanContext;
import io.micronaut.security.token.Claims;
import io.micronaut.security.token.MapClaims;
import io.micronaut.security.token.generator.TokenGenerator;
import io.micronaut.security.token.jwt.validator.GenericJwtClaimsValidator;
import io.micronaut.security.token.jwt.validator.SubjectNotNullJwtClaimsValidator;
import io.micronaut.security.token.validator.TokenValidator;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the framework issues and accepts, as the app configures it. */
class AccessTokensTest extends AppTest {

    private TestApp.Person admin;
    private Map<String, Object> claims;

    @BeforeEach
    void signIn() throws Exception {
        admin = app().registerOrganization();
        claims = new HashMap<>(SignedJWT.parse(admin.accessToken()).getJWTClaimsSet().getClaims());
    }

    @Test
    void areSignedWithHs256() throws Exception {
        SignedJWT token = SignedJWT.parse(admin.accessToken());

        assertThat(token.getHeader().toJSONObject()).isEqualTo(Map.of("alg", "HS256"));
        assertThat(token.getJWTClaimsSet().getClaims().keySet())
                .containsExactlyInAnyOrder("sub", "org", "sid", "iat", "exp");
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(admin.userId().toString());
        assertAccepted(generate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "sub", "org", "sid"})
    void lackingAClaimIsRefused(String claim) {
        claims.remove(claim);

        assertRefused(generate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "org", "sid"})
    void sayingWhatIsNotSoIsRefused(String claim) {
        claims.put(claim, UUID.randomUUID().toString());
        assertRefused(generate());

        claims.put(claim, "nobody");
        assertRefused(generate());
    }

    @Test
    void unsignedIsRefused() {
        assertRefused(new PlainJWT(claimsSet()).serialize());
    }

    @Test
    void anotherKeysIsRefused() throws Exception {
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claimsSet());
        token.sign(new MACSigner(app().bean(Secrets.class).key("csrf")));

        assertRefused(token.serialize());
    }

    /** Nimbus would not sign with so short a key, but verify. */
    @Test
    void anotherAlgorithmWithOurKeyIsRefused() throws Exception {
        byte[] key = app().bean(Secrets.class).key("access-token");
        for (String size : new String[] {"256", "384", "512"}) {
            Mac mac = Mac.getInstance("HmacSHA" + size);
            mac.init(new SecretKeySpec(key, "HmacSHA" + size));
            String input =
                    base64(bytes("{\"alg\":\"HS" + size + "\"}"))
                            + "."
                            + base64(bytes(claimsSet().toString()));
            String token = input + "." + base64(mac.doFinal(bytes(input)));
            if (size.equals("256")) {
                assertAccepted(token);
            } else {
                assertRefused(token);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "....",
                "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.AAAA.AAAA",
                "eyJhbGciOiJIUzI1NiJ9.bm8ganNvbg.AAAA",
                "astir_agent_nobody",
            })
    void garbageIsRefused(String token) {
        assertRefused(token);
    }

    @Test
    void endWithTheirTime() {
        assertAccepted(issuedBefore(AccessTokens.LIFETIME.minusMinutes(1)));
        assertRefused(issuedBefore(AccessTokens.LIFETIME));
    }

    @Test
    void endByTheAppsClockAlone() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2020-02-29T12:00:00Z"));
        AccessTokenExpiry<Object> expiry = new AccessTokenExpiry<>(new SettableClock(now));
        Claims end = new MapClaims(Map.of("exp", Date.from(now.get().plusSeconds(1))));

        assertThat(expiry.validate(end, null)).isTrue();
        now.updateAndGet(instant -> instant.plusSeconds(1));
        assertThat(expiry.validate(end, null)).isFalse();
        assertThat(expiry.validate(new MapClaims(Map.of()), null)).isFalse();
        assertThat(app().bean(BeanContext.class).getBeansOfType(GenericJwtClaimsValidator.class))
                .extracting(validator -> (Object) validator.getClass())
                .containsExactlyInAnyOrder(
                        AccessTokenExpiry.class, SubjectNotNullJwtClaimsValidator.class);
    }

    /** The framework takes what any of them accepts, and its own asks nobody. */
    @Test
    void areAcceptedByNobodyElse() {
        assertThat(app().bean(BeanContext.class).getBeansOfType(TokenValidator.class))
                .extracting(validator -> validator.getClass().getSimpleName())
                .containsExactlyInAnyOrder("Authenticator", "AgentAuthentication");
    }

    @Test
    void aChangedRoleCountsAtOnce() {
        TestApp.Person eve = app().addUser(admin, Role.EMPLOYEE, "Eve");
        for (int i = 0; i < 3; i++) {
            eve.api().get("/api/users").expect(403);
            admin.api().patch("/api/users/" + eve.userId(), Map.of("role", "admin")).expect(200);
            eve.api().get("/api/users").expect(200);
            admin.api().patch("/api/users/" + eve.userId(), Map.of("role", "employee")).expect(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER  "})
    void comeWithTheSchemeInAnyCase(String scheme) {
        with(scheme + admin.accessToken()).get("/api/auth/me").expect(200);
    }

    @Test
    void needTheirScheme() {
        with(admin.accessToken()).get("/api/auth/me").expect(401);
        with("Basic " + admin.accessToken()).get("/api/auth/me").expect(401);
    }

    /** The framework resolves both with each token that it accepts. */
    @ParameterizedTest
    @ValueSource(strings = {"Accept-Language: de-DE;q=x, ???;;", "X-Forwarded-Host: a b:c"})
    void areAcceptedBesideOddHeaders(String header) {
        String[] parts = header.split(": ");

        admin.api().with(parts[0], parts[1]).get("/api/auth/me").expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/keys", "/login", "/logout", "/oauth/access_token", "/token_info"})
    void comeFromNoAddressOfTheFramework(String path) {
        admin.api().get(path).expect(404);
        admin.api().post(path, Map.of()).expect(404);
    }

    private String issuedBefore(Duration time) {
        Clock past = Clock.offset(app().bean(Clock.class), time.negated());
        claims.put("exp", Date.from(past.instant().plus(AccessTokens.LIFETIME)));
        return generate();
    }

    /** Signed by the app's key, with whatever the claims are now. */
    private String generate() {
        return app().bean(TokenGenerator.class).generateToken(claims).orElseThrow();
    }

    private JWTClaimsSet claimsSet() {
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder();
        claims.forEach(builder::claim);
        return builder.build();
    }

    private static void assertAccepted(String token) {
        with("Bearer " + token).get("/api/auth/me").expect(200);
    }

    private static void assertRefused(String token) {
        assertThat(with("Bearer " + token).get("/api/auth/me").expect(401).json().get("type"))
                .hasToString("\"urn:astir:problem:not-authenticated\"");
    }

    private static Api with(String authorization) {
        return app().api().with("Authorization", authorization);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
