package dev.astir.app.singlesignon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.tenancy.Transactions;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators do with providers, and what everybody may ask about them. */
class ProvidersTest extends ProviderTest {

    private static final String PROVIDERS = "/api/identity-providers";

    @Test
    void neverShowsTheSecretAgain() {
        inAnOrganizationOfItsOwn();
        String all = admin.api().get(PROVIDERS).expect(200).body();

        assertThat(all).contains("\"hasClientSecret\":true").doesNotContain("a secret");
        IdentityProvider row = row();
        assertThat(new String(row.clientSecret(), StandardCharsets.ISO_8859_1))
                .doesNotContain("a secret");
        assertThat(app().bean(ClientSecrets.class).open(row)).contains(TestProvider.CLIENT_SECRET);
        assertThat(trail("identity-provider.created").toString())
                .contains(provider.issuer())
                .doesNotContain("a secret");
    }

    /** The row of another organization with the sealed secret of this one. */
    @Test
    void aSealedSecretIsOfNoUseElsewhere() {
        IdentityProvider mine = row();
        IdentityProvider moved =
                new IdentityProvider(
                        mine.id(),
                        app().registerOrganization().organizationId(),
                        mine.name(),
                        mine.issuer(),
                        mine.clientId(),
                        mine.clientSecret(),
                        mine.allowedDomains(),
                        null,
                        List.of(),
                        List.of(),
                        true,
                        true,
                        mine.createdAt(),
                        mine.updatedAt());

        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(
                                () -> app().bean(ClientSecrets.class).open(moved)))
                .isInstanceOf(SignInRefused.class)
                .hasMessageContaining("ASTIR_SECRET changed");
    }

    @Test
    void keepsTheSecretUnlessTheIssuerIsAnother() {
        inAnOrganizationOfItsOwn();
        Map<String, Object> row = provider.row(domain);
        row.remove("clientSecret");
        row.put("name", "Renamed");
        admin.api().put(PROVIDERS + "/" + id, row).expect(200);
        browser.signIn(id);
        assertThat(browser.me()).contains("Grace");

        try (TestProvider evil = TestProvider.start()) {
            row.put("issuer", evil.issuer());
            JsonNode problem = admin.api().put(PROVIDERS + "/" + id, row).expect(400).json();
            assertThat(problem.at("/errors/0/field").asText()).isEqualTo("clientSecret");
        }
        assertThat(trail("identity-provider.changed").toString())
                .contains("\"name\":\"Renamed\"", "\"clientSecretChanged\":false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "issuer|http://login.example.org#x",
                "issuer|https://user@login.example.org",
                "issuer|https://login.example.org?x=y",
                "issuer|ftp://login.example.org",
                "issuer|login.example.org",
                "name|",
                "clientId|",
                "roleClaim|groups",
            })
    void namesTheFieldThatCannotBe(String field, String value) {
        Map<String, Object> row = provider.row(domain);
        row.put("issuer", "https://login.example.org");
        row.put(field, value);

        JsonNode problem = admin.api().post(PROVIDERS, row).expect(400).json();

        assertThat(problem.at("/errors/0/field").asText())
                .isEqualTo(field.equals("roleClaim") ? "roleValues" : field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "*.example.org", "@example.org", "exämple.org", "", "a..b"})
    void takesDomainsAlone(String wrong) {
        Map<String, Object> row = provider.row(domain);
        row.put("allowedDomains", List.of("example.org", wrong));

        JsonNode problem = admin.api().post(PROVIDERS, row).expect(400).json();

        assertThat(problem.at("/errors/0/field").asText()).startsWith("allowedDomains[1]");
    }

    @Test
    void hasEachIssuerOnceAndNotTooMany() {
        inAnOrganizationOfItsOwn();
        assertProblem(admin.api().post(PROVIDERS, provider.row(domain)), 409, "issuer-taken");
        IntStream.range(1, Providers.MOST).forEach(i -> add(admin, other(i)));

        assertProblem(
                admin.api().post(PROVIDERS, other(Providers.MOST)), 409, "too-many-providers");
        assertThat(admin.api().get(PROVIDERS).json().get("items")).hasSize(Providers.MOST);
    }

    @Test
    void aTestSaysInWordsWhatIsWrong() {
        inAnOrganizationOfItsOwn(); // which may test so often
        assertThat(test()).isEqualTo("{\"ok\":true,\"problems\":[]}");

        change(Map.of("clientSecret", "wrong"));
        assertThat(test()).contains("the client secret is wrong (invalid_client)");

        provider.description =
                all -> {
                    all.put("code_challenge_methods_supported", List.of("plain"));
                    all.put("response_types_supported", List.of("id_token"));
                    return all;
                };
        assertThat(test())
                .contains("It does not offer PKCE", "does not offer the authorization code");

        provider.pages.put("/jwks", exchange -> TestProvider.json(exchange, 200, List.of()));
        assertThat(test()).contains("no set of keys");

        provider.close();
        assertThat(test()).contains(provider.issuer(), "it cannot be connected to");
    }

    @Test
    void aTestReachesNothingInside() {
        inAnOrganizationOfItsOwn();
        Map<String, String> answers =
                Map.of(
                        "https://10.0.0.1", "it is not at a public address",
                        "https://169.254.169.254", "it is not at a public address",
                        "https://[::1]", "it is not at a public address",
                        "https://[::ffff:127.0.0.2]", "it is not at a public address",
                        "https://[64:ff9b::a00:1]", "it is not at a public address",
                        "https://2130706434", "it is not at a public address",
                        "http://93.184.216.34", "its address must begin with https://",
                        "https://nobody.invalid", "its name is not known");
        answers.forEach((issuer, why) -> {
            change(Map.of("issuer", issuer));
            assertThat(test()).as(issuer).contains(why);
        });
    }

    @Test
    void passwordsMayBeForAdministratorsAlone() {
        inAnOrganizationOfItsOwn();
        Person eve = app().addUser(admin, Role.EMPLOYEE, "Eve");
        Map<String, Object> login =
                Map.of("email", eve.email(), "password", "correct horse battery");
        String rules = "/api/sign-in-rules";
        assertThat(admin.api().get(rules).expect(200).json().get("redirectUri").asText())
                .isEqualTo(app().uri() + "/api/auth/sso/callback");

        admin.api().patch(rules, Map.of("passwordsAllowed", false)).expect(200);

        assertProblem(app().api().post("/api/auth/login", login), 403, "single-sign-on-required");
        app().api()
                .post("/api/auth/login", Map.of("email", eve.email(), "password", "another one"))
                .expect(401);
        app().signIn(admin.email());
        // What came by password before ends at once, unless it is an administrator's.
        eve.api().get("/api/auth/me").expect(401);
        app().api()
                .post("/api/auth/refresh", Map.of("refreshToken", eve.refreshToken()))
                .expect(401);
        assertThat(trail("sign-in-rules.changed")).hasSize(1);
        Person otto = app().addUser(admin, Role.ADMIN, "Otto");
        otto.api().get("/api/auth/me").expect(200);
        admin.api().patch("/api/users/" + otto.userId(), Map.of("role", "manager")).expect(200);
        otto.api().get("/api/auth/me").expect(401);

        assertProblem(admin.api().delete(PROVIDERS + "/" + id), 409, "last-provider");
        Map<String, Object> off = provider.row(domain);
        off.put("enabled", false);
        assertProblem(admin.api().put(PROVIDERS + "/" + id, off), 409, "last-provider");

        admin.api().patch(rules, Map.of("passwordsAllowed", true)).expect(200);
        app().api().post("/api/auth/login", login).expect(200);
        admin.api().delete(PROVIDERS + "/" + id).expect(204);
        assertProblem(
                admin.api().patch(rules, Map.of("passwordsAllowed", false)), 409, "no-provider");
        assertThat(trail("identity-provider.deleted")).hasSize(1);
    }

    /** Somebody who administers must always be able to come in. */
    @Test
    void nobodyLocksTheOrganizationOut() {
        inAnOrganizationOfItsOwn();
        browser.signIn(id);
        String grace = "/api/users/" + person(admin, "grace@" + domain).get("id").asText();
        String ada = "/api/users/" + admin.userId();
        admin.api().patch(grace, Map.of("role", "admin")).expect(200);

        // Grace has no password, and comes in by the provider.
        execute("UPDATE users SET password_hash = 'none' WHERE id = '" + admin.userId() + "'");
        for (Map<String, Object> changed :
                List.<Map<String, Object>>of(
                        Map.of("enabled", false), Map.of("issuer", "https://other.example"))) {
            Map<String, Object> row = provider.row("other.example");
            row.putAll(changed);
            assertProblem(admin.api().put(PROVIDERS + "/" + id, row), 409, "locked-out");
        }
        assertProblem(admin.api().delete(PROVIDERS + "/" + id), 409, "locked-out");
        for (Object gone : List.of(Map.of("role", "manager"), Map.of("status", "suspended"))) {
            assertProblem(admin.api().patch(grace, gone), 409, "locked-out");
        }
        assertProblem(admin.api().delete(grace), 409, "locked-out");
        admin.api().patch(ada, Map.of("role", "manager")).expect(200);
        execute("UPDATE users SET role = 'admin' WHERE id = '" + admin.userId() + "'");

        // With Ada's password, the provider and Grace may go.
        execute("UPDATE users SET password_hash = '$2b$' WHERE id = '" + admin.userId() + "'");
        assertThat(admin.api().get(PROVIDERS).expect(200).json().get("items")).hasSize(1);
        admin.api().delete(PROVIDERS + "/" + id).expect(204);
        admin.api().delete(grace).expect(204);
    }

    /** Not even by doing without passwords. */
    @Test
    void withoutPasswordsAnAdministratorComesInByTheProvider() {
        inAnOrganizationOfItsOwn();
        execute("UPDATE users SET password_hash = 'none' WHERE id = '" + admin.userId() + "'");
        String rules = "/api/sign-in-rules";
        Map<String, Object> off = Map.of("passwordsAllowed", false);

        assertProblem(admin.api().patch(rules, off), 409, "locked-out");

        execute("UPDATE users SET email = 'ada@" + domain + "'");
        admin.api().patch(rules, off).expect(200);
    }

    @Test
    void findsProvidersByTheDomainAndTellsNobodyWhoExists() {
        Person rival = app().registerOrganization();
        TestBrowser.of(app()).signIn(add(rival, provider.row(domain)));
        Map<String, Object> more = other(1);
        more.put("allowedDomains", List.of(domain));
        add(rival, more);
        JsonNode known = discover("grace@" + domain);
        JsonNode unknown = discover("nobody@" + domain.toUpperCase(java.util.Locale.ROOT));

        assertThat(known).isEqualTo(unknown);
        assertThat(known).hasSize(2);
        // The older organization's, whoever else claims the domain and signs in.
        assertThat(known.get(0).get("id").asText()).isEqualTo(id);
        assertThat(known.get(0).get("host").asText()).isEqualTo("127.0.0.1");
        assertThat(known.get(0).get("organizationName").asText()).contains(admin.email());
        assertThat(discover("x@sub." + domain)).isEmpty();
        assertThat(discover("x@" + domain + ".evil.example")).isEmpty();

        change(Map.of("enabled", false));
        assertThat(discover("grace@" + domain)).hasSize(1);
    }

    @Test
    void oneAddressAsksOnlySoOften() {
        Api stranger = app().api().with("X-Forwarded-For", "192.0.2.77");
        Map<String, String> body = Map.of("email", "x@" + domain);
        for (int i = 0; i < SingleSignOnController.DISCOVERIES.capacity(); i++) {
            stranger.post("/api/auth/sso/discover", body).expect(200);
        }

        Api.Answer refused = stranger.post("/api/auth/sso/discover", body).expect(429);

        assertThat(refused.header("Retry-After")).isNotEmpty();
        for (int i = 0; i < SingleSignOnController.BEGINNINGS.capacity(); i++) {
            stranger.get("/api/auth/sso/" + id + "/start");
        }
        assertThat(stranger.get("/api/auth/sso/" + id + "/start").header("Location"))
                .isEqualTo("/sign-in?failure=too-many");
    }

    private static JsonNode discover(String email) {
        return app().api()
                .post("/api/auth/sso/discover", Map.of("email", email))
                .expect(200)
                .json()
                .get("providers");
    }

    private static void assertProblem(Api.Answer answer, int status, String type) {
        assertThat(answer.expect(status).json().get("type").asText())
                .isEqualTo("urn:astir:problem:" + type);
    }

    private Map<String, Object> other(int number) {
        Map<String, Object> row = new HashMap<>(provider.row(domain));
        row.put("issuer", "https://login" + number + ".example.org");
        return row;
    }

    private void execute(String sql) {
        Transactions transactions = app().bean(Transactions.class);
        transactions.inOrganization(
                admin.organizationId(),
                () -> {
                    try (Statement statement = transactions.connection().createStatement()) {
                        statement.execute(sql);
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    private String test() {
        return admin.api().post(PROVIDERS + "/" + id + "/test").expect(200).body();
    }

    private IdentityProvider row() {
        return app().bean(Transactions.class)
                .inOrganization(
                        admin.organizationId(),
                        () -> app().bean(IdentityProviderRepository.class).all().getFirst());
    }

    private List<JsonNode> trail(String action) {
        return TrailReader.of(app(), admin.organizationId(), action);
    }
}
