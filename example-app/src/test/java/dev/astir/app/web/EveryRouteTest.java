package dev.astir.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.factors.TestFactors;
import dev.astir.app.identity.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Walks every route of {@code /openapi.json}: who may, and that another organization's ids are
 * nobody's. A route that is not in the table fails.
 */
public class EveryRouteTest extends AppTest {

    /** Who may at least; and what a body may be that passes the validation. */
    public record Access(Who who, String body) {}

    public enum Who {
        ANYBODY,
        DEVICE,
        EMPLOYEE,
        MANAGER,
        ADMIN
    }

    private static final String TEAM = "{\"name\":\"T\",\"managerIds\":[]}";
    private static final String TOKEN = "{\"name\":\"T\",\"scopes\":[\"read\"]}";
    private static final String PROVIDER =
            "{\"name\":\"L\",\"issuer\":\"https://login.example.org\",\"clientId\":\"astir\","
                    + "\"allowedDomains\":[\"example.org\"]}";

    private static final Map<String, Access> TABLE =
            Map.ofEntries(
                    route("GET /api/activities", Who.EMPLOYEE),
                    route("POST /api/activities", Who.EMPLOYEE, "{\"eventType\":\"task.created\"}"),
                    route("GET /api/activities.csv", Who.EMPLOYEE),
                    route("GET /api/activities/types", Who.EMPLOYEE),
                    route(
                            "POST /api/activity/batch",
                            Who.EMPLOYEE,
                            "{\"sessionId\":\"{session}\",\"events\":[]}"),
                    route("POST /api/agent/batch", Who.DEVICE, "{}"),
                    route("GET /api/agents", Who.EMPLOYEE),
                    route("POST /api/agents/enrol", Who.ANYBODY, "{}"),
                    route("POST /api/agents/policy", Who.ANYBODY, "{}"),
                    route("DELETE /api/agents/{id}", Who.EMPLOYEE),
                    route("POST /api/agents/{id}/block", Who.ADMIN),
                    route("POST /api/agents/{id}/unblock", Who.ADMIN),
                    route("POST /api/auth/accept-invitation", Who.ANYBODY, "{}"),
                    route("POST /api/auth/invitation", Who.ANYBODY, "{}"),
                    route(
                            "POST /api/auth/change-password",
                            Who.EMPLOYEE,
                            "{\"currentPassword\":\"%1$s\",\"newPassword\":\"%1$s\"}"
                                    .formatted(TestApp.PASSWORD)),
                    route("POST /api/auth/forgot-password", Who.ANYBODY, "{}"),
                    route("POST /api/auth/login", Who.ANYBODY, "{}"),
                    route("POST /api/auth/logout", Who.ANYBODY, "{}"),
                    route("POST /api/auth/logout-everywhere", Who.EMPLOYEE, "{}"),
                    route("GET /api/audit", Who.ADMIN),
                    route("GET /api/audit.csv", Who.ADMIN),
                    route("GET /api/auth/me", Who.EMPLOYEE),
                    route("PATCH /api/auth/me", Who.EMPLOYEE, "{}"),
                    route("POST /api/auth/refresh", Who.ANYBODY, "{}"),
                    route("POST /api/auth/register", Who.ANYBODY, "{}"),
                    route("GET /api/auth/second-factor", Who.EMPLOYEE),
                    route("POST /api/auth/second-factor", Who.ANYBODY, "{}"),
                    route("POST /api/auth/second-factor/passkey-options", Who.ANYBODY, "{}"),
                    route(
                            "POST /api/auth/second-factor/passkeys",
                            Who.EMPLOYEE,
                            "{\"challenge\":\"-\",\"name\":\"Key\",\"credential\":{}}"),
                    route("POST /api/auth/second-factor/passkeys/options", Who.EMPLOYEE, "{}"),
                    route(
                            "PATCH /api/auth/second-factor/passkeys/{id}",
                            Who.EMPLOYEE,
                            "{\"name\":\"Key\"}"),
                    route("DELETE /api/auth/second-factor/passkeys/{id}", Who.EMPLOYEE, "{}"),
                    route("POST /api/auth/second-factor/recovery-codes", Who.EMPLOYEE, "{}"),
                    route("POST /api/auth/second-factor/totp", Who.EMPLOYEE, "{}"),
                    route(
                            "DELETE /api/auth/second-factor/totp",
                            Who.EMPLOYEE,
                            "{\"code\":\"123456\"}"),
                    route(
                            "POST /api/auth/second-factor/totp/confirm",
                            Who.EMPLOYEE,
                            "{\"code\":\"123456\"}"),
                    route("GET /api/auth/sso/callback", Who.ANYBODY),
                    route("GET /api/auth/sso/confirmation", Who.ANYBODY),
                    route("POST /api/auth/sso/confirmation", Who.ANYBODY, "{}"),
                    route("DELETE /api/auth/sso/confirmation", Who.ANYBODY),
                    route("POST /api/auth/sso/discover", Who.ANYBODY, "{}"),
                    route("GET /api/auth/sso/{providerId}/start", Who.ANYBODY),
                    route("POST /api/auth/reset-password", Who.ANYBODY, "{}"),
                    route("GET /api/auth/sessions", Who.EMPLOYEE),
                    route("DELETE /api/auth/sessions", Who.EMPLOYEE),
                    route("DELETE /api/auth/sessions/{id}", Who.EMPLOYEE),
                    route("GET /api/enrolment-tokens", Who.EMPLOYEE),
                    route("POST /api/enrolment-tokens", Who.EMPLOYEE, "{}"),
                    route("DELETE /api/enrolment-tokens/{id}", Who.EMPLOYEE),
                    route("GET /api/invitations", Who.ADMIN),
                    route(
                            "POST /api/invitations",
                            Who.ADMIN,
                            "{\"email\":\"lena@example.org\",\"role\":\"employee\"}"),
                    route("DELETE /api/invitations/{id}", Who.ADMIN),
                    route("POST /api/invitations/{id}/resend", Who.ADMIN),
                    route("GET /api/identity-providers", Who.ADMIN),
                    route("POST /api/identity-providers", Who.ADMIN, PROVIDER),
                    route("PUT /api/identity-providers/{id}", Who.ADMIN, PROVIDER),
                    route("DELETE /api/identity-providers/{id}", Who.ADMIN),
                    route("POST /api/identity-providers/{id}/test", Who.ADMIN),
                    route("GET /api/erasure-requests", Who.ADMIN),
                    route("POST /api/erasure-requests/{id}/approve", Who.ADMIN, "{}"),
                    route(
                            "POST /api/erasure-requests/{id}/decline",
                            Who.ADMIN,
                            "{\"note\":\"no\"}"),
                    route("GET /api/me/data", Who.EMPLOYEE),
                    route("GET /api/me/data/summary", Who.EMPLOYEE),
                    route("GET /api/me/erasure-request", Who.EMPLOYEE),
                    route("POST /api/me/erasure-request", Who.EMPLOYEE, "{}"),
                    route("DELETE /api/me/erasure-request", Who.EMPLOYEE),
                    route("GET /api/me/views", Who.EMPLOYEE),
                    route("GET /api/organization", Who.EMPLOYEE),
                    route("PATCH /api/organization", Who.ADMIN, "{}"),
                    route("GET /api/password-resets", Who.ADMIN),
                    route("GET /api/policy", Who.EMPLOYEE),
                    route("PUT /api/policy", Who.ADMIN, "{}"),
                    route("POST /api/policy/acknowledge", Who.EMPLOYEE, "{\"version\":1}"),
                    route("GET /api/policy/acknowledgements", Who.ADMIN),
                    route("GET /api/policy/versions", Who.EMPLOYEE),
                    route("GET /api/presence", Who.EMPLOYEE),
                    route("GET /api/projects", Who.EMPLOYEE),
                    route("POST /api/projects", Who.MANAGER, "{\"name\":\"P\"}"),
                    route("GET /api/projects/{id}", Who.EMPLOYEE),
                    route("PUT /api/projects/{id}", Who.MANAGER, "{\"name\":\"P\"}"),
                    route("DELETE /api/projects/{id}", Who.MANAGER),
                    route("GET /api/sessions", Who.EMPLOYEE),
                    route("GET /api/sessions/active", Who.EMPLOYEE),
                    route("POST /api/sessions/start", Who.EMPLOYEE, "{}"),
                    route(
                            "POST /api/sessions/{id}/activity",
                            Who.EMPLOYEE,
                            "{\"activityType\":\"idle\",\"durationSeconds\":0}"),
                    route("POST /api/sessions/{id}/stop", Who.EMPLOYEE),
                    route("GET /api/teams", Who.MANAGER),
                    route("POST /api/teams", Who.ADMIN, TEAM),
                    route("GET /api/teams/{id}", Who.MANAGER),
                    route("PUT /api/teams/{id}", Who.ADMIN, TEAM),
                    route("DELETE /api/teams/{id}", Who.ADMIN),
                    route("GET /api/sign-in-rules", Who.ADMIN),
                    route("PATCH /api/sign-in-rules", Who.ADMIN, "{}"),
                    route("GET /download/astir-agent.jar", Who.ANYBODY),
                    route("GET /api/tokens", Who.EMPLOYEE),
                    route("POST /api/tokens", Who.EMPLOYEE, TOKEN),
                    route("GET /api/tokens/everyone", Who.ADMIN),
                    route("DELETE /api/tokens/{id}", Who.EMPLOYEE),
                    route("GET /api/users", Who.MANAGER),
                    route("DELETE /api/users/{id}", Who.ADMIN),
                    route("PATCH /api/users/{id}", Who.ADMIN, "{}"),
                    route("POST /api/users/{id}/password-reset", Who.ADMIN),
                    route("GET /api/users/{id}/sessions", Who.ADMIN),
                    route("DELETE /api/users/{id}/sessions", Who.ADMIN),
                    route("DELETE /api/users/{id}/sessions/{sid}", Who.ADMIN),
                    route("DELETE /api/users/{id}/data", Who.ADMIN),
                    route("DELETE /api/users/{id}/second-factor", Who.ADMIN),
                    // From this machine; from others with the operator's token: MetricsTest.
                    route("GET /metrics", Who.ANYBODY));

    private static Map.Entry<String, Access> route(String route, Who who) {
        return route(route, who, null);
    }

    private static Map.Entry<String, Access> route(String route, Who who, String body) {
        return Map.entry(route, new Access(who, body));
    }

    @Test
    void everyRouteIsInTheTableAndTheTableHasNoOther() {
        assertThat(new TreeSet<>(TABLE.keySet())).isEqualTo(new TreeSet<>(routes()));
    }

    @Test
    void saysHowToSignInExactlyWhereItIsNeeded() {
        Set<String> open = new TreeSet<>();
        JsonNode paths = description().get("paths");
        for (String route : routes()) {
            if (!operation(paths, route).has("security")) {
                open.add(route);
            }
        }

        assertThat(open)
                .isEqualTo(
                        new TreeSet<>(
                                TABLE.entrySet().stream()
                                        .filter(entry -> entry.getValue().who() == Who.ANYBODY)
                                        .map(Map.Entry::getKey)
                                        .toList()));
    }

    @Test
    void describesStatusesAndProblemsAndNoParameterOfOurOwn() {
        JsonNode paths = description().get("paths");

        for (String route : routes()) {
            JsonNode operation = operation(paths, route);
            assertThat(operation.at("/responses/4XX/content").has(Problem.MEDIA_TYPE))
                    .as(route)
                    .isTrue();
            assertThat(operation.toString()).as(route).doesNotContainIgnoringCase("caller");
        }
        assertThat(paths.at("/~1api~1projects/post/responses").has("201")).isTrue();
        assertThat(paths.at("/~1api~1projects~1{id}/delete/responses").has("204")).isTrue();
        assertThat(paths.at("/~1api~1auth~1register/post/responses").has("201")).isTrue();
        assertThat(description().at("/components/schemas/ProjectRequest/properties/name/maxLength"))
                .hasToString("255");
    }

    @TestFactory
    Stream<DynamicTest> withoutASignInNothingButTheOpenRoutesAnswers() {
        return routes().stream()
                .map(route ->
                        dynamicTest(
                                route,
                                () -> {
                                    Api.Answer answer = send(app().api(), route, unknown());
                                    boolean open = access(route).who() == Who.ANYBODY;
                                    if (open) {
                                        assertThat(answer.body())
                                                .doesNotContain(":not-authenticated");
                                    } else {
                                        assertThat(answer.status()).isEqualTo(401);
                                        assertThat(answer.body()).contains(":not-authenticated");
                                    }
                                }));
    }

    @TestFactory
    Stream<DynamicTest> eachRoleMayWhatTheTableSays() {
        Map<Role, Person> people = new EnumMap<>(Role.class);
        people.put(Role.ADMIN, app().registerOrganization());
        people.put(Role.MANAGER, app().addUser(people.get(Role.ADMIN), Role.MANAGER, "Mia"));
        people.put(Role.EMPLOYEE, app().addUser(people.get(Role.ADMIN), Role.EMPLOYEE, "Bob"));
        return routes().stream()
                .filter(route -> access(route).who() != Who.ANYBODY)
                .flatMap(route ->
                        people.entrySet().stream()
                                .map(person ->
                                        dynamicTest(
                                                route + " as " + person.getKey().json(),
                                                () ->
                                                        assertAccess(
                                                                route,
                                                                person.getKey(),
                                                                person.getValue(),
                                                                people.get(Role.ADMIN)))));
    }

    private static void assertAccess(String route, Role role, Person person, Person admin) {
        // Its answer is the last that a sign-in gets.
        boolean ends = route.equals("POST /api/auth/logout-everywhere");
        Person asking = ends ? app().addUser(admin, role, "Gone") : person;
        Api.Answer answer = send(asking.api(), route, unknown());
        Who who = access(route).who();
        boolean may = who != Who.DEVICE && role.includes(Role.valueOf(who.name()));
        if (may) {
            // What is asked for may not be there, or be in the way; it is not forbidden. Nor is a
            // code that no phone has shown.
            boolean wrongCode = answer.body().contains("\"field\":\"code\"");
            assertThat(answer.status())
                    .as(answer.body())
                    .isIn(200, 201, 204, 404, 409, wrongCode ? 400 : 200);
        } else {
            assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        }
    }

    @TestFactory
    Stream<DynamicTest> anotherOrganizationsIdsAreNobodys() {
        Person stranger = app().registerOrganization();
        Person owner = app().registerOrganization();
        Map<String, String> ids = ownedBy(owner);
        List<String> routes =
                routes().stream()
                        // Who signs in is of no organization yet.
                        .filter(route -> access(route).who() != Who.ANYBODY)
                        .filter(route -> route.contains("{") || withIds(route))
                        .toList();
        assertThat(routes).hasSizeGreaterThan(8);
        return routes.stream()
                .map(route ->
                        dynamicTest(route, () -> send(stranger.api(), route, ids).expect(404)));
    }

    /** For their owner, the ids of the walk are there; otherwise 404 would say nothing. */
    @Test
    void theIdsOfTheWalkAreRealOnes() {
        Person owner = app().registerOrganization();
        Map<String, String> ids = ownedBy(owner);

        for (String route :
                List.of(
                        "GET /api/projects/{id}",
                        "GET /api/teams/{id}",
                        "PUT /api/teams/{id}",
                        "PATCH /api/users/{id}",
                        "GET /api/users/{id}/sessions",
                        "POST /api/agents/{id}/block",
                        "POST /api/sessions/{id}/stop")) {
            send(owner.api(), route, ids).expect(200);
        }
        send(owner.api(), "DELETE /api/enrolment-tokens/{id}", ids).expect(204);
        send(owner.api(), "DELETE /api/tokens/{id}", ids).expect(204);
        send(owner.api(), "POST /api/invitations/{id}/resend", ids).expect(200);
        send(owner.api(), "DELETE /api/invitations/{id}", ids).expect(204);
    }

    /** One of everything that has an id: by the segment of the path that it stands behind. */
    static Map<String, String> ownedBy(Person owner) {
        String project = id(owner.api().post("/api/projects", Map.of("name", "P")).expect(201));
        String session = id(owner.api().post("/api/sessions/start").expect(201));
        String signIn =
                owner.api().get("/api/auth/sessions").expect(200).json().at("/items/0/id").asText();
        JsonNode issued = owner.api().post("/api/enrolment-tokens", Map.of()).expect(201).json();
        String token = issued.get("token").asText();
        String agent =
                app().api()
                        .post(
                                "/api/agents/enrol",
                                Map.of(
                                        "token",
                                        token,
                                        "hostname",
                                        "desk",
                                        "os",
                                        "Linux",
                                        "acknowledgedPolicy",
                                        app().api()
                                                .post("/api/agents/policy", Map.of("token", token))
                                                .expect(200)
                                                .json()
                                                .get("version")
                                                .asInt()))
                        .expect(201)
                        .json()
                        .get("agentId")
                        .asText();
        String team =
                id(
                        owner.api()
                                .post("/api/teams", Map.of("name", "Team", "managerIds", List.of()))
                                .expect(201));
        String invitation =
                id(
                        owner.api()
                                .post(
                                        "/api/invitations",
                                        Map.of("email", "mia@example.org", "role", "manager"))
                                .expect(201));
        return Map.ofEntries(
                Map.entry("teams", team),
                Map.entry("auth", withPasskey(owner, signIn)),
                Map.entry("projects", project),
                Map.entry("sessions", session),
                Map.entry("agents", agent),
                Map.entry("enrolment-tokens", issued.get("id").asText()),
                Map.entry("tokens", id(owner.api().post("/api/tokens", TOKEN).expect(201))),
                Map.entry("invitations", invitation),
                Map.entry(
                        "identity-providers",
                        id(owner.api().post("/api/identity-providers", PROVIDER).expect(201))),
                Map.entry(
                        "erasure-requests",
                        id(owner.api().post("/api/me/erasure-request").expect(201))),
                Map.entry("users", owner.userId().toString()));
    }

    /** A passkey with this id as well: both are found behind {@code /api/auth}. */
    private static String withPasskey(Person owner, String id) {
        TestFactors.storePasskey(app(), owner, UUID.fromString(id));
        return id;
    }

    static Map<String, String> unknown() {
        String nobodys = UUID.randomUUID().toString();
        return Stream.of(
                        "agents",
                        "auth",
                        "enrolment-tokens",
                        "erasure-requests",
                        "identity-providers",
                        "invitations",
                        "projects",
                        "sessions",
                        "teams",
                        "tokens",
                        "users")
                .collect(Collectors.toMap(kind -> kind, kind -> nobodys));
    }

    private static String id(Api.Answer created) {
        return created.json().get("id").asText();
    }

    private static boolean withIds(String route) {
        String body = access(route).body();
        return body != null && body.contains("\"{session}\"");
    }

    static Api.Answer send(Api api, String route, Map<String, String> ids) {
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(route.indexOf(' ') + 1);
        String kind = path.split("/").length > 2 ? path.split("/")[2] : "";
        assertThat(path.contains("{") && !ids.containsKey(kind))
                .as("an id of " + kind + " is wanted by ownedBy and unknown")
                .isFalse();
        String body = access(route).body();
        return api.send(
                method,
                path.replaceAll("\\{\\w+}", ids.getOrDefault(kind, "")),
                body == null ? null : body.replace("{session}", ids.get("sessions")));
    }

    public static Access access(String route) {
        return TABLE.getOrDefault(route, new Access(Who.EMPLOYEE, null));
    }

    private static JsonNode description() {
        return app().api().get("/openapi.json").expect(200).json();
    }

    private static JsonNode operation(JsonNode paths, String route) {
        int space = route.indexOf(' ');
        return paths.get(route.substring(space + 1))
                .get(route.substring(0, space).toLowerCase(java.util.Locale.ROOT));
    }

    static List<String> routes() {
        List<String> routes = new ArrayList<>();
        description()
                .get("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .fieldNames()
                                .forEachRemaining(method ->
                                        routes.add(
                                                method.toUpperCase(java.util.Locale.ROOT)
                                                        + " "
                                                        + path.getKey())));
        return routes;
    }
}
