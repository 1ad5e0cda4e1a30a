package dev.astir.app.walls;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp.Person;
import dev.astir.app.alerts.TestAlerts;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.feed.Audience;
import dev.astir.app.feed.OrganizationFeed;
import dev.astir.app.identity.Role;
import dev.astir.app.teams.TestTeams;
import dev.astir.app.timeline.TestSpans;
import dev.astir.stream.ActivityEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Makes things that routes name by an id. */
final class Things {

    /** By the part of the path that the id stands behind; each makes one of this owner's. */
    private final Map<String, Function<Person, String>> makers = new LinkedHashMap<>();

    /** What is of all organizations together: nobody's names of it are others'. */
    static final String OF_ALL = "/api/jobs";

    private static final Map<String, Object> TOKEN =
            Map.of("name", "Script", "scopes", List.of("read"));
    private static final LocalDate FIRST_WEEK = LocalDate.of(2020, 1, 6);

    private final World world;
    private int weeks;
    private final Map<String, String> shared = new HashMap<>();

    Things(World world) {
        this.world = world;
        makers.put("/api/alerts", owner -> TestAlerts.open(world.app, owner).toString());
        makers.put(OF_ALL, owner -> "sweeps");
        makers.put("/api/users", owner -> newcomer(owner).userId().toString());
        makers.put("/api/reports/user", owner -> owner.userId().toString());
        makers.put("/api/reports/saved", owner -> savedReport(owner));
        makers.put("/api/timesheets", owner -> owner.userId().toString());
        makers.put("/api/timesheets/{userId}", owner -> week());
        makers.put("/api/users/{id}/sessions", owner -> signIn(owner));
        makers.put("/api/auth/sessions", owner -> signIn(owner));
        makers.put("/api/erasure-requests", owner -> erasureRequest(newcomer(owner)));
        makers.put("/api/activities", owner -> event(owner));
        makers.put("/api/activities/{id}/reactions", owner -> RouteTable.EMOJI);
        makers.put("/api/activities/{id}/comments", owner -> comment(owner));
        makers.put("/api/teams", owner -> TestTeams.create(byAdmin(owner), name()).toString());
        makers.put("/api/tokens", owner -> id(owner.api().post("/api/tokens", TOKEN).expect(201)));
        // Of what can be watched.
        makers.put("/api/clients", makers.get("/api/tokens"));
        makers.put(
                "/api/integrations",
                owner ->
                        id(
                                byAdmin(owner)
                                        .api()
                                        .post(
                                                "/api/integrations",
                                                Map.of("name", name(), "kind", "github"))
                                        .expect(201)));
        makers.put("/api/invitations", owner -> invitation(owner));
        makers.put(
                "/api/identity-providers",
                owner ->
                        id(
                                byAdmin(owner)
                                        .api()
                                        .post("/api/identity-providers", provider())
                                        .expect(201)));
        makers.put("/api/webhooks", owner -> webhook(owner));
        // Of the shared one; tests would be too many.
        makers.put(
                "/api/webhooks/{id}/deliveries",
                owner -> delivery(owner, shared("/api/webhooks", owner)));
        makers.put("/api/webhooks/everyone", owner -> ownWebhook(owner));
        makers.put("/api/me/webhook/deliveries", owner -> delivery(owner, ownWebhook(owner)));
        makers.put("/api/categories", owner -> category(owner));
        makers.put("/api/projects", owner -> project(owner));
        makers.put("/api/projects/{id}/tasks", owner -> task(owner));
        makers.put("/api/sessions", owner -> session(owner));
        makers.put("/api/sessions/{id}/idle", owner -> decision(owner));
        makers.put("/api/agents", owner -> TestAgent.enrol(world.app, owner).agentId().toString());
        makers.put(
                "/api/enrolment-tokens",
                owner -> id(owner.api().post("/api/enrolment-tokens", Map.of()).expect(201)));
    }

    boolean knows(String kind) {
        return makers.containsKey(kind);
    }

    /** One that stays, the same each time. */
    String shared(String kind, Person owner) {
        if (kind.equals("/api/users")) {
            return owner.userId().toString();
        }
        if (kind.equals("/api/teams") && !World.isSame(owner, world.stranger)) {
            return owner == world.other ? world.blue : world.red;
        }
        return shared.computeIfAbsent(kind + owner.userId(), key -> fresh(kind, owner));
    }

    /** One that may be changed. */
    String fresh(String kind, Person owner) {
        return makers.get(kind).apply(owner);
    }

    /** Somebody else in the owner's team, whom nobody needs any more; or the one who asks. */
    private Person newcomer(Person owner) {
        if (owner != world.mate && owner != world.other) {
            return owner;
        }
        Person newcomer = world.app.addUser(world.admin(), Role.EMPLOYEE, "Newcomer");
        TestTeams.move(
                world.admin(),
                newcomer,
                UUID.fromString(owner == world.mate ? world.red : world.blue));
        return newcomer;
    }

    private static String savedReport(Person owner) {
        return id(
                owner.api()
                        .post(
                                "/api/reports/saved",
                                Map.of(
                                        "name",
                                        name(),
                                        "report",
                                        "user",
                                        "period",
                                        "last-week",
                                        "recipients",
                                        List.of(owner.userId())))
                        .expect(201));
    }

    private static String erasureRequest(Person owner) {
        Api.Answer asked = owner.api().post("/api/me/erasure-request");
        return id(
                asked.status() == 409
                        ? owner.api().get("/api/me/erasure-request").expect(200)
                        : asked.expect(201));
    }

    private static Map<String, Object> provider() {
        return Map.of(
                "name",
                "Login",
                "issuer",
                "https://login.example.org/" + name(),
                "clientId",
                "astir",
                "allowedDomains",
                List.of("example.org"));
    }

    /** One more sign-in of the owner's. */
    private String signIn(Person owner) {
        Person again = world.app.signIn(owner.email());
        for (JsonNode signIn :
                again.api().get("/api/auth/sessions").expect(200).json().get("items")) {
            if (signIn.get("current").asBoolean()) {
                return signIn.get("id").asText();
            }
        }
        throw new IllegalStateException("the sign-in that asks is missing");
    }

    /** What the app observed of the owner. */
    private String event(Person owner) {
        String mark = name();
        world.app
                .bean(OrganizationFeed.class)
                .publish(
                        owner.organizationId(),
                        ActivityEvent.builder("app.switched")
                                .actor(owner.userId().toString())
                                .entity("app", mark)
                                .audience(
                                        Audience.aboutPerson(owner.userId()).toArray(String[]::new))
                                .build());
        String path = "/api/activities?entityType=app&entityId=" + mark;
        return await().until(
                        () -> owner.api().get(path).expect(200).json().get("items"),
                        items -> !items.isEmpty())
                .get(0)
                .get("id")
                .asText();
    }

    private String comment(Person owner) {
        return id(
                owner.api()
                        .post(
                                "/api/activities/%s/comments"
                                        .formatted(shared("/api/activities", owner)),
                                Map.of("body", "Mine"))
                        .expect(201));
    }

    private static String name() {
        return UUID.randomUUID().toString();
    }

    /** A Monday, each time another one. */
    private String week() {
        return FIRST_WEEK.plusWeeks(weeks++).toString();
    }

    private String invitation(Person owner) {
        String email = name() + "@example.org";
        return id(
                byAdmin(owner)
                        .api()
                        .post("/api/invitations", Map.of("email", email, "role", "employee"))
                        .expect(201));
    }

    /** What only administrators make is nobody's in particular. */
    private Person byAdmin(Person owner) {
        return World.isSame(owner, world.stranger) ? owner : world.admin();
    }

    private String webhook(Person owner) {
        return id(
                byAdmin(owner)
                        .api()
                        .post(
                                "/api/webhooks",
                                Map.of("url", "https://127.0.0.1:9/", "eventTypes", List.of("a.b")))
                        .expect(201));
    }

    /** Each has one at most. */
    private static String ownWebhook(Person owner) {
        Api.Answer made =
                owner.api().post("/api/me/webhook", Map.of("url", "https://127.0.0.1:9/"));
        return id(
                made.status() == 409
                        ? owner.api().get("/api/me/webhook").expect(200)
                        : made.expect(201));
    }

    private static String delivery(Person owner, String webhook) {
        String id = name();
        TestSpans.execute(
                owner,
                """
                INSERT INTO webhook_deliveries (organization_id, id, webhook_id, event_type, body,
                                                outcome, created_at, ended_at)
                VALUES ('%s', '%s', '%s', 'a.b', '{}', 'dead', now(), now())
                """
                        .formatted(owner.organizationId(), id, webhook));
        return id;
    }

    private String category(Person owner) {
        return id(
                byAdmin(owner)
                        .api()
                        .post(
                                "/api/categories",
                                Map.of("name", name(), "rating", "neutral", "rules", List.of()))
                        .expect(201));
    }

    private String project(Person owner) {
        return id(byAdmin(owner).api().post("/api/projects", Map.of("name", name())).expect(201));
    }

    private String task(Person owner) {
        return id(
                byAdmin(owner)
                        .api()
                        .post(
                                "/api/projects/%s/tasks".formatted(shared("/api/projects", owner)),
                                Map.of("name", name()))
                        .expect(201));
    }

    private String decision(Person owner) {
        String path = "/api/sessions/" + shared("/api/sessions", owner);
        Instant start =
                Instant.parse(owner.api().get(path).expect(200).json().get("startTime").asText());
        Map<String, String> kept =
                Map.of(
                        "from", start.toString(),
                        "to", start.plusNanos(1_000).toString(),
                        "decision", "keep");
        return owner.api()
                .post(path + "/idle", kept)
                .expect(200)
                .json()
                .at("/decision/id")
                .asText();
    }

    private static String session(Person owner) {
        Api.Answer started = owner.api().post("/api/sessions/start");
        if (started.status() == 409) {
            owner.api()
                    .get("/api/sessions/active")
                    .expect(200)
                    .json()
                    .get("items")
                    .forEach(session -> {
                        if (session.get("userId").asText().equals(owner.userId().toString())) {
                            owner.api()
                                    .post(
                                            "/api/sessions/%s/stop"
                                                    .formatted(session.get("id").asText()))
                                    .expect(200);
                        }
                    });
            started = owner.api().post("/api/sessions/start");
        }
        return id(started.expect(201));
    }

    private static String id(Api.Answer created) {
        return created.json().get("id").asText();
    }
}
