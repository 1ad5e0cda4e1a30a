package dev.astir.app.privacy;

import dev.astir.app.TestApp;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.feed.OrganizationFeed;
import dev.astir.app.tenancy.Transactions;
import dev.astir.stream.ActivityEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Somebody of whom there is a bit of everything. */
record Owned(TestApp.Person person, TestAgent.Enrolled device) {

    static final String TITLE = "Secret plan for the board";

    static Owned create(TestApp app, TestApp.Person admin, TestApp.Person person) {
        admin.api().patch("/api/organization", Map.of("captureTitles", true)).expect(200);
        TestAgent.Enrolled device = TestAgent.enrol(app, person);
        person.api().post("/api/sessions/start").expect(201);
        Instant now = Instant.now();
        List<Map<String, Object>> spans = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Map<String, Object> span =
                    TestAgent.span(now.minusSeconds(60 * i + 60), now.minusSeconds(60 * i), "Word");
            span.put("title", TITLE);
            spans.add(span);
        }
        try (TestAgent agent = TestAgent.connect(app, device)) {
            agent.next("welcome");
            agent.batch(spans);
            agent.active("Word");
        }
        person.api()
                .post(
                        "/api/activities",
                        Map.of("eventType", "task.created", "message", "I made a plan"))
                .expect(201);
        String event =
                admin.api()
                        .post(
                                "/api/activities",
                                Map.of("eventType", "task.created", "message", "Look, all"))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        person.api()
                .post("/api/activities/" + event + "/comments", Map.of("body", "=looked(1)"))
                .expect(201);
        person.api().post("/api/activities/" + event + "/reactions/👍").expect(200);
        admin.api().get("/api/sessions?userId=" + person.userId()).expect(200);
        return new Owned(person, device);
    }

    /** Rows that the query finds, as a tenant of the person's organization. */
    List<String> stored(TestApp app, String sql) {
        return asTenant(app, person.organizationId(), sql);
    }

    static List<String> asTenant(TestApp app, UUID organization, String sql) {
        Transactions transactions = app.bean(Transactions.class);
        return transactions.inOrganization(organization, () -> read(transactions, sql));
    }

    static List<String> asSystem(TestApp app, String sql) {
        Transactions transactions = app.bean(Transactions.class);
        return transactions.asSystem(() -> read(transactions, sql));
    }

    private static List<String> read(Transactions transactions, String sql) {
        try (Statement statement = transactions.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    static void publish(TestApp app, UUID organization, ActivityEvent event) {
        app.bean(OrganizationFeed.class).publish(organization, event);
    }
}
