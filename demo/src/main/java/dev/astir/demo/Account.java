package dev.astir.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.demo.Api.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's account, signed in over HTTP when it is first used; the sign-in is then kept fresh.
 * Blocks. Thread-safe.
 */
final class Account {

    /** How long before its end an access token is not used any more. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Api api;
    private final String email;
    private final String password;
    private final Clock clock;

    private String userId = "";
    private String accessToken = "";
    private String refreshToken = "";
    private Instant freshUntil = Instant.MIN;

    Account(Api api, String email, String password, Clock clock) {
        this.api = api;
        this.email = email;
        this.password = password;
        this.clock = clock;
    }

    /**
     * Signs in, unless that was done.
     *
     * @return false if there is nobody with this e-mail and password
     */
    boolean trySignIn() {
        return token().isPresent();
    }

    private String requireToken() {
        return token().orElseThrow(() ->
                new DemoException("%s is not known, or has another password".formatted(email)));
    }

    private synchronized Optional<String> token() {
        if (clock.instant().isBefore(freshUntil)) {
            return Optional.of(accessToken);
        }
        if (!refreshToken.isEmpty()) {
            Answer answer =
                    api.post("/api/auth/refresh", null, Map.of("refreshToken", refreshToken));
            if (answer.status() == 200) {
                return Optional.of(signedIn(answer.json()));
            }
        }
        Answer answer = api.signIn(email, password);
        return answer.status() == 401
                ? Optional.empty()
                : Optional.of(signedIn(answer.expect(200).json()));
    }

    private String signedIn(JsonNode json) {
        userId = json.at("/user/id").asText();
        accessToken = json.path("accessToken").asText();
        refreshToken = json.path("refreshToken").asText();
        freshUntil = clock.instant().plusSeconds(json.path("expiresIn").asLong()).minus(MARGIN);
        return accessToken;
    }

    /** A token that enrols one device of theirs. */
    String enrolmentToken() {
        return post("/api/enrolment-tokens", Map.of("maxUses", 1))
                .expect(201)
                .json()
                .path("token")
                .asText();
    }

    /** An API token of theirs, with which one can read. */
    String apiToken(String name) {
        return post("/api/tokens", Map.of("name", name, "scopes", List.of("read")))
                .expect(201)
                .json()
                .path("token")
                .asText();
    }

    /**
     * The organization's project of this name; made if there is none, which needs a manager.
     *
     * @return its id
     */
    String project(String name) {
        for (JsonNode project : get("/api/projects").expect(200).json().path("items")) {
            if (project.path("name").asText().equals(name)) {
                return project.path("id").asText();
            }
        }
        return post("/api/projects", Map.of("name", name)).expect(201).json().path("id").asText();
    }

    /**
     * The task of this name of a project; made if there is none, which needs a manager.
     *
     * @return its id
     */
    String task(String projectId, String name) {
        String path = "/api/projects/" + projectId + "/tasks";
        for (JsonNode task : get(path).expect(200).json().path("items")) {
            if (task.path("name").asText().equals(name)) {
                return task.path("id").asText();
            }
        }
        return post(path, Map.of("name", name)).expect(201).json().path("id").asText();
    }

    /** Has a team rate a category in its own way, which needs an administrator. */
    void rateForTeam(String category, String team, String rating) {
        JsonNode categories = get("/api/categories").expect(200).json().path("items");
        JsonNode ofAll = null;
        for (JsonNode each : categories) {
            if (each.path("name").asText().equals(category)) {
                if (!each.path("teamId").isNull()) {
                    return; // some team does already
                }
                ofAll = each;
            }
        }
        for (JsonNode each : get("/api/teams").expect(200).json().path("items")) {
            if (ofAll != null && each.path("name").asText().equals(team)) {
                Map<String, Object> own = new LinkedHashMap<>();
                own.put("name", category);
                own.put("rating", rating);
                own.put("colour", ofAll.path("colour").asText());
                own.put("icon", ofAll.path("icon").asText());
                own.put("teamId", each.path("id").asText());
                own.put("rules", List.of());
                post("/api/categories", own).expect(201);
            }
        }
    }

    /**
     * Enters a session that is over.
     *
     * @param projectId null for none; {@code taskId} is null for the whole of it
     * @return its id, also when it is there already; empty when another is in its way
     */
    Optional<String> addSession(
            Instant start,
            Instant end,
            @Nullable String projectId,
            @Nullable String taskId,
            String reason) {
        Map<String, Object> session = new LinkedHashMap<>();
        session.put("startTime", start.toString());
        session.put("endTime", end.toString());
        session.put("reason", reason);
        if (projectId != null) {
            session.put("projectId", projectId);
        }
        if (taskId != null) {
            session.put("taskId", taskId);
        }
        Answer answer = post("/api/sessions", session);
        if (answer.status() != 409) {
            return Optional.of(answer.expect(201).json().path("id").asText());
        }
        JsonNode problem = answer.json();
        boolean isThere =
                problem.path("startTime").asText().equals(start.toString())
                        && problem.path("endTime").asText().equals(end.toString());
        return isThere ? Optional.of(problem.path("sessionId").asText()) : Optional.empty();
    }

    /** Says what was done in a session of theirs; what is there already stays as it is. */
    void addActivities(String sessionId, Person person, long seed, List<Stretch> stretches) {
        List<Map<String, Object>> events = new ArrayList<>();
        for (Stretch stretch : stretches) {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("id", PastDay.Worked.id(person, seed, stretch));
            event.put("timestamp", stretch.start().toString());
            event.put("durationSeconds", stretch.length().toSeconds());
            event.put("activityType", stretch.app() == null ? "idle" : "active");
            if (stretch.app() != null) {
                event.put("appName", stretch.app().name());
                if (stretch.app().site() != null) {
                    event.put("url", "https://" + stretch.app().site() + "/");
                }
            }
            events.add(event);
        }
        post("/api/activity/batch", Map.of("sessionId", sessionId, "events", events)).expect(200);
    }

    /** Says what a stretch away was, unless its week is approved, or it is no question any more. */
    void decide(String sessionId, Instant from, Instant to, String decision) {
        Answer answer =
                post(
                        "/api/sessions/" + sessionId + "/idle",
                        Map.of("from", from.toString(), "to", to.toString(), "decision", decision));
        if (answer.status() != 409 && answer.status() != 400) {
            answer.expect(200);
        }
    }

    /** Moves the end of a session of theirs, unless its week is approved meanwhile. */
    void correctEnd(String sessionId, Instant end, String reason) {
        Answer answer =
                api.patch(
                        "/api/sessions/" + sessionId,
                        requireToken(),
                        Map.of("endTime", end.toString(), "reason", reason));
        if (answer.status() != 409) {
            answer.expect(200);
        }
    }

    /** Takes a step with somebody's week, unless it was taken or is not to be. */
    void decideWeek(String ofUser, LocalDate monday, String step, Map<String, ?> body) {
        Answer answer = post("/api/timesheets/%s/%s/%s".formatted(ofUser, monday, step), body);
        if (answer.status() != 409 && answer.status() != 403) {
            answer.expect(200);
        }
    }

    /** Decides about the alerts of a team, unless somebody did; which needs an administrator. */
    void limitAlerts(String team, Map<String, ?> limits) {
        for (JsonNode each : get("/api/teams").expect(200).json().path("items")) {
            if (each.path("name").asText().equals(team)) {
                String path = "/api/teams/" + each.path("id").asText() + "/alerts";
                if (get(path).expect(200).json().path("idleAfterSeconds").isNull()) {
                    api.put(path, requireToken(), limits).expect(200);
                }
            }
        }
    }

    /** Has a job run now, which needs an administrator. */
    void runJob(String name) {
        post("/api/jobs/" + name + "/run", Map.of());
    }

    /** The newest alerts that nobody resolved, of those that they see. */
    JsonNode unresolvedAlerts() {
        return get("/api/alerts?resolved=false&limit=50").expect(200).json().path("items");
    }

    /** Says what was, unless somebody resolved it meanwhile. */
    void explainAlert(String id, String text) {
        Answer answer = post("/api/alerts/" + id + "/explanation", Map.of("text", text));
        if (answer.status() != 409) {
            answer.expect(200);
        }
    }

    /** Resolves an alert, unless somebody did. */
    void resolveAlert(String id, String note) {
        Answer answer = post("/api/alerts/" + id + "/resolve", Map.of("note", note));
        if (answer.status() != 409) {
            answer.expect(200);
        }
    }

    /** Their id, once they are signed in. */
    String id() {
        requireToken();
        return userId();
    }

    /** Starts a work session, unless one runs already. */
    void startSession(String projectId) {
        Answer answer = post("/api/sessions/start", Map.of("projectId", projectId));
        if (answer.status() != 409) {
            answer.expect(201);
        }
    }

    /** Stops their work session, if one runs. */
    void stopSession() {
        running().forEach(session -> stop(session.path("id").asText()));
    }

    /** Stops their work session if it runs since they went home, and says when that was. */
    void endForgotten(Instant wentHome) {
        for (JsonNode session : running()) {
            if (Instant.parse(session.path("startTime").asText()).isBefore(wentHome)) {
                String id = session.path("id").asText();
                stop(id);
                correctEnd(id, wentHome, "I went home and forgot to stop it");
            }
        }
    }

    private List<JsonNode> running() {
        List<JsonNode> own = new ArrayList<>();
        for (JsonNode session : get("/api/sessions/active").expect(200).json().path("items")) {
            // Managers see those of others too.
            if (session.path("userId").asText().equals(userId())) {
                own.add(session);
            }
        }
        return own;
    }

    private void stop(String sessionId) {
        Answer answer = post("/api/sessions/" + sessionId + "/stop", Map.of());
        if (answer.status() != 409) {
            answer.expect(200);
        }
    }

    private synchronized String userId() {
        return userId;
    }

    /**
     * Publishes an event of the feed.
     *
     * @return its id
     */
    String publish(Map<String, ?> event) {
        return post("/api/activities", event).expect(201).json().path("id").asText();
    }

    /** Comments on an event, unless it is gone. */
    void comment(String eventId, String text) {
        unlessGone(post("/api/activities/" + eventId + "/comments", Map.of("body", text)), 201);
    }

    /** Reacts to an event, unless it is gone. */
    void react(String eventId, String emoji) {
        String encoded = URLEncoder.encode(emoji, StandardCharsets.UTF_8);
        unlessGone(post("/api/activities/" + eventId + "/reactions/" + encoded, Map.of()), 200);
    }

    private static void unlessGone(Answer answer, int expected) {
        if (answer.status() != 404) {
            answer.expect(expected);
        }
    }

    private Answer get(String path) {
        return api.get(path, requireToken());
    }

    private Answer post(String path, Map<String, ?> body) {
        return api.post(path, requireToken(), body);
    }
}
