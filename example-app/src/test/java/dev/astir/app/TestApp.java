package dev.astir.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.devices.AgentJar;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.TestSignIns;
import dev.astir.app.jobs.JobPace;
import dev.astir.app.platform.OwnerOnlyFiles;
import dev.astir.app.platform.Settings;
import dev.astir.app.platform.TestPostgres;
import dev.astir.app.summaries.ComputingPace;
import dev.astir.app.webhooks.WebhookPace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A real app on a free port, with its own embedded database in a temporary {@code ASTIR_HOME}.
 * Passwords are hashed with the least work, or most of the tests' time were that of hashes.
 */
public final class TestApp implements AutoCloseable {

    /** Password of everybody whom {@link #registerOrganization} and {@link #addUser} create. */
    public static final String PASSWORD = "correct horse battery";

    private final Path home;
    private final AstirApp app;
    private final Api api;

    private TestApp(Path home, AstirApp app) {
        this.home = home;
        this.app = app;
        this.api = new Api(app.uri());
    }

    /** With the default settings. */
    public static TestApp start() {
        return start(Map.of());
    }

    /** With further {@code ASTIR_*} variables. */
    public static TestApp start(Map<String, String> variables) {
        return start(variables, Clock.systemUTC());
    }

    /** With further variables, and in another time. */
    public static TestApp start(Map<String, String> variables, Clock clock) {
        return start(variables, List.of(clock));
    }

    /** With further variables, and with some beans in place of the app's own. */
    public static TestApp start(Map<String, String> variables, List<Object> beans) {
        Path home = temporaryHome();
        Map<String, String> environment = new HashMap<>(variables);
        environment.putIfAbsent("ASTIR_HOME", home.toString());
        environment.putIfAbsent("ASTIR_PORT", "0");
        environment.putIfAbsent("ASTIR_DRAIN_SECONDS", "0");
        List<Object> own =
                List.of(
                        new AgentJar(home.resolve("agent.jar")),
                        TestSignIns.leastHashCost(),
                        // Days are computed when they are asked for, or by the test.
                        new ComputingPace(Duration.ofHours(1), 0),
                        // Jobs are run by the test, and what they do is not done before.
                        JobPace.never(),
                        WebhookPace.byJob());
        return new TestApp(
                home,
                AstirApp.start(
                        Settings.from(environment),
                        Stream.concat(
                                        own.stream().filter(bean -> !isReplaced(bean, beans)),
                                        beans.stream())
                                .toList()));
    }

    private static boolean isReplaced(Object bean, List<Object> others) {
        return others.stream().anyMatch(other -> other.getClass() == bean.getClass());
    }

    /**
     * A fresh folder that finds the PostgreSQL programs unpacked already, when a test ran before.
     */
    public static Path temporaryHome() {
        try {
            Path home = Files.createTempDirectory("astir-test");
            // The programs in it are run, so it must be nobody else's.
            Path shared =
                    Path.of(
                            System.getProperty("java.io.tmpdir"),
                            "astir-test-postgresql-" + System.getProperty("user.name"));
            OwnerOnlyFiles.createFolder(shared);
            Path programs = TestPostgres.programs(shared);
            Files.createSymbolicLink(home.resolve(programs.getFileName()), programs);
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of this app, where a test may put the agent's jar that the app offers. */
    public Path home() {
        return home;
    }

    /** Where the app answers. */
    public URI uri() {
        return app.uri();
    }

    /** A client that is not signed in. */
    public Api api() {
        return api;
    }

    /** A bean of the app, to prepare what no address offers yet, or to look inside. */
    public <T> T bean(Class<T> type) {
        return app.context().getBean(type);
    }

    /** All beans of the type. */
    public <T> Collection<T> beans(Class<T> type) {
        return app.context().getBeansOfType(type);
    }

    /** A new organization and its administrator, signed in. */
    public Person registerOrganization() {
        String email = "admin-" + UUID.randomUUID() + "@example.org";
        JsonNode signedIn =
                api.post(
                                "/api/auth/register",
                                Map.of(
                                        "organizationName",
                                        "Organization of " + email,
                                        "timeZone",
                                        "Europe/Berlin",
                                        "name",
                                        "Ada Admin",
                                        "email",
                                        email,
                                        "password",
                                        PASSWORD))
                        .expect(201)
                        .json();
        return person(signedIn, email);
    }

    /** A further person of the administrator's organization, signed in. */
    public Person addUser(Person administrator, Role role, String name) {
        String email = role.json() + "-" + UUID.randomUUID() + "@example.org";
        UUID organization = administrator.organizationId();
        Tokens tokens = TestSignIns.add(this, organization, name, email, role);
        return new Person(
                tokens.userId(),
                organization,
                email,
                tokens.access(),
                tokens.refresh(),
                api.with("Authorization", "Bearer " + tokens.access()));
    }

    /** What a sign-in gives. */
    public record Tokens(UUID userId, String access, String refresh) {}

    /** Signs in with the usual password. */
    public Person signIn(String email) {
        JsonNode signedIn =
                api.post("/api/auth/login", Map.of("email", email, "password", PASSWORD))
                        .expect(200)
                        .json();
        return person(signedIn, email);
    }

    private Person person(JsonNode signedIn, String email) {
        String token = signedIn.get("accessToken").asText();
        return new Person(
                UUID.fromString(signedIn.at("/user/id").asText()),
                UUID.fromString(signedIn.at("/user/organizationId").asText()),
                email,
                token,
                signedIn.get("refreshToken").asText(),
                api.with("Authorization", "Bearer " + token));
    }

    /**
     * Somebody who is signed in.
     *
     * @param api a client that sends their token
     */
    public record Person(
            UUID userId,
            UUID organizationId,
            String email,
            String accessToken,
            String refreshToken,
            Api api) {}

    @Override
    public void close() throws IOException {
        app.close();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
