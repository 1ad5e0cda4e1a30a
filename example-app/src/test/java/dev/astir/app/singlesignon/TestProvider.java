package dev.astir.app.singlesignon;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A small OpenID provider, true to the specification until a test makes it lie. It signs in whoever
 * {@link #person} is, without asking when {@link #asks} is off.
 */
public final class TestProvider implements AutoCloseable {

    public static final String CLIENT_ID = "astir";
    public static final String CLIENT_SECRET = "a secret / of both: ü";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Making one takes a while. */
    private static final RSAKey FIRST_KEY = newKey();

    private final HttpServer server;
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** Whom it signs in next. */
    public volatile Person person = Person.named("Grace Hopper");

    /** Whether it shows a page that wants a click first. */
    public volatile boolean asks;

    /** What each token says, when it is not the truth. */
    volatile UnaryOperator<JWTClaimsSet.Builder> claims = builder -> builder;

    /** How each token is signed. */
    volatile Function<JWTClaimsSet, String> signing = this::sign;

    /** What it says of itself. */
    volatile UnaryOperator<Map<String, Object>> description = all -> all;

    /** What it adds to the answer that a browser brings. */
    volatile String more = "";

    /** Answers in place of the page, when it is there; by the page's path. */
    final Map<String, Page> pages = new ConcurrentHashMap<>();

    /** What /userinfo says of the person; null where there is none. */
    volatile Map<String, Object> userInfo;

    volatile RSAKey key = FIRST_KEY;

    /** Somebody at the provider. */
    public record Person(String sub, Map<String, Object> claims) {

        /** With an e-mail of example.org's. */
        public static Person named(String name) {
            return new Person(UUID.randomUUID().toString(), Map.of("name", name));
        }

        public Person with(String claim, Object value) {
            Map<String, Object> more = new LinkedHashMap<>(claims);
            more.put(claim, value);
            return new Person(sub, Map.copyOf(more));
        }

        public Person withEmail(String email) {
            return with("email", email).with("email_verified", true);
        }
    }

    /** Another answer than the true one. */
    interface Page {
        void answer(HttpExchange exchange) throws IOException;
    }

    private record Grant(Person person, String nonce, String challenge, String redirectUri) {}

    private TestProvider(HttpServer server) {
        this.server = server;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public static TestProvider start() {
        return start(0);
    }

    /** At a port where one was before. */
    static TestProvider start(int port) {
        try {
            return new TestProvider(
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public String issuer() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** How an administrator describes it, for e-mails of this domain. */
    public Map<String, Object> row(String domain) {
        Map<String, Object> row = new HashMap<>();
        row.put("name", "Test login");
        row.put("issuer", issuer());
        row.put("clientId", CLIENT_ID);
        row.put("clientSecret", CLIENT_SECRET);
        row.put("allowedDomains", List.of(domain));
        return row;
    }

    /** The paths that were asked for, since the last time. */
    List<String> takeAsked() {
        List<String> taken = List.copyOf(asked);
        asked.clear();
        return taken;
    }

    /** Signs with a key that nobody has seen yet. */
    void rotateKeys() {
        key = newKey();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        Page page = pages.get(path);
        if (page != null) {
            page.answer(exchange);
            return;
        }
        switch (path) {
            case "/.well-known/openid-configuration" -> json(exchange, 200, describe());
            case "/jwks" -> json(exchange, 200, new JWKSet(key.toPublicJWK()).toJSONObject());
            case "/authorize" -> authorize(exchange);
            case "/token" -> token(exchange);
            case "/userinfo" -> json(exchange, userInfo == null ? 404 : 200, userInfo);
            default -> json(exchange, 404, Map.of());
        }
    }

    private Map<String, Object> describe() {
        Map<String, Object> all = new HashMap<>();
        all.put("issuer", issuer());
        all.put("authorization_endpoint", issuer() + "/authorize");
        all.put("token_endpoint", issuer() + "/token");
        all.put("jwks_uri", issuer() + "/jwks");
        if (userInfo != null) {
            all.put("userinfo_endpoint", issuer() + "/userinfo");
        }
        all.put("response_types_supported", List.of("code"));
        all.put("subject_types_supported", List.of("public"));
        all.put("id_token_signing_alg_values_supported", List.of("RS256"));
        all.put("code_challenge_methods_supported", List.of("S256"));
        return description.apply(all);
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
        if (asks && !query.containsKey("yes")) {
            byte[] page =
                    """
                    <!doctype html><html lang="en"><title>Test login</title><h1>Test login</h1>
                    <a id="yes" href="/authorize?%s&yes=1">Yes, that is me</a>
                    """
                            .formatted(exchange.getRequestURI().getRawQuery().replace("&", "&amp;"))
                            .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
            return;
        }
        boolean isSound =
                CLIENT_ID.equals(query.get("client_id"))
                        && "code".equals(query.get("response_type"))
                        && "S256".equals(query.get("code_challenge_method"))
                        && List.of(query.getOrDefault("scope", "").split(" ")).contains("openid")
                        && query.get("redirect_uri").endsWith("/api/auth/sso/callback");
        if (!isSound) {
            json(exchange, 400, query);
            return;
        }
        String code = UUID.randomUUID().toString();
        grants.put(
                code,
                new Grant(
                        person,
                        query.get("nonce"),
                        query.get("code_challenge"),
                        query.get("redirect_uri")));
        String state = URLEncoder.encode(query.get("state"), StandardCharsets.UTF_8);
        redirect(exchange, query.get("redirect_uri") + "?code=" + code + "&state=" + state + more);
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (!knows(exchange.getRequestHeaders().getFirst("Authorization"))) {
            json(exchange, 401, Map.of("error", "invalid_client"));
            return;
        }
        Grant grant = grants.remove(form.get("code")); // works once
        if (grant == null
                || !grant.redirectUri().equals(form.get("redirect_uri"))
                || !grant.challenge().equals(challenge(form.get("code_verifier")))) {
            json(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        json(
                exchange,
                200,
                Map.of(
                        "access_token",
                        UUID.randomUUID().toString(),
                        "token_type",
                        "Bearer",
                        "id_token",
                        signing.apply(claimsOf(grant))));
    }

    private JWTClaimsSet claimsOf(Grant grant) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder builder =
                new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .audience(CLIENT_ID)
                        .subject(grant.person().sub())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300)))
                        .claim("nonce", grant.nonce());
        grant.person().claims().forEach(builder::claim);
        return claims.apply(builder).build();
    }

    /** As the specification wants it: RS256, by the key that {@code /jwks} shows. */
    String sign(JWTClaimsSet set) {
        return sign(set, key);
    }

    static String sign(JWTClaimsSet set, RSAKey key) {
        try {
            SignedJWT token =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                            set);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** RFC 6749, section 2.3.1: both parts are encoded as in a form. */
    private static boolean knows(String authorization) {
        String both =
                URLEncoder.encode(CLIENT_ID, StandardCharsets.UTF_8)
                        + ":"
                        + URLEncoder.encode(CLIENT_SECRET, StandardCharsets.UTF_8);
        String expected =
                "Basic "
                        + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
        return expected.equals(authorization);
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static void redirect(HttpExchange exchange, String address) throws IOException {
        exchange.getResponseHeaders().set("Location", URI.create(address).toString());
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    static void json(HttpExchange exchange, int status, Object content) throws IOException {
        byte[] body = JSON.writeValueAsBytes(content);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Map<String, String> form(String text) {
        Map<String, String> form = new LinkedHashMap<>();
        List<String> parts = text == null ? new ArrayList<>() : List.of(text.split("&"));
        for (String part : parts) {
            String[] pair = part.split("=", 2);
            form.put(
                    URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                    pair.length == 1 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
