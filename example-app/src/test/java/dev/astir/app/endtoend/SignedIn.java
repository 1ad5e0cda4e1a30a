package dev.astir.app.endtoend;

import dev.astir.app.Api;
import dev.astir.app.TestApp;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** An administrator who uses the app over HTTP. Stays signed in when the app is started again. */
record SignedIn(Api api, String email) {

    static SignedIn register(URI url, String organization, String name, String email) {
        var answer =
                new Api(url)
                        .post(
                                "/api/auth/register",
                                Map.of(
                                        "organizationName", organization,
                                        "timeZone", "Europe/London",
                                        "name", name,
                                        "email", email,
                                        "password", TestApp.PASSWORD))
                        .expect(201)
                        .json();
        return new SignedIn(
                new Api(url).with("Authorization", "Bearer " + answer.get("accessToken").asText()),
                email);
    }

    String enrolmentToken() {
        return api.post("/api/enrolment-tokens", Map.of("expiresInSeconds", 600, "maxUses", 1))
                .expect(201)
                .json()
                .get("token")
                .asText();
    }

    String startSession() {
        return api.post("/api/sessions/start", Map.of()).expect(201).json().get("id").asText();
    }

    void stopSession(String session) {
        api.post("/api/sessions/" + session + "/stop").expect(200);
    }

    /** One batch of events of one active second each. */
    Api.Answer postBatch(String session, List<String> eventIds) {
        var events =
                eventIds.stream()
                        .map(id ->
                                Map.of(
                                        "id",
                                        id,
                                        "activityType",
                                        "active",
                                        "durationSeconds",
                                        1,
                                        "appName",
                                        "Editor"))
                        .toList();
        return api.post("/api/activity/batch", Map.of("sessionId", session, "events", events));
    }

    long activeSeconds(String session) {
        var sessions = api.get("/api/sessions/active").expect(200).json().get("items");
        for (var item : sessions) {
            if (item.get("id").asText().equals(session)) {
                return item.get("totalActiveSeconds").asLong();
            }
        }
        throw new AssertionError("session " + session + " is not among " + sessions);
    }

    /** The ids of the newest events of the feed. */
    List<String> feed() {
        return api.get("/api/activities?limit=200")
                .expect(200)
                .json()
                .get("items")
                .findValuesAsText("id");
    }

    /** Type and session of the newest activities about sessions. */
    List<String> sessionActivities() {
        var items =
                api.get("/api/activities?limit=200&type=session.*").expect(200).json().get("items");
        return items.valueStream()
                .map(item -> item.get("eventType").asText() + " " + item.get("entityId").asText())
                .toList();
    }
}
