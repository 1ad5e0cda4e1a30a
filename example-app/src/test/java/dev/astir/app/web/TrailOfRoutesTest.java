package dev.astir.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.feed.Audience;
import dev.astir.app.feed.OrganizationFeed;
import dev.astir.app.identity.Role;
import dev.astir.app.walls.RouteTable;
import dev.astir.stream.ActivityEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Each route of {@code /openapi.json} that changes something leaves an entry of the trail, and each
 * that shows somebody else's data leaves one for them; or stands here with the reason why not. A
 * new route fails until somebody decides.
 */
class TrailOfRoutesTest extends AppTest {

    private static final String OWN = "one's own data";
    private static final String FOR_ALL = "everybody sees it of everybody";
    private static final String NOBODYS = "about the organization, not about what people do";
    private static final String NOTHING = "changes nothing";
    private static final String ITSELF = "the row itself tells who, when and what";
    private static final String BY_ITS_TEST =
            "a way of several steps: its feature's own test walks it";

    /** A route in its turn, with what it leaves in the trail. */
    private record Step(String route, String action, String body) {}

    private static Step step(String route, String action) {
        return new Step(route, action, RouteTable.body(route));
    }

    private static Step step(String route, String action, String body) {
        return new Step(route, action, body);
    }

    /** In this order, of one organization: what is deleted is needed before. */
    private static final List<Step> CHANGES =
            List.of(
                    step(
                            "PATCH /api/organization",
                            "organization.changed",
                            "{\"retentionDays\":77}"),
                    step("POST /api/projects", "project.created"),
                    step("PUT /api/projects/{id}", "project.changed", "{\"name\":\"Another\"}"),
                    step("DELETE /api/projects/{id}", "project.deleted"),
                    step("POST /api/enrolment-tokens", "enrolment-token.created"),
                    step("DELETE /api/enrolment-tokens/{id}", "enrolment-token.revoked"),
                    step("POST /api/agents/{id}/block", "device.blocked"),
                    step("POST /api/agents/{id}/unblock", "device.unblocked"),
                    step("DELETE /api/agents/{id}", "device.removed"),
                    step(
                            "POST /api/teams",
                            "team.created",
                            "{\"name\":\"Design\",\"managerIds\":[]}"),
                    step(
                            "PUT /api/teams/{id}",
                            "team.changed",
                            "{\"name\":\"X\",\"managerIds\":[]}"),
                    step("PUT /api/teams/{id}/alerts", "team.alerts-changed"),
                    step("DELETE /api/teams/{id}", "team.deleted"),
                    step("POST /api/categories", "category.created"),
                    step(
                            "PUT /api/categories/{id}",
                            "category.changed",
                            "{\"name\":\"X\",\"rating\":\"neutral\",\"rules\":[]}"),
                    step("DELETE /api/categories/{id}", "category.deleted"),
                    step("POST /api/reports/saved", "saved-report.created"),
                    step("PUT /api/reports/saved/{id}", "saved-report.changed"),
                    step("DELETE /api/reports/saved/{id}", "saved-report.deleted"),
                    step(
                            "PUT /api/me/notifications",
                            "notifications.changed",
                            "{\"digest\":\"off\",\"at\":\"07:30\"}"),
                    step("POST /api/tokens", "token.created"),
                    step("DELETE /api/tokens/{id}", "token.deleted"),
                    step("PATCH /api/clients/{id}", "client.changed"),
                    step("POST /api/integrations", "integration.created"),
                    step("PATCH /api/integrations/{id}", "integration.changed"),
                    step("POST /api/integrations/{id}/secret", "integration.rotated"),
                    step("DELETE /api/integrations/{id}", "integration.deleted"),
                    step("POST /api/invitations", "invitation.sent"),
                    step("POST /api/invitations/{id}/resend", "invitation.sent-again"),
                    step("DELETE /api/invitations/{id}", "invitation.revoked"),
                    step("POST /api/webhooks", "webhook.created"),
                    step("PATCH /api/webhooks/{id}", "webhook.changed"),
                    step("POST /api/webhooks/{id}/secret", "webhook.secret-changed"),
                    step("POST /api/webhooks/{id}/test", "webhook.tested"),
                    step(
                            "POST /api/webhooks/{id}/deliveries/{deliveryId}/retry",
                            "webhook.retried"),
                    step("DELETE /api/webhooks/{id}", "webhook.deleted"),
                    step("PATCH /api/me/webhook", "webhook.changed"),
                    step("POST /api/me/webhook/secret", "webhook.secret-changed"),
                    step("POST /api/me/webhook/test", "webhook.tested"),
                    step("POST /api/me/webhook/deliveries/{deliveryId}/retry", "webhook.retried"),
                    step("DELETE /api/me/webhook", "webhook.deleted"),
                    step("POST /api/me/webhook", "webhook.created"),
                    step("DELETE /api/identity-providers/{id}", "identity-provider.deleted"),
                    step("POST /api/identity-providers", "identity-provider.created"),
                    step("PATCH /api/auth/me", "profile.changed", "{\"name\":\"Ada Other\"}"),
                    step("POST /api/erasure-requests/{id}/decline", "erasure.declined"),
                    step("POST /api/me/erasure-request", "erasure.requested"),
                    step("DELETE /api/me/erasure-request", "erasure.withdrawn"));

    /** The same of another person of the organization. */
    private static final List<Step> CHANGES_OF_A_PERSON =
            List.of(
                    step(
                            "PATCH /api/users/{id}",
                            "person.changed",
                            "{\"timeZone\":\"Asia/Tokyo\"}"),
                    step("POST /api/users/{id}/password-reset", "password-reset.issued"),
                    step("DELETE /api/users/{id}/sessions", "sign-ins.ended"),
                    step("DELETE /api/users/{id}", "person.removed"),
                    step("DELETE /api/users/{id}/data", "person.erased"));

    /** What shows data of others, as an administrator asks for it. */
    private static final Set<String> VIEWS =
            Set.of(
                    "GET /api/agents",
                    "GET /api/clients",
                    "GET /api/reports/hours",
                    "GET /api/reports/team",
                    "GET /api/reports/usage",
                    "GET /api/sessions",
                    "GET /api/sessions/active",
                    "GET /api/tokens/everyone",
                    "GET /api/users/{id}/sessions");

    private static final Map<String, String> REASONS =
            Map.ofEntries(
                    Map.entry("DELETE /api/auth/second-factor/passkeys/{id}", BY_ITS_TEST),
                    Map.entry("DELETE /api/auth/second-factor/totp", BY_ITS_TEST),
                    Map.entry("DELETE /api/auth/sessions", BY_ITS_TEST),
                    Map.entry("DELETE /api/auth/sessions/{id}", BY_ITS_TEST),
                    Map.entry("DELETE /api/users/{id}/second-factor", BY_ITS_TEST),
                    Map.entry("DELETE /api/users/{id}/sessions/{sid}", BY_ITS_TEST),
                    Map.entry("GET /api/activities", "AuditTest walks it"),
                    Map.entry("GET /api/activities.csv", "AuditTest walks it"),
                    Map.entry("GET /api/activities/types", NOBODYS),
                    Map.entry("GET /api/activities/stats", "everyLookAtAnEventIsRemembered"),
                    Map.entry("GET /api/activities/highlights", "everyLookAtAnEventIsRemembered"),
                    Map.entry("GET /api/activities/summary", "everyLookAtAnEventIsRemembered"),
                    Map.entry("GET /api/activities/{id}", "everyLookAtAnEventIsRemembered"),
                    Map.entry(
                            "PATCH /api/activities/{id}",
                            "of others: everyChangeOfAnothersWordsIsRemembered"),
                    Map.entry(
                            "DELETE /api/activities/{id}",
                            "of others: everyChangeOfAnothersWordsIsRemembered"),
                    Map.entry(
                            "GET /api/activities/{id}/reactions", "everyLookAtAnEventIsRemembered"),
                    Map.entry(
                            "POST /api/activities/{id}/reactions/{emoji}",
                            "everyLookAtAnEventIsRemembered"),
                    Map.entry(
                            "DELETE /api/activities/{id}/reactions/{emoji}",
                            "everyLookAtAnEventIsRemembered"),
                    Map.entry(
                            "GET /api/activities/{id}/comments", "everyLookAtAnEventIsRemembered"),
                    Map.entry("POST /api/activities/{id}/comments", ITSELF),
                    Map.entry(
                            "PATCH /api/activities/{id}/comments/{commentId}",
                            "of others: everyChangeOfAnothersWordsIsRemembered"),
                    Map.entry(
                            "DELETE /api/activities/{id}/comments/{commentId}",
                            "of others: everyChangeOfAnothersWordsIsRemembered"),
                    Map.entry(
                            "GET /api/addresses/{token}/feed.atom",
                            "AddressesTest looks at others'"),
                    Map.entry("GET /api/addresses/{token}/sessions.ics", OWN),
                    Map.entry("GET /api/alerts", "AlertSightTest looks at others'"),
                    Map.entry("GET /api/alerts/{id}", "AlertSightTest looks at others'"),
                    Map.entry("POST /api/alerts/{id}/explanation", BY_ITS_TEST),
                    Map.entry("POST /api/alerts/{id}/resolve", BY_ITS_TEST),
                    Map.entry("GET /api/alerts/news", "NewsTest looks at others'"),
                    Map.entry("POST /api/alerts/seen", OWN),
                    Map.entry("GET /api/mentions", "names, which everybody sees in presence"),
                    Map.entry("GET /api/me/notifications", OWN),
                    Map.entry("GET /api/audit", "what was done with data, not the data"),
                    Map.entry("GET /api/audit.csv", "what was done with data, not the data"),
                    Map.entry("GET /api/auth/me", OWN),
                    Map.entry("GET /api/auth/second-factor", OWN),
                    Map.entry("GET /api/auth/sessions", OWN),
                    Map.entry("DELETE /api/auth/sso/confirmation", NOTHING),
                    Map.entry("GET /api/auth/sso/callback", OWN),
                    Map.entry("GET /api/auth/sso/confirmation", OWN),
                    Map.entry("GET /api/auth/sso/{providerId}/start", NOTHING),
                    Map.entry("GET /api/categories", NOBODYS),
                    Map.entry("GET /api/categories/progress", NOBODYS),
                    Map.entry("GET /api/enrolment-tokens", "an administrator's own tools"),
                    Map.entry("GET /api/erasure-requests", "written to the administrators"),
                    Map.entry("GET /api/identity-providers", NOBODYS),
                    Map.entry("GET /api/insights", "InsightsOfOthersTest looks at others'"),
                    Map.entry("GET /api/insights/people", "who agreed, not what they do"),
                    Map.entry("GET /api/integrations", NOBODYS),
                    Map.entry("GET /api/integrations/{id}", NOBODYS),
                    Map.entry("POST /api/integrations/{id}", "the event, and the last answers"),
                    Map.entry("POST /api/integrations/{id}/test", "the event that is sent"),
                    Map.entry("POST /api/integrations/preview", NOTHING),
                    Map.entry("GET /api/invitations", "whom an administrator invited"),
                    Map.entry("GET /api/jobs", "about the app, not about what people do"),
                    Map.entry("POST /api/jobs/{name}/run", "job.run: JobNodesTest"),
                    Map.entry("GET /api/me/data", OWN),
                    Map.entry("GET /api/me/data/summary", OWN),
                    Map.entry("GET /api/me/erasure-request", OWN),
                    Map.entry("GET /api/me/feed-visit", OWN),
                    Map.entry("POST /api/me/feed-visit", OWN),
                    Map.entry("GET /api/me/views", OWN),
                    Map.entry("GET /api/organization", NOBODYS),
                    Map.entry("GET /api/password-resets", "written to the administrators"),
                    Map.entry("GET /api/policy", OWN),
                    Map.entry("GET /api/policy/acknowledgements", "said to the organization"),
                    Map.entry("GET /api/policy/versions", NOBODYS),
                    Map.entry("POST /api/policy/acknowledge", BY_ITS_TEST),
                    Map.entry("PUT /api/policy", BY_ITS_TEST),
                    Map.entry("GET /api/presence", "more than that: PresenceTest; " + FOR_ALL),
                    Map.entry("GET /api/projects", NOBODYS),
                    Map.entry("GET /api/projects/{id}", NOBODYS),
                    Map.entry("GET /api/reports/daily", "DayReportsTest looks at others'"),
                    Map.entry("GET /api/reports/timeline", "DayReportsTest looks at others'"),
                    Map.entry("GET /api/reports/timesheet", "TimesheetReportTest looks at others'"),
                    Map.entry("GET /api/reports/user/{id}", "DayReportsTest looks at others'"),
                    Map.entry("DELETE /api/reports/saved/{id}/recipients/me", BY_ITS_TEST),
                    Map.entry("GET /api/reports/saved", OWN),
                    Map.entry("GET /api/reports/saved/{id}", OWN),
                    Map.entry("GET /api/reports/saved/{id}/report", BY_ITS_TEST),
                    Map.entry("POST /api/reports/saved/{id}/send", BY_ITS_TEST),
                    Map.entry("GET /api/timeline", "DayReportsTest looks at others'"),
                    Map.entry("GET /api/timesheets", "TimesheetTest looks at others'"),
                    Map.entry(
                            "GET /api/timesheets/{userId}/{week}",
                            "TimesheetTest looks at others'"),
                    Map.entry("POST /api/timesheets/{userId}/{week}/approve", BY_ITS_TEST),
                    Map.entry("POST /api/timesheets/{userId}/{week}/reject", BY_ITS_TEST),
                    Map.entry("POST /api/timesheets/{userId}/{week}/reopen", BY_ITS_TEST),
                    Map.entry("POST /api/timesheets/{userId}/{week}/submit", BY_ITS_TEST),
                    Map.entry("POST /api/timesheets/{userId}/{week}/withdraw", BY_ITS_TEST),
                    Map.entry("GET /api/me/webhook", OWN),
                    Map.entry("GET /api/me/webhook/deliveries", OWN),
                    Map.entry(
                            "GET /api/me/webhook/deliveries/{deliveryId}",
                            "OwnWebhookTest: it is remembered when it is told"),
                    Map.entry("GET /api/webhooks/everyone", "that it is there, not what it tells"),
                    Map.entry("DELETE /api/webhooks/everyone/{id}", BY_ITS_TEST),
                    Map.entry("GET /api/webhooks", NOBODYS),
                    Map.entry("GET /api/webhooks/{id}", NOBODYS),
                    Map.entry("GET /api/webhooks/{id}/deliveries", "types, not what they tell"),
                    Map.entry(
                            "GET /api/webhooks/{id}/deliveries/{deliveryId}",
                            "DeliveryTest looks at others'"),
                    Map.entry("GET /api/timeline/today", "TodayTest looks at others'"),
                    Map.entry("GET /api/sign-in-rules", NOBODYS),
                    Map.entry("GET /api/teams", NOBODYS),
                    Map.entry("GET /api/teams/{id}", NOBODYS),
                    Map.entry("GET /api/teams/{id}/alerts", NOBODYS),
                    Map.entry("GET /api/tokens", OWN),
                    Map.entry(
                            "GET /api/users", "who belongs to the organization, not what they do"),
                    Map.entry("GET /download/astir-agent.jar", NOBODYS),
                    Map.entry("GET /metrics", NOBODYS),
                    Map.entry("PATCH /api/auth/second-factor/passkeys/{id}", BY_ITS_TEST),
                    Map.entry("PATCH /api/sign-in-rules", BY_ITS_TEST),
                    Map.entry("POST /api/activities", ITSELF),
                    Map.entry("POST /api/activity/batch", ITSELF),
                    Map.entry("POST /api/agent/batch", ITSELF),
                    Map.entry("GET /api/agent/idle", OWN),
                    Map.entry("POST /api/agent/idle", "idle.decided: AgentIdleTest"),
                    Map.entry("POST /api/agents/enrol", "device.enrolled: aDeviceIsEnrolled"),
                    Map.entry("POST /api/agents/policy", NOTHING),
                    Map.entry("POST /api/auth/accept-invitation", BY_ITS_TEST),
                    Map.entry("POST /api/auth/change-password", BY_ITS_TEST),
                    Map.entry("POST /api/auth/forgot-password", BY_ITS_TEST),
                    Map.entry("POST /api/auth/invitation", NOTHING),
                    Map.entry("POST /api/auth/login", "the list of sign-ins: " + ITSELF),
                    Map.entry("POST /api/auth/logout", "the list of sign-ins: " + ITSELF),
                    Map.entry("POST /api/auth/logout-everywhere", BY_ITS_TEST),
                    Map.entry("POST /api/auth/refresh", "goes on with a sign-in"),
                    Map.entry("POST /api/auth/register", "organization.created: AuditTest"),
                    Map.entry("POST /api/auth/reset-password", BY_ITS_TEST),
                    Map.entry("POST /api/auth/second-factor", "the list of sign-ins: " + ITSELF),
                    Map.entry("POST /api/auth/second-factor/passkey-options", NOTHING),
                    Map.entry("POST /api/auth/second-factor/passkeys", BY_ITS_TEST),
                    Map.entry("POST /api/auth/second-factor/passkeys/options", NOTHING),
                    Map.entry("POST /api/auth/second-factor/recovery-codes", BY_ITS_TEST),
                    Map.entry(
                            "POST /api/auth/second-factor/totp",
                            "not in force before it is confirmed"),
                    Map.entry("POST /api/auth/second-factor/totp/confirm", BY_ITS_TEST),
                    Map.entry("POST /api/auth/sso/confirmation", "the list of sign-ins: " + ITSELF),
                    Map.entry("POST /api/auth/sso/discover", NOTHING),
                    Map.entry(
                            "POST /api/erasure-requests/{id}/approve",
                            "person.erased: ErasureTest"),
                    Map.entry("POST /api/categories/preview", BY_ITS_TEST),
                    Map.entry("POST /api/categories/starter", BY_ITS_TEST),
                    Map.entry("POST /api/identity-providers/{id}/test", NOTHING),
                    Map.entry("GET /api/projects/{id}/tasks", NOBODYS),
                    Map.entry("POST /api/projects/{id}/tasks", BY_ITS_TEST),
                    Map.entry("PUT /api/projects/{id}/tasks/{taskId}", BY_ITS_TEST),
                    Map.entry("DELETE /api/projects/{id}/tasks/{taskId}", BY_ITS_TEST),
                    Map.entry("POST /api/sessions", BY_ITS_TEST),
                    Map.entry("GET /api/sessions/{id}", BY_ITS_TEST),
                    Map.entry("PATCH /api/sessions/{id}", BY_ITS_TEST),
                    Map.entry("DELETE /api/sessions/{id}", BY_ITS_TEST),
                    Map.entry("POST /api/sessions/{id}/idle", BY_ITS_TEST),
                    Map.entry("DELETE /api/sessions/{id}/idle/{decisionId}", BY_ITS_TEST),
                    Map.entry("POST /api/sessions/{id}/switch", ITSELF),
                    Map.entry("POST /api/sessions/import", BY_ITS_TEST),
                    Map.entry("POST /api/sessions/start", ITSELF),
                    Map.entry("POST /api/sessions/{id}/activity", ITSELF),
                    Map.entry("POST /api/sessions/{id}/stop", "of others: " + BY_ITS_TEST),
                    Map.entry("PUT /api/categories/order", BY_ITS_TEST),
                    Map.entry("PUT /api/identity-providers/{id}", BY_ITS_TEST));

    /** Routes of the feed that show what somebody did. */
    private static final List<String> VIEWS_OF_AN_EVENT =
            List.of(
                    "GET /api/activities/stats",
                    "GET /api/activities/highlights",
                    "GET /api/activities/summary",
                    "GET /api/activities/{id}",
                    "GET /api/activities/{id}/comments",
                    "GET /api/activities/{id}/reactions",
                    "POST /api/activities/{id}/reactions/%F0%9F%91%8D",
                    "DELETE /api/activities/{id}/reactions/%F0%9F%91%8D");

    @Test
    void everyLookAtAnEventIsRemembered() {
        Person admin = app().registerOrganization();
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        app().bean(OrganizationFeed.class)
                .publish(
                        bob.organizationId(),
                        ActivityEvent.builder("app.switched")
                                .actor(bob.userId().toString())
                                .audience(Audience.aboutPerson(bob.userId()).toArray(String[]::new))
                                .build());
        await().until(() -> !switchesOf(bob).isEmpty());
        String id = switchesOf(bob).get(0).get("id").asText();
        for (String route : VIEWS_OF_AN_EVENT) {
            Person dora = app().addUser(admin, Role.MANAGER, "Dora");
            int before = views(bob);
            String method = route.substring(0, route.indexOf(' '));
            String path = route.substring(route.indexOf(' ') + 1).replace("{id}", id);

            assertThat(dora.api().send(method, path, null).status()).as(route).isEqualTo(200);

            assertThat(views(bob)).as(route).isEqualTo(before + 1);
        }
    }

    private static JsonNode switchesOf(Person person) {
        return person.api().get("/api/activities?type=app.switched").json().get("items");
    }

    @Test
    void everyChangeOfAnothersWordsIsRemembered() {
        Person admin = app().registerOrganization();
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        String path =
                "/api/activities/"
                        + idOf(
                                bob,
                                "/api/activities",
                                Map.of("eventType", "note.written", "message", "one"));
        String comment = path + "/comments/" + idOf(bob, path + "/comments", Map.of("body", "hm"));
        assertThat(actions(admin, "post")).isEmpty();

        admin.api().patch(path, Map.of("message", "two")).expect(200);
        assertThat(actions(admin, "post.edited")).hasSize(1);
        admin.api().delete(comment).expect(204);
        assertThat(actions(admin, "comment.deleted")).hasSize(1);
        admin.api().delete(path).expect(204);
        assertThat(actions(admin, "post.deleted")).hasSize(1);
    }

    private static String idOf(Person person, String path, Map<String, ?> body) {
        return person.api().post(path, body).expect(201).json().get("id").asText();
    }

    @Test
    void everyRouteIsWalkedOrHasItsReason() {
        Set<String> decided = new TreeSet<>(REASONS.keySet());
        CHANGES.forEach(step -> decided.add(step.route()));
        CHANGES_OF_A_PERSON.forEach(step -> decided.add(step.route()));
        decided.addAll(VIEWS);

        assertThat(decided).isEqualTo(new TreeSet<>(EveryRouteTest.routes()));
    }

    @Test
    void everyChangeIsRemembered() {
        Person admin = app().registerOrganization();
        Map<String, String> ids = EveryRouteTest.ownedBy(admin);
        CHANGES.forEach(step -> assertRemembered(admin, step, ids));

        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        Map<String, String> ofBob = new HashMap<>(ids);
        ofBob.put("users", bob.userId().toString());
        CHANGES_OF_A_PERSON.forEach(step -> assertRemembered(admin, step, ofBob));
    }

    private static void assertRemembered(Person admin, Step step, Map<String, String> ids) {
        int before = actions(admin, step.action()).size();
        String method = step.route().substring(0, step.route().indexOf(' '));
        String path = step.route().substring(step.route().indexOf(' ') + 1);
        String id = ids.getOrDefault(path.split("/")[2], "");
        String body = step.body() == null ? null : step.body().replace("{user}", ids.get("users"));

        assertThat(admin.api().send(method, path.replaceAll("\\{\\w+}", id), body).status())
                .as(step.route())
                .isBetween(200, 204);

        assertThat(actions(admin, step.action())).as(step.route()).hasSize(before + 1);
    }

    @Test
    void aDeviceIsEnrolled() {
        Person admin = app().registerOrganization();
        TestAgent.enrol(app(), admin);
        assertThat(actions(admin, "device.enrolled")).hasSize(1);
    }

    @Test
    void everyLookIsRemembered() {
        Person admin = app().registerOrganization();
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");
        bob.api().post("/api/sessions/start").expect(201);
        bob.api().post("/api/tokens", Map.of("name", "T", "scopes", List.of("read"))).expect(201);
        TestAgent.enrol(app(), bob);
        for (String route : VIEWS) {
            int before = views(bob);

            admin.api()
                    .get(route.substring(4).replace("{id}", bob.userId().toString()))
                    .expect(200);

            assertThat(views(bob)).as(route).isEqualTo(before + 1);
        }
    }

    private static int views(Person person) {
        return person.api().get("/api/me/views").expect(200).json().get("items").size();
    }

    private static List<JsonNode> actions(Person admin, String action) {
        List<JsonNode> found = new ArrayList<>();
        admin.api()
                .get("/api/audit?limit=200&action=" + action)
                .expect(200)
                .json()
                .get("items")
                .forEach(found::add);
        return found;
    }
}
