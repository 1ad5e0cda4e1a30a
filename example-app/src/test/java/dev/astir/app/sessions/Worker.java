package dev.astir.app.sessions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Somebody who works, and what they ask of their sessions. */
public record Worker(Person person) {

    /** A whole day of November, between hours of it. */
    public static String on(String day, String time) {
        return "2026-11-%sT%s:00Z".formatted(day, time);
    }

    /** Enters a session that is over. */
    public JsonNode add(String start, String end) {
        return adds(start, end).expect(201).json();
    }

    public Api.Answer adds(String start, String end) {
        return person.api()
                .post(
                        "/api/sessions",
                        Map.of("startTime", start, "endTime", end, "reason", "Forgotten"));
    }

    /** Changes a session; keys and values alternate. */
    public Api.Answer corrects(JsonNode session, Object... fields) {
        Map<String, Object> body = new HashMap<>();
        body.put("reason", "I know better");
        for (int i = 0; i < fields.length; i += 2) {
            body.put((String) fields[i], fields[i + 1]);
        }
        return person.api().patch(path(session), body);
    }

    public Api.Answer decides(JsonNode session, String from, String to, String decision) {
        return person.api()
                .post(
                        path(session) + "/idle",
                        Map.of("from", from, "to", to, "decision", decision));
    }

    public Api.Answer posts(JsonNode session, String start, int seconds, String type) {
        return person.api()
                .post(
                        path(session) + "/activity",
                        Map.of(
                                "timestamp",
                                start,
                                "durationSeconds",
                                seconds,
                                "activityType",
                                type));
    }

    public JsonNode read(JsonNode session) {
        return person.api().get(path(session)).expect(200).json();
    }

    public JsonNode start() {
        return person.api().post("/api/sessions/start").expect(201).json();
    }

    /** What was said of a session: decision, from and to of each, by start. */
    public List<String> stated(JsonNode session) {
        List<String> said = new ArrayList<>();
        read(session)
                .get("idle")
                .forEach(each ->
                        said.add(
                                "%s %s-%s"
                                        .formatted(
                                                each.get("decision").asText(),
                                                clock(each.get("from")),
                                                clock(each.get("to")))));
        return said;
    }

    private static String clock(JsonNode time) {
        return time.asText().substring(11, 16);
    }

    public static String path(JsonNode session) {
        return "/api/sessions/" + session.get("id").asText();
    }
}
