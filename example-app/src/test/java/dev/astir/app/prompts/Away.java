package dev.astir.app.prompts;

import dev.astir.app.Api;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.identity.Role;
import dev.astir.protocol.AgentMessage.Batch;
import dev.astir.protocol.MessageCodec;
import dev.astir.protocol.Span;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Somebody who was away from a computer for twelve minutes, in an organization where agents make
 * sessions. Where they are it is between twelve and one o'clock, so that all of it is one day.
 */
final class Away {

    /** Of the absence. */
    static final int SECONDS = 720;

    final TestApp app;
    final Person admin;
    final Person emil;
    final TestAgent.Enrolled desk;
    final String zone;
    final Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(1_200);
    final Instant left = begun.plusSeconds(300);
    final Instant back = left.plusSeconds(SECONDS);

    Away(TestApp app) {
        this(app, true);
    }

    Away(TestApp app, boolean automatic) {
        this.app = app;
        this.admin = app.registerOrganization();
        this.zone = noonZone();
        admin.api()
                .patch(
                        "/api/organization",
                        Map.of(
                                "automaticSessions",
                                automatic,
                                "sessionEndsAfterSeconds",
                                7_200,
                                "timeZone",
                                zone))
                .expect(200);
        this.emil = app.addUser(admin, Role.EMPLOYEE, "Emil");
        this.desk = TestAgent.enrol(app, emil);
    }

    private static String noonZone() {
        int hours = 12 - Instant.now().atOffset(ZoneOffset.UTC).getHour();
        // By POSIX, west is positive.
        return hours == 0 ? "Etc/GMT" : "Etc/GMT" + (hours > 0 ? "-" : "+") + Math.abs(hours);
    }

    /** Work up to the absence. */
    Span before() {
        return span(begun, left, Span.Kind.ACTIVE);
    }

    Span away() {
        return span(left, back, Span.Kind.IDLE);
    }

    /** Two minutes of work after it. */
    Span after() {
        return span(back, back.plusSeconds(120), Span.Kind.ACTIVE);
    }

    static Span span(Instant start, Instant end, Span.Kind kind) {
        String app = kind == Span.Kind.ACTIVE ? "vim" : null;
        return new Span(UUID.randomUUID().toString(), start, end, kind, app, null, null, null);
    }

    /** What an agent asks. */
    Api asking(TestAgent.Enrolled device) {
        return app.api().with("Authorization", "Bearer " + device.agentKey());
    }

    /** Uploads by HTTP. */
    void uploads(TestAgent.Enrolled device, Span... spans) {
        Batch batch = new Batch(UUID.randomUUID().toString(), List.of(spans));
        asking(device)
                .send("POST", "/api/agent/batch", MessageCodec.json().encodeText(batch))
                .expect(200);
    }

    /** One figure of the present day. */
    int figure(String name) {
        return emil.api().get("/api/reports/daily").expect(200).json().get(name).intValue();
    }

    String project(String name) {
        return admin.api()
                .post("/api/projects", Map.of("name", name))
                .expect(201)
                .json()
                .get("id")
                .asText();
    }
}
