package dev.astir.app.singlesignon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Base of tests that sign in by a provider of their own, into an organization of their own. */
abstract class ProviderTest extends AppTest {

    private static final Map<Class<?>, Person> ADMINISTRATORS = new ConcurrentHashMap<>();

    TestProvider provider = TestProvider.start();
    final String domain = "d" + UUID.randomUUID() + ".example.org";

    /** Of the organization that the tests of a class share, since making one takes a while. */
    Person admin = ADMINISTRATORS.computeIfAbsent(getClass(), key -> app().registerOrganization());

    final TestBrowser browser = TestBrowser.of(app());
    String id = "";

    @BeforeEach
    void addProvider() {
        id = add(admin, provider.row(domain));
        provider.person = grace();
    }

    @AfterEach
    void stopProvider() {
        provider.close();
        // May be gone, or the last one that there must be.
        admin.api().delete("/api/identity-providers/" + id);
    }

    /** For a test that the others of the class would disturb. */
    void inAnOrganizationOfItsOwn() {
        admin.api().delete("/api/identity-providers/" + id).expect(204);
        admin = app().registerOrganization();
        id = add(admin, provider.row(domain));
    }

    static String add(Person administrator, Map<String, Object> row) {
        return administrator
                .api()
                .post("/api/identity-providers", row)
                .expect(201)
                .json()
                .get("id")
                .asText();
    }

    /** Describes the provider anew, with these fields changed. */
    void change(Map<String, Object> changes) {
        Map<String, Object> row = provider.row(domain);
        row.putAll(changes);
        admin.api().put("/api/identity-providers/" + id, row).expect(200);
    }

    TestProvider.Person grace() {
        return TestProvider.Person.named("Grace Hopper").withEmail("grace@" + domain);
    }

    /** The person of the organization with this e-mail. */
    JsonNode person(Person administrator, String email) {
        for (JsonNode one :
                administrator.api().get("/api/users?limit=200").expect(200).json().get("items")) {
            if (one.get("email").asText().equals(email)) {
                return one;
            }
        }
        throw new AssertionError("nobody has the e-mail " + email);
    }

    /** How many of the organization have an e-mail of this test's domain. */
    long people(Person administrator) {
        return administrator
                .api()
                .get("/api/users?limit=200")
                .expect(200)
                .json()
                .get("items")
                .findValuesAsText("email")
                .stream()
                .filter(email -> email.endsWith("@" + domain))
                .count();
    }

    static void assertFailed(TestBrowser browser, URI end, String failure) {
        assertThat(end.toString()).endsWith("/sign-in?failure=" + failure);
        assertThat(browser.me()).isEmpty();
    }
}
