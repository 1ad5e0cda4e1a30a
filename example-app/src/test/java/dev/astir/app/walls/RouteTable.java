package dev.astir.app.walls;

import dev.astir.app.TestApp;
import dev.astir.app.identity.Role;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every route: who may ask at least, how far they reach then, and a body that passes the
 * validation, where the route needs one. Tests read it, and fail for a route that it does not have.
 */
public final class RouteTable {

    /** A thumb up, as an address has it. */
    public static final String EMOJI = "%F0%9F%91%8D";

    /** Older time than an organization keeps is refused. */
    private static final String A_DAY_THAT_IS_KEPT =
            LocalDate.now(ZoneOffset.UTC).minusDays(3).toString();

    /** Who may ask; of people, those of the higher roles as well. */
    public enum Who {
        ANYBODY,
        DEVICE,
        EMPLOYEE,
        MANAGER,
        ADMIN
    }

    private record Row(Who who, @Nullable Reach reach, @Nullable String body) {}

    private static final Row UNKNOWN = new Row(Who.EMPLOYEE, null, null);

    /**
     * {@code {user}}, {@code {session}} and {@code {password}} in a body are the owner's of what is
     * named.
     */
    private static final Map<String, Row> DESCRIBED =
            read(
                    """
                    # What is in the feed for whom: PromisesTest.
                    GET    /api/activities                                  | employee | organization
                    POST   /api/activities                                  | employee | organization | {"eventType":"task.created"}
                    GET    /api/activities.csv                              | employee | organization
                    GET    /api/activities/types                            | employee | organization
                    GET    /api/activities/stats                            | employee | organization
                    GET    /api/activities/highlights                       | employee | organization
                    GET    /api/activities/summary                          | employee | organization
                    # An event about a person, for those who may see that person's data.
                    GET    /api/activities/{id}                             | employee | sight
                    PATCH  /api/activities/{id}                             | employee | nobody       | {"message":"m"}
                    DELETE /api/activities/{id}                             | employee | nobody
                    GET    /api/activities/{id}/reactions                   | employee | sight
                    POST   /api/activities/{id}/reactions/{emoji}           | employee | sight
                    DELETE /api/activities/{id}/reactions/{emoji}           | employee | sight
                    GET    /api/activities/{id}/comments                    | employee | sight
                    POST   /api/activities/{id}/comments                    | employee | sight        | {"body":"m"}
                    PATCH  /api/activities/{id}/comments/{commentId}        | employee | own          | {"body":"m"}
                    DELETE /api/activities/{id}/comments/{commentId}        | employee | own or admin
                    POST   /api/activity/batch                              | employee | own          | {"sessionId":"{session}","events":[]}
                    # Their tokens are in them: AddressesTest.
                    GET    /api/addresses/{token}/feed.atom                 | anybody  |
                    GET    /api/addresses/{token}/sessions.ics              | anybody  |
                    POST   /api/agent/batch                                 | device   |              | {}
                    GET    /api/agent/idle                                  | device   |
                    POST   /api/agent/idle                                  | device   |              | {}
                    GET    /api/agents                                      | employee | sight
                    POST   /api/agents/enrol                                | anybody  |              | {}
                    POST   /api/agents/policy                               | anybody  |              | {}
                    DELETE /api/agents/{id}                                 | employee | own or admin
                    POST   /api/agents/{id}/block                           | admin    | organization
                    POST   /api/agents/{id}/unblock                         | admin    | organization
                    POST   /api/auth/accept-invitation                      | anybody  |              | {}
                    POST   /api/auth/invitation                             | anybody  |              | {}
                    POST   /api/auth/change-password                        | employee | own          | {"currentPassword":"{password}","newPassword":"{password}"}
                    POST   /api/auth/forgot-password                        | anybody  |              | {}
                    POST   /api/auth/login                                  | anybody  |              | {}
                    POST   /api/auth/logout                                 | anybody  |              | {}
                    POST   /api/auth/logout-everywhere                      | employee | own          | {}
                    GET    /api/alerts                                      | employee | sight and changers
                    GET    /api/alerts/{id}                                 | employee | sight and changers
                    POST   /api/alerts/{id}/explanation                     | employee | own          | {"text":"T"}
                    POST   /api/alerts/{id}/resolve                         | manager  | sight        | {"note":"N"}
                    GET    /api/audit                                       | admin    | organization
                    GET    /api/audit.csv                                   | admin    | organization
                    GET    /api/categories                                  | employee | organization
                    # Of the organization's own; CategoryRightsTest knows whose teams' they are.
                    POST   /api/categories                                  | admin    | organization | {"name":"C","rating":"neutral","rules":[]}
                    PUT    /api/categories/order                            | admin    | organization | {"ids":[]}
                    POST   /api/categories/preview                          | admin    | organization | {"category":{"name":"C","rating":"neutral","rules":[]}}
                    GET    /api/categories/progress                         | manager  | organization
                    POST   /api/categories/starter                          | admin    | organization
                    PUT    /api/categories/{id}                             | admin    | organization | {"name":"C","rating":"neutral","rules":[]}
                    DELETE /api/categories/{id}                             | admin    | organization
                    GET    /api/clients                                     | manager  | sight
                    PATCH  /api/clients/{id}                                | admin    | organization | {"watched":false}
                    GET    /api/auth/me                                     | employee | own
                    PATCH  /api/auth/me                                     | employee | own          | {}
                    POST   /api/auth/refresh                                | anybody  |              | {}
                    POST   /api/auth/register                               | anybody  |              | {}
                    GET    /api/auth/second-factor                          | employee | own
                    POST   /api/auth/second-factor                          | anybody  |              | {}
                    POST   /api/auth/second-factor/passkey-options          | anybody  |              | {}
                    POST   /api/auth/second-factor/passkeys                 | employee | own          | {"challenge":"-","name":"Key","credential":{}}
                    POST   /api/auth/second-factor/passkeys/options         | employee | own          | {}
                    PATCH  /api/auth/second-factor/passkeys/{id}            | employee | own          | {"name":"Key"}
                    DELETE /api/auth/second-factor/passkeys/{id}            | employee | own          | {}
                    POST   /api/auth/second-factor/recovery-codes           | employee | own          | {}
                    POST   /api/auth/second-factor/totp                     | employee | own          | {}
                    DELETE /api/auth/second-factor/totp                     | employee | own          | {"code":"123456"}
                    POST   /api/auth/second-factor/totp/confirm             | employee | own          | {"code":"123456"}
                    GET    /api/auth/sso/callback                           | anybody  |
                    GET    /api/auth/sso/confirmation                       | anybody  |
                    POST   /api/auth/sso/confirmation                       | anybody  |              | {}
                    DELETE /api/auth/sso/confirmation                       | anybody  |
                    POST   /api/auth/sso/discover                           | anybody  |              | {}
                    GET    /api/auth/sso/{providerId}/start                 | anybody  |
                    POST   /api/auth/reset-password                         | anybody  |              | {}
                    GET    /api/auth/sessions                               | employee | own
                    DELETE /api/auth/sessions                               | employee | own
                    DELETE /api/auth/sessions/{id}                          | employee | own
                    GET    /api/enrolment-tokens                            | employee | own or admin
                    POST   /api/enrolment-tokens                            | employee | own or admin | {"userId":"{user}"}
                    DELETE /api/enrolment-tokens/{id}                       | employee | own or admin
                    GET    /api/invitations                                 | admin    | organization
                    POST   /api/invitations                                 | admin    | organization | {"email":"lena@example.org","role":"employee"}
                    DELETE /api/invitations/{id}                            | admin    | organization
                    POST   /api/invitations/{id}/resend                     | admin    | organization
                    GET    /api/integrations                                | admin    | organization
                    POST   /api/integrations                                | admin    | organization | {"name":"I","kind":"github"}
                    POST   /api/integrations/preview                        | admin    | organization | {"kind":"json","mapping":{"eventType":"a","message":"b"},"body":{}}
                    GET    /api/integrations/{id}                           | admin    | organization
                    # Whoever has the secret of the integration.
                    POST   /api/integrations/{id}                           | anybody  |              | {}
                    PATCH  /api/integrations/{id}                           | admin    | organization | {"name":"Other"}
                    DELETE /api/integrations/{id}                           | admin    | organization
                    POST   /api/integrations/{id}/secret                    | admin    | organization
                    POST   /api/integrations/{id}/test                      | admin    | organization
                    GET    /api/jobs                                        | admin    | organization
                    POST   /api/jobs/{name}/run                             | admin    | organization
                    GET    /api/identity-providers                          | admin    | organization
                    POST   /api/identity-providers                          | admin    | organization | {"name":"L","issuer":"https://login.example.org","clientId":"astir","allowedDomains":["example.org"]}
                    PUT    /api/identity-providers/{id}                     | admin    | organization | {"name":"L","issuer":"https://login.example.org","clientId":"astir","allowedDomains":["example.org"]}
                    DELETE /api/identity-providers/{id}                     | admin    | organization
                    POST   /api/identity-providers/{id}/test                | admin    | organization
                    GET    /api/erasure-requests                            | admin    | organization
                    POST   /api/erasure-requests/{id}/approve               | admin    | organization | {}
                    POST   /api/erasure-requests/{id}/decline               | admin    | organization | {"note":"no"}
                    GET    /api/alerts/news                                 | employee | sight
                    POST   /api/alerts/seen                                 | employee | own          | {"until":"2026-06-01T00:00:00Z"}
                    GET    /api/mentions                                    | employee | organization
                    GET    /api/me/notifications                            | employee | own
                    PUT    /api/me/notifications                            | employee | own          | {"digest":"off"}
                    GET    /api/me/webhook                                  | employee | own
                    POST   /api/me/webhook                                  | employee | own          | {"url":"https://127.0.0.1:9/"}
                    PATCH  /api/me/webhook                                  | employee | own          | {"url":"https://127.0.0.1:9/other"}
                    DELETE /api/me/webhook                                  | employee | own
                    POST   /api/me/webhook/secret                           | employee | own
                    POST   /api/me/webhook/test                             | employee | own
                    GET    /api/me/webhook/deliveries                       | employee | own
                    GET    /api/me/webhook/deliveries/{deliveryId}          | employee | own
                    POST   /api/me/webhook/deliveries/{deliveryId}/retry    | employee | own
                    # They name who looked, and who changed what.
                    GET    /api/me/data                                     | employee | organization
                    GET    /api/me/data/summary                             | employee | own
                    GET    /api/me/feed-visit                               | employee | own
                    POST   /api/me/feed-visit                               | employee | own
                    GET    /api/me/erasure-request                          | employee | own
                    POST   /api/me/erasure-request                          | employee | own          | {}
                    DELETE /api/me/erasure-request                          | employee | own
                    GET    /api/me/views                                    | employee | organization
                    GET    /api/organization                                | employee | organization
                    PATCH  /api/organization                                | admin    | organization | {}
                    GET    /api/password-resets                             | admin    | organization
                    GET    /api/policy                                      | employee | organization
                    PUT    /api/policy                                      | admin    | organization | {}
                    POST   /api/policy/acknowledge                          | employee | own          | {"version":1}
                    GET    /api/policy/acknowledgements                     | admin    | organization
                    GET    /api/policy/versions                             | employee | organization
                    # Everybody sees who is there.
                    GET    /api/presence                                    | employee | organization
                    GET    /api/projects                                    | employee | organization
                    POST   /api/projects                                    | manager  | organization | {"name":"P"}
                    GET    /api/projects/{id}                               | employee | organization
                    PUT    /api/projects/{id}                               | manager  | organization | {"name":"P"}
                    DELETE /api/projects/{id}                               | manager  | organization
                    GET    /api/projects/{id}/tasks                         | employee | organization
                    POST   /api/projects/{id}/tasks                         | manager  | organization | {"name":"T"}
                    PUT    /api/projects/{id}/tasks/{taskId}                | manager  | organization | {"name":"T"}
                    DELETE /api/projects/{id}/tasks/{taskId}                | manager  | organization
                    # Of others only what the policy and the person allow: InsightsOfOthersTest.
                    GET    /api/insights                                    | employee | own
                    GET    /api/insights/people                             | manager  | sight
                    GET    /api/reports/daily                               | employee | sight
                    GET    /api/reports/hours                               | employee | sight
                    GET    /api/reports/saved                               | employee | own
                    POST   /api/reports/saved                               | employee | own          | {"name":"Mine","report":"user","period":"last-week"}
                    GET    /api/reports/saved/{id}                          | employee | own
                    PUT    /api/reports/saved/{id}                          | employee | own          | {"name":"Other","report":"user","period":"today"}
                    DELETE /api/reports/saved/{id}                          | employee | own
                    DELETE /api/reports/saved/{id}/recipients/me            | employee | own
                    GET    /api/reports/saved/{id}/report                   | employee | own
                    POST   /api/reports/saved/{id}/send                     | employee | own
                    GET    /api/reports/team                                | manager  | sight
                    GET    /api/reports/timeline                            | employee | sight and changers
                    GET    /api/reports/timesheet                           | employee | sight and changers
                    GET    /api/reports/usage                               | employee | sight
                    GET    /api/reports/user/{id}                           | employee | sight
                    GET    /api/timeline                                    | employee | sight and changers
                    GET    /api/timesheets                                  | employee | sight and changers
                    GET    /api/timesheets/{userId}/{week}                  | employee | sight and changers
                    POST   /api/timesheets/{userId}/{week}/submit           | employee | own
                    POST   /api/timesheets/{userId}/{week}/withdraw         | employee | own
                    POST   /api/timesheets/{userId}/{week}/approve          | manager  | sight
                    POST   /api/timesheets/{userId}/{week}/reject           | manager  | sight        | {"reason":"r"}
                    POST   /api/timesheets/{userId}/{week}/reopen           | manager  | sight        | {"reason":"r"}
                    GET    /api/timeline/today                              | employee | sight
                    GET    /api/webhooks                                    | admin    | organization
                    POST   /api/webhooks                                    | admin    | organization | {"url":"https://127.0.0.1:9/","eventTypes":["*"]}
                    GET    /api/webhooks/everyone                           | admin    | organization
                    DELETE /api/webhooks/everyone/{id}                      | admin    | organization
                    GET    /api/webhooks/{id}                               | admin    | organization
                    PATCH  /api/webhooks/{id}                               | admin    | organization | {"name":"Other"}
                    DELETE /api/webhooks/{id}                               | admin    | organization
                    POST   /api/webhooks/{id}/secret                        | admin    | organization
                    POST   /api/webhooks/{id}/test                          | admin    | organization
                    GET    /api/webhooks/{id}/deliveries                    | admin    | organization
                    GET    /api/webhooks/{id}/deliveries/{deliveryId}       | admin    | organization
                    POST   /api/webhooks/{id}/deliveries/{deliveryId}/retry | admin    | organization
                    GET    /api/sessions                                    | employee | sight
                    POST   /api/sessions                                    | employee | own          | {"startTime":"{day}T08:00:00Z","endTime":"{day}T09:00:00Z","reason":"R"}
                    GET    /api/sessions/{id}                               | employee | sight and changers
                    PATCH  /api/sessions/{id}                               | employee | own          | {"reason":"R"}
                    DELETE /api/sessions/{id}                               | employee | own          | {"reason":"R"}
                    POST   /api/sessions/{id}/idle                          | employee | own          | {"from":"2020-01-01T08:00:00Z","to":"2020-01-01T09:00:00Z","decision":"keep"}
                    DELETE /api/sessions/{id}/idle/{decisionId}             | employee | own
                    POST   /api/sessions/{id}/switch                        | employee | own          | {}
                    POST   /api/sessions/import                             | employee | own          | start,end
                    GET    /api/sessions/active                             | employee | sight
                    POST   /api/sessions/start                              | employee | own          | {}
                    POST   /api/sessions/{id}/activity                      | employee | own          | {"activityType":"idle","durationSeconds":0}
                    POST   /api/sessions/{id}/stop                          | employee | sight        | {"reason":"R"}
                    GET    /api/teams                                       | manager  | sight
                    POST   /api/teams                                       | admin    | organization | {"name":"T","managerIds":[]}
                    GET    /api/teams/{id}                                  | manager  | sight
                    PUT    /api/teams/{id}                                  | admin    | organization | {"name":"T","managerIds":[]}
                    DELETE /api/teams/{id}                                  | admin    | organization
                    GET    /api/teams/{id}/alerts                           | manager  | sight
                    PUT    /api/teams/{id}/alerts                           | admin    | organization | {"idleAfterSeconds":600}
                    GET    /api/sign-in-rules                               | admin    | organization
                    PATCH  /api/sign-in-rules                               | admin    | organization | {}
                    GET    /download/astir-agent.jar                        | anybody  |
                    GET    /api/tokens                                      | employee | own
                    POST   /api/tokens                                      | employee | own          | {"name":"T","scopes":["read"]}
                    GET    /api/tokens/everyone                             | admin    | organization
                    DELETE /api/tokens/{id}                                 | employee | own or admin
                    GET    /api/users                                       | manager  | sight
                    DELETE /api/users/{id}                                  | admin    | organization
                    PATCH  /api/users/{id}                                  | admin    | organization | {}
                    POST   /api/users/{id}/password-reset                   | admin    | organization
                    GET    /api/users/{id}/sessions                         | admin    | organization
                    DELETE /api/users/{id}/sessions                         | admin    | organization
                    DELETE /api/users/{id}/sessions/{sid}                   | admin    | organization
                    DELETE /api/users/{id}/data                             | admin    | organization
                    DELETE /api/users/{id}/second-factor                    | admin    | organization
                    # From this machine; from others with the operator's token: MetricsTest.
                    GET    /metrics                                         | anybody  |
                    """);

    private RouteTable() {}

    /** Those that {@code /openapi.json} has to describe. */
    public static Set<String> described() {
        return new TreeSet<>(DESCRIBED.keySet());
    }

    /** Who may ask at least. */
    public static Who who(String route) {
        return row(route).who;
    }

    /** A body with places for ids; null where none is needed. */
    public static @Nullable String body(String route) {
        return row(route).body;
    }

    /** Whether a route asks who somebody is; a device is nobody here. */
    static boolean isForPeople(String route) {
        return who(route) != Who.ANYBODY && who(route) != Who.DEVICE;
    }

    /** The rule of a route that is for people; null when it is missing here. */
    static @Nullable Rule rule(String route) {
        Row row = row(route);
        return row.reach == null
                ? null
                : new Rule(Role.valueOf(row.who.name()), row.reach, row.body);
    }

    private static Row row(String route) {
        return DESCRIBED.getOrDefault(route, UNKNOWN);
    }

    private static Map<String, Row> read(String table) {
        Map<String, Row> rows = new LinkedHashMap<>();
        table.lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> {
                    String[] cells = line.split(" *\\| *", 4);
                    String reach = cells.length < 3 ? "" : cells[2].strip();
                    String body = cells.length < 4 ? null : cells[3].strip();
                    rows.put(
                            cells[0].replaceFirst(" +", " "),
                            new Row(
                                    Who.valueOf(constant(cells[1])),
                                    reach.isEmpty() ? null : Reach.valueOf(constant(reach)),
                                    body == null
                                            ? null
                                            : body.replace("{password}", TestApp.PASSWORD)
                                                    .replace("{day}", A_DAY_THAT_IS_KEPT)));
                });
        return rows;
    }

    private static String constant(String words) {
        return words.strip().replace(' ', '_').toUpperCase(Locale.ROOT);
    }
}
