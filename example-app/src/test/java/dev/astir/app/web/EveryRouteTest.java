package dev.astir.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.alerts.TestAlerts;
import dev.astir.app.factors.TestFactors;
import dev.astir.app.identity.Role;
import dev.astir.app.timeline.TestSpans;
import dev.astir.app.walls.RouteTable;
import dev.astir.app.walls.RouteTable.Who;
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
 * nobody's. A route that is not in {@link RouteTable} fails.
 */
class EveryRouteTest extends AppTest {

    @Test
    void everyRouteIsInTheTableAndTheTableHasNoOther() {
        assertThat(new TreeSet<>(routes())).isEqualTo(RouteTable.described());
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
                        RouteTable.described().stream()
                                .filter(route -> RouteTable.who(route) == Who.ANYBODY)
                                .collect(Collectors.toSet()));
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
                                    boolean open = RouteTable.who(route) == Who.ANYBODY;
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
                .filter(route -> RouteTable.who(route) != Who.ANYBODY)
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
        Who who = RouteTable.who(route);
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
                        .filter(route -> RouteTable.who(route) != Who.ANYBODY)
                        .filter(route -> route.contains("{") || namesIds(route))
                        // Jobs are of all organizations together.
                        .filter(route -> !route.contains("/api/jobs/"))
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
                        "GET /api/activities/{id}",
                        "PATCH /api/activities/{id}",
                        "POST /api/activities/{id}/reactions/{emoji}",
                        "GET /api/projects/{id}",
                        "GET /api/teams/{id}",
                        "PUT /api/teams/{id}",
                        "PATCH /api/clients/{id}",
                        "GET /api/integrations/{id}",
                        "PATCH /api/integrations/{id}",
                        "POST /api/integrations/{id}/test",
                        "GET /api/me/webhook/deliveries/{deliveryId}",
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
                Map.entry(
                        "activities",
                        id(
                                owner.api()
                                        .post(
                                                "/api/activities",
                                                RouteTable.body("POST /api/activities"))
                                        .expect(201))),
                Map.entry("reports", withSavedReport(owner)),
                Map.entry("teams", team),
                Map.entry("alerts", TestAlerts.open(app(), owner).toString()),
                Map.entry("timesheets", owner.userId().toString()),
                Map.entry("auth", withPasskey(owner, signIn)),
                Map.entry("projects", project),
                Map.entry(
                        "categories",
                        id(
                                owner.api()
                                        .post(
                                                "/api/categories",
                                                Map.of(
                                                        "name", "Any", "rating", "neutral", "rules",
                                                        List.of()))
                                        .expect(201))),
                Map.entry("sessions", session),
                Map.entry("agents", agent),
                Map.entry("enrolment-tokens", issued.get("id").asText()),
                Map.entry(
                        "tokens",
                        id(
                                owner.api()
                                        .post("/api/tokens", RouteTable.body("POST /api/tokens"))
                                        .expect(201))),
                Map.entry(
                        "clients",
                        id(
                                owner.api()
                                        .post("/api/tokens", RouteTable.body("POST /api/tokens"))
                                        .expect(201))),
                Map.entry(
                        "integrations",
                        id(
                                owner.api()
                                        .post(
                                                "/api/integrations",
                                                RouteTable.body("POST /api/integrations"))
                                        .expect(201))),
                Map.entry("invitations", invitation),
                Map.entry("webhooks", withDelivery(owner, "/api/webhooks")),
                Map.entry("me", withDelivery(owner, "/api/me/webhook")),
                Map.entry(
                        "identity-providers",
                        id(
                                owner.api()
                                        .post(
                                                "/api/identity-providers",
                                                RouteTable.body("POST /api/identity-providers"))
                                        .expect(201))),
                Map.entry(
                        "erasure-requests",
                        id(owner.api().post("/api/me/erasure-request").expect(201))),
                Map.entry("users", owner.userId().toString()),
                Map.entry("user", owner.userId().toString()));
    }

    /** A passkey with this id as well: both are found behind {@code /api/auth}. */
    private static String withPasskey(Person owner, String id) {
        TestFactors.storePasskey(app(), owner, UUID.fromString(id));
        return id;
    }

    /** One with the person's own id: both are found behind {@code /api/reports}. */
    private static String withSavedReport(Person owner) {
        String id =
                id(
                        owner.api()
                                .post(
                                        "/api/reports/saved",
                                        RouteTable.body("POST /api/reports/saved"))
                                .expect(201));
        TestSpans.execute(
                owner,
                "UPDATE saved_reports SET id = '%s' WHERE id = '%s'".formatted(owner.userId(), id));
        return owner.userId().toString();
    }

    /** A webhook, and a delivery of it with the same id: both are found behind its address. */
    private static String withDelivery(Person owner, String path) {
        String id = id(owner.api().post(path, RouteTable.body("POST " + path)).expect(201));
        TestSpans.execute(
                owner,
                """
                INSERT INTO webhook_deliveries (organization_id, id, webhook_id, event_type, body,
                                                outcome, created_at, ended_at)
                VALUES ('%s', '%s', '%s', 'a.b', '{}', 'dead', now(), now())
                """
                        .formatted(owner.organizationId(), id, id));
        return id;
    }

    static Map<String, String> unknown() {
        String nobodys = UUID.randomUUID().toString();
        return Stream.of(
                        "activities",
                        "addresses",
                        "agents",
                        "alerts",
                        "auth",
                        "categories",
                        "clients",
                        "enrolment-tokens",
                        "erasure-requests",
                        "identity-providers",
                        "integrations",
                        "invitations",
                        "jobs",
                        "me",
                        "projects",
                        "reports",
                        "sessions",
                        "teams",
                        "timesheets",
                        "tokens",
                        "users",
                        "webhooks")
                .collect(Collectors.toMap(kind -> kind, kind -> nobodys));
    }

    private static String id(Api.Answer created) {
        return created.json().get("id").asText();
    }

    private static boolean namesIds(String route) {
        String body = RouteTable.body(route);
        return body != null && (body.contains("{session}") || body.contains("{user}"));
    }

    static Api.Answer send(Api api, String route, Map<String, String> ids) {
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(route.indexOf(' ') + 1);
        String kind = path.split("/").length > 2 ? path.split("/")[2] : "";
        assertThat(path.contains("{") && !ids.containsKey(kind))
                .as("an id of " + kind + " is wanted by ownedBy and unknown")
                .isFalse();
        return api.send(
                method,
                path.replace("{emoji}", RouteTable.EMOJI)
                        .replaceAll("\\{\\w+}", ids.getOrDefault(kind, "")),
                body(route, ids));
    }

    private static String body(String route, Map<String, String> ids) {
        String body = RouteTable.body(route);
        if (!namesIds(route)) {
            return body;
        }
        // Who names nobody means themselves.
        return body.contains("{user}") && !ids.containsKey("user")
                ? "{}"
                : body.replace("{session}", ids.get("sessions"))
                        .replace("{user}", ids.getOrDefault("user", ""));
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
