package dev.astir.app.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.astir.app.AppTest;
import dev.astir.app.RawHttp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.identity.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every route of {@code /openapi.json}, and those of the stream, are asked in ways that the
 * description does not allow, as administrator, employee, device and nobody: each answer is a
 * refusal in the one form of problems, or a result; nothing breaks, and nothing is left behind.
 */
class HostileRequestsTest extends AppTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Traces of our insides. */
    static final Pattern INSIDES =
            Pattern.compile(
                    "\\n\\s*at [\\w.$]+\\(|(java|javax|jdk|io|com|org|dev)\\.\\w+\\.[\\w.]*[A-Z]\\w+"
                            + "(Exception|Error)|Exception:|org\\.postgresql|PSQLException|"
                            + "SELECT .* FROM|dev\\.astir\\.app\\.");

    /** How many to begin with, in hundredths. */
    private static final int FIRST = 8;

    private static final int AS_ADMINISTRATOR = 36;
    private static final int AS_EMPLOYEE = 12;
    private static final int AS_NOBODY = 10;

    /** Each costs a hash of a password. */
    private static final int SIGN_INS = 8;

    private final Hostile hostile = new Hostile(Hostile.SEED);
    private final Person admin = app().registerOrganization();
    private final Person employee = app().addUser(admin, Role.EMPLOYEE, "Eve");

    /** In turns, so that no limit of one person's requests answers in place of the routes. */
    private final List<Person> administrators =
            List.of(
                    admin,
                    app().addUser(admin, Role.ADMIN, "Alan"),
                    app().addUser(admin, Role.ADMIN, "Barbara"));

    private int turn;
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Map<String, String> ids = new LinkedHashMap<>();

    /** The first of each kind. */
    private final Map<String, String> failures = new LinkedHashMap<>();

    private RawHttp http;

    /** On the same connection, which it may have left in disorder. */
    private byte[] previous = {};

    @Test
    void everyRouteRefusesWhatItCannotTakeAndNothingBreaks() {
        List<Route> routes = Route.all(app().api().get("/openapi.json").expect(200).json());
        assertThat(routes).hasSizeGreaterThan(45);
        TestAgent.Enrolled device = prepare();
        // The first of each kind makes pools and caches; growth is what comes after.
        ask(routes, FIRST, device);
        statuses.clear();

        try (Calm calm = new Calm(app())) {
            ask(routes, 100 * Hostile.ROUNDS, device);
            assertThat(failures.values()).as("with the seed %d", Hostile.SEED).isEmpty();
            calm.assertNothingBroke();
            calm.assertNothingIsLeft();
        }

        // Otherwise it was a limit or a sign-in that answered, and not the routes.
        int sum = statuses.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(statuses.getOrDefault(400, 0)).as("%s", statuses).isGreaterThan(sum / 6);
        assertThat(statuses.getOrDefault(200, 0)).as("%s", statuses).isGreaterThan(sum / 20);
        assertThat(statuses.getOrDefault(429, 0)).as("%s", statuses).isLessThan(sum / 20);
    }

    private TestAgent.Enrolled prepare() {
        ids.put(
                "projects",
                id(admin.api().post("/api/projects", Map.of("name", "P")).expect(201).json()));
        ids.put("sessions", id(admin.api().post("/api/sessions/start").expect(201).json()));
        ids.put(
                "activities",
                id(
                        admin.api()
                                .post("/api/activities", Map.of("eventType", "task.created"))
                                .expect(201)
                                .json()));
        ids.put("users", app().addUser(admin, Role.EMPLOYEE, "Victim").userId().toString());
        TestAgent.Enrolled device = TestAgent.enrol(app(), admin);
        ids.put("agents", device.agentId().toString());
        return device;
    }

    private void ask(List<Route> routes, int percent, TestAgent.Enrolled device) {
        try (RawHttp connection = new RawHttp(app().uri())) {
            http = connection;
            for (Route route : routes) {
                boolean costly = route.needsCostlySignIn();
                ask(
                        route,
                        percent * (costly ? SIGN_INS : AS_ADMINISTRATOR) / 100,
                        credentials(route, device));
                if (!costly) {
                    ask(route, percent * AS_EMPLOYEE / 100, "Bearer " + employee.accessToken());
                    ask(route, percent * AS_NOBODY / 100, null);
                }
            }
        }
    }

    /** Of the administrator; but where they would end their sign-in, nobody's. */
    private String credentials(Route route, TestAgent.Enrolled device) {
        if (route.path().startsWith("/api/agent/")) {
            return "Bearer " + device.agentKey();
        }
        Person next = administrators.get(turn++ % administrators.size());
        return route.path().startsWith("/api/auth/lo") ? null : "Bearer " + next.accessToken();
    }

    private void ask(Route route, int times, String authorization) {
        for (int i = 0; i < times; i++) {
            byte[] request = request(route, authorization);
            try {
                RawHttp.Answer answer = http.send(request);
                statuses.merge(answer.status(), 1, Integer::sum);
                assertCivil(answer);
            } catch (AssertionError | RuntimeException e) {
                failures.putIfAbsent(
                        route.name() + " " + firstLine(e),
                        "%s, as %s:%n%s%n%s%nafter:%n%s"
                                .formatted(
                                        route.name(),
                                        authorization == null ? "nobody" : "somebody",
                                        shown(request),
                                        e.getMessage(),
                                        shown(previous)));
            } finally {
                previous = request;
            }
        }
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static void assertCivil(RawHttp.Answer answer) {
        String type = answer.headers().getOrDefault("content-type", "");
        assertThat(answer.status()).as(answer.text()).isBetween(200, 499);
        assertThat(answer.headers()).doesNotContainKey("x-injected");
        if (answer.status() >= 400 && answer.body().length > 0) {
            assertThat(type).as(answer.text()).startsWith("application/problem+json");
            JsonNode problem = json(answer.text());
            assertThat(problem.path("type").asText()).startsWith("urn:astir:");
            assertThat(problem.path("title").asText()).isNotEmpty();
            assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
            assertThat(answer.text()).doesNotContainPattern(INSIDES);
        }
    }

    private byte[] request(Route route, String authorization) {
        String method = hostile.chance(4) ? hostile.method() : route.method();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "localhost");
        if (authorization != null) {
            headers.put("Authorization", authorization);
        }
        byte[] body = new byte[0];
        if (route.body() != null) {
            headers.put("Content-Type", "application/json");
            body =
                    hostile.chance(80)
                            ? hostile.body(route.body())
                            : Hostile.encode(route.body().toString());
        } else if (hostile.chance(8)) {
            body = hostile.body(JSON.createObjectNode());
        }
        if (hostile.chance(body.length > 0 ? 8 : 2)) {
            headers.put("Content-Type", hostile.one(Hostile.CONTENT_TYPES));
        }
        if (hostile.chance(25)) {
            Map.Entry<String, String> header = hostile.header();
            headers.put(header.getKey(), header.getValue());
        }
        if (body.length > 0 || !method.equals("GET")) {
            headers.put("Content-Length", Integer.toString(body.length));
        }
        StringBuilder head = new StringBuilder(method).append(' ').append(target(route));
        head.append(" HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Hostile.encode(head.append("\r\n").toString()));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private String target(Route route) {
        String path = route.path();
        String kind = path.split("/").length > 2 ? path.split("/")[2] : "";
        // What is found would be gone afterwards, or ended.
        boolean ends = route.method().equals("DELETE") || path.endsWith("/stop");
        String good = ends ? UUID.randomUUID().toString() : ids.getOrDefault(kind, "x");
        // So that more of them come to what is beneath an event.
        path = path.replace("/activities/{id}/", "/activities/" + ids.get("activities") + "/");
        path = path.replaceAll("\\{\\w+}", hostile.chance(50) ? good : "@");
        if (path.contains("@")) {
            path = path.replace("@", hostile.inUrl());
        } else if (hostile.chance(2)) {
            path = path + hostile.inUrl();
        }
        StringBuilder query = new StringBuilder();
        for (String parameter : route.parameters()) {
            if (hostile.chance(120 / (route.parameters().size() + 1))) {
                query.append('&').append(parameter).append('=').append(hostile.inUrl());
                if (hostile.chance(10)) {
                    query.append('&').append(parameter).append('=').append(hostile.inUrl());
                }
            }
        }
        if (hostile.chance(3)) {
            query.append('&').append(hostile.inUrl());
        }
        return query.isEmpty() ? path : path + "?" + query.substring(1);
    }

    private static String shown(byte[] request) {
        String text = new String(request, java.nio.charset.StandardCharsets.ISO_8859_1);
        return text.length() > 2_000 ? text.substring(0, 2_000) + "…" : text;
    }

    private static String id(JsonNode created) {
        return (created.has("id") ? created : created.get("item")).get("id").asText();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + text, e);
        }
    }
}
