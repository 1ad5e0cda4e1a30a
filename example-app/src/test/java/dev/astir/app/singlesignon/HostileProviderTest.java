package dev.astir.app.singlesignon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Providers that lie, or are not well; the organization's people do not come in by them. */
class HostileProviderTest extends ProviderTest {

    private static final String EVIL = "https://evil.example";

    /** Made beforehand: while the provider made one, nobody would wait so long for its answer. */
    private static final RSAKey ANOTHER_KEY = TestProvider.newKey();

    static Stream<Arguments> lies() {
        return Stream.of(
                lie("another issuer", claims -> claims.issuer(EVIL)),
                lie("no issuer", claims -> claims.issuer(null)),
                lie("another audience", claims -> claims.audience("somebody-else")),
                lie("no audience", claims -> claims.audience((String) null)),
                lie(
                        "several audiences and no authorized party",
                        claims -> claims.audience(List.of(TestProvider.CLIENT_ID, "other"))),
                lie("another authorized party", claims -> claims.claim("azp", "other")),
                lie("another sign-in's nonce", claims -> claims.claim("nonce", "guessed")),
                lie("no nonce", claims -> claims.claim("nonce", null)),
                lie("expired", claims -> claims.issueTime(at(-7_200)).expirationTime(at(-3_600))),
                lie("no end", claims -> claims.expirationTime(null)),
                lie("from the future", claims -> claims.issueTime(at(3_600))),
                lie("nobody", claims -> claims.subject(null)),
                lie("a subject without end", claims -> claims.subject("x".repeat(300))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void lies(String name, UnaryOperator<JWTClaimsSet.Builder> lie) {
        provider.claims = lie;

        assertFailed(browser, browser.signIn(id), "answer-refused");
        assertThat(people(admin)).isZero();
    }

    @Test
    void aClockThatIsALittleWrongIsNoLie() {
        provider.claims = claims -> claims.issueTime(at(30)).expirationTime(at(-30));

        browser.signIn(id);

        assertThat(browser.me()).contains("Grace");
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(
                forgery("none", (claims, key) -> new PlainJWT(claims).serialize()),
                forgery(
                        "HS256 by the public key's modulus",
                        (claims, key) -> hs256(claims, key, key.getModulus().decode())),
                forgery(
                        "HS256 by the public key as it is published",
                        (claims, key) ->
                                hs256(
                                        claims,
                                        key,
                                        key.toPublicJWK()
                                                .toJSONString()
                                                .getBytes(StandardCharsets.UTF_8))),
                forgery("HS256 by the public key in DER", HostileProviderTest::byDer),
                forgery(
                        "HS256 by the client secret",
                        (claims, key) ->
                                hs256(
                                        claims,
                                        key,
                                        (TestProvider.CLIENT_SECRET + TestProvider.CLIENT_SECRET)
                                                .getBytes(StandardCharsets.UTF_8))),
                forgery(
                        "another key of the same name",
                        (claims, key) -> TestProvider.sign(claims, named(key.getKeyID()))),
                forgery("a key that it brings along", HostileProviderTest::byItsOwnKey),
                forgery(
                        "changed after signing",
                        (claims, key) -> changed(TestProvider.sign(claims, key))),
                forgery("no token", (claims, key) -> "x.y.z"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void forgeries(String name, BiFunction<JWTClaimsSet, RSAKey, String> forge) {
        RSAKey key = provider.key;
        provider.signing = claims -> forge.apply(claims, key);

        assertFailed(browser, browser.signIn(id), "answer-refused");
        assertThat(people(admin)).isZero();
    }

    /** It may say that it signs so: then there is nothing that proves anything. */
    @Test
    void aProviderThatSignsBySecretsAloneIsOfNoUse() {
        provider.description =
                all -> {
                    all.put("id_token_signing_alg_values_supported", List.of("HS256", "none"));
                    return all;
                };

        assertFailed(browser, browser.signIn(id), "provider-broken");
    }

    @Test
    void anAnswerOfAnothersIsNotTakenForIts() {
        provider.more = "&iss=https%3A%2F%2Fevil.example";

        assertFailed(browser, browser.signIn(id), "answer-refused");
    }

    @Test
    void anAnswerMustSayWhoseItIsWhenTheProviderSaysSo() {
        provider.description =
                all -> {
                    all.put("authorization_response_iss_parameter_supported", true);
                    return all;
                };
        assertFailed(browser, browser.signIn(id), "answer-refused");

        provider.more = "&iss=" + provider.issuer().replace(":", "%3A").replace("/", "%2F");
        browser.signIn(id);
        assertThat(browser.me()).contains("Grace");
    }

    @Test
    void changedKeysAreReadAnewButNotForEver() {
        browser.signIn(id);
        provider.rotateKeys();

        TestBrowser second = TestBrowser.of(app());
        second.signIn(id);
        assertThat(second.me()).contains("Grace");

        RSAKey unpublished = TestProvider.newKey();
        provider.signing = claims -> TestProvider.sign(claims, unpublished);
        provider.takeAsked();
        for (int i = 0; i < 8; i++) {
            TestBrowser again = TestBrowser.of(app());
            assertFailed(again, again.signIn(id), "answer-refused");
        }
        assertThat(provider.takeAsked().stream().filter("/jwks"::equals).count()).isBetween(1L, 5L);
    }

    @Test
    void aProviderThatIsAwayAtFirstIsThereWhenItIsBack() {
        int port = provider.port();
        provider.close();
        assertFailed(browser, browser.start(id, null), "provider-away");

        provider = TestProvider.start(port);
        provider.person = grace();

        browser.signIn(id);
        assertThat(browser.me()).contains("Grace");
    }

    @Test
    void aProviderThatGoesAwayInBetweenIsThereWhenItIsBack() {
        URI answer = browser.atProvider(browser.start(id, null));
        int port = provider.port();
        provider.close();

        assertFailed(browser, browser.back(answer), "provider-away");

        provider = TestProvider.start(port);
        provider.person = grace();
        browser.signIn(id);
        assertThat(browser.me()).contains("Grace");
    }

    @Test
    void oneThatFailsOnceIsAskedTwice() {
        List<Integer> tries = new CopyOnWriteArrayList<>();
        provider.pages.put(
                DESCRIPTION,
                exchange -> {
                    tries.add(1);
                    provider.pages.remove(DESCRIPTION);
                    TestProvider.json(exchange, 503, Map.of());
                });

        browser.signIn(id);

        assertThat(tries).hasSize(1);
        assertThat(browser.me()).contains("Grace");
    }

    private static final String DESCRIPTION = "/.well-known/openid-configuration";

    @Test
    void aDescriptionWithoutEndIsNotRead() {
        provider.pages.put(
                DESCRIPTION,
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    byte[] piece = new byte[64 * 1024];
                    Arrays.fill(piece, (byte) ' ');
                    try (var body = exchange.getResponseBody()) {
                        for (int i = 0; i < 1_000; i++) {
                            body.write(piece);
                        }
                    }
                });

        assertFailed(browser, browser.start(id, null), "provider-away");
        assertThat(problems()).contains("larger than 256 KB");
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (TestProvider inside = TestProvider.start()) {
            for (String target :
                    List.of(
                            "http://169.254.169.254/latest/meta-data/",
                            inside.issuer() + DESCRIPTION)) {
                provider.pages.put(
                        DESCRIPTION, exchange -> TestProvider.redirect(exchange, target));
                assertFailed(browser, browser.start(id, null), "provider-away");
                assertThat(problems()).contains("it answers with status 302");
            }
            assertThat(inside.takeAsked()).isEmpty();
        }
    }

    @Test
    void aDescriptionThatPointsInsideIsNotFollowed() {
        for (String endpoint : List.of("token_endpoint", "jwks_uri")) {
            for (String inside :
                    List.of("http://169.254.169.254/x", "https://10.0.0.1/x", "http://[::1]:1/x")) {
                provider.description =
                        all -> {
                            all.put(endpoint, inside);
                            return all;
                        };
                assertThat(problems()).contains(endpoint).contains("public address");
            }
        }
        provider.description =
                all -> {
                    all.put("authorization_endpoint", "javascript:alert(1)");
                    return all;
                };
        assertThat(problems()).contains("authorization_endpoint: its address is no web");
    }

    @Test
    void oneThatCallsItselfOtherwiseIsNotBelieved() {
        provider.description =
                all -> {
                    all.put("issuer", EVIL);
                    return all;
                };

        assertFailed(browser, browser.start(id, null), "provider-away");
        assertThat(problems()).contains("it calls itself \"" + EVIL + "\"");
    }

    /** What the test of the administrator's says, however often one of them may ask. */
    private String problems() {
        IdentityProvider row =
                app().bean(Providers.class).get(admin.organizationId(), UUID.fromString(id));
        return app().bean(ProviderCheck.class).of(row).toString();
    }

    private static Arguments lie(String name, UnaryOperator<JWTClaimsSet.Builder> lie) {
        return arguments(name, lie);
    }

    private static Arguments forgery(String name, BiFunction<JWTClaimsSet, RSAKey, String> forge) {
        return arguments(name, forge);
    }

    private static Date at(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static String byDer(JWTClaimsSet claims, RSAKey key) {
        try {
            return hs256(claims, key, key.toRSAPublicKey().getEncoded());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hs256(JWTClaimsSet claims, RSAKey key, byte[] secret) {
        try {
            SignedJWT token =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
                            claims);
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String byItsOwnKey(JWTClaimsSet claims, RSAKey key) {
        try {
            RSAKey own = ANOTHER_KEY;
            SignedJWT token =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256)
                                    .keyID(key.getKeyID())
                                    .jwk(own.toPublicJWK())
                                    .build(),
                            claims);
            token.sign(new RSASSASigner(own));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey named(String id) {
        return new RSAKey.Builder(ANOTHER_KEY).keyID(id).build();
    }

    private static String changed(String token) {
        String[] parts = token.split("\\.");
        String claims =
                new String(
                        java.util.Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        parts[1] =
                java.util.Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                claims.replace("grace@", "admin@")
                                        .getBytes(StandardCharsets.UTF_8));
        return String.join(".", parts);
    }
}
