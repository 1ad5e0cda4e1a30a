package dev.astir.app.walls;

import dev.astir.app.identity.Role;
import dev.astir.app.web.EveryRouteTest;
import dev.astir.app.web.EveryRouteTest.Who;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far each route reaches. Those for administrators reach the organization; every other one must
 * be in the table. Who may use a route at all stands in {@link EveryRouteTest}.
 */
final class Rules {

    /** {@code {user}} and {@code {session}} in a body are the owner's. */
    private record Row(Reach reach, @Nullable String body) {}

    private static final Map<String, Row> TABLE =
            Map.ofEntries(
                    // What is in the feed for whom: PromisesTest.
                    route("GET /api/activities", Reach.ORGANIZATION),
                    route("POST /api/activities", Reach.ORGANIZATION),
                    route("GET /api/activities.csv", Reach.ORGANIZATION),
                    route("GET /api/activities/types", Reach.ORGANIZATION),
                    route("POST /api/activity/batch", Reach.OWN),
                    route("GET /api/activities/stats", Reach.ORGANIZATION),
                    // An event about a person, for those who may see that person's data.
                    route("GET /api/activities/{event}", Reach.SIGHT),
                    route("PATCH /api/activities/{event}", Reach.NOBODY),
                    route("GET /api/activities/{event}/reactions", Reach.SIGHT),
                    route("POST /api/activities/{event}/reactions/{id}", Reach.SIGHT),
                    route("DELETE /api/activities/{event}/reactions/{id}", Reach.SIGHT),
                    route("GET /api/activities/{event}/comments", Reach.SIGHT),
                    route("POST /api/activities/{event}/comments", Reach.SIGHT),
                    route("PATCH /api/activities/{event}/comments/{id}", Reach.OWN),
                    route("DELETE /api/activities/{event}/comments/{id}", Reach.OWN_OR_ADMIN),
                    route("GET /api/agents", Reach.SIGHT),
                    route("DELETE /api/agents/{id}", Reach.OWN_OR_ADMIN),
                    route("POST /api/auth/change-password", Reach.OWN),
                    route("POST /api/auth/logout-everywhere", Reach.OWN),
                    route("GET /api/auth/me", Reach.OWN),
                    route("PATCH /api/auth/me", Reach.OWN),
                    route("GET /api/auth/second-factor", Reach.OWN),
                    route("GET /api/auth/sessions", Reach.OWN),
                    route("DELETE /api/auth/sessions", Reach.OWN),
                    route("DELETE /api/auth/sessions/{id}", Reach.OWN),
                    route("GET /api/enrolment-tokens", Reach.OWN_OR_ADMIN),
                    route(
                            "POST /api/enrolment-tokens",
                            Reach.OWN_OR_ADMIN,
                            "{\"userId\":\"{user}\"}"),
                    route("DELETE /api/enrolment-tokens/{id}", Reach.OWN_OR_ADMIN),
                    // They name who looked, and who changed what.
                    route("GET /api/me/data", Reach.ORGANIZATION),
                    route("GET /api/me/views", Reach.ORGANIZATION),
                    route("GET /api/me/data/summary", Reach.OWN),
                    route("GET /api/me/erasure-request", Reach.OWN),
                    route("POST /api/me/erasure-request", Reach.OWN),
                    route("DELETE /api/me/erasure-request", Reach.OWN),
                    route("GET /api/organization", Reach.ORGANIZATION),
                    route("GET /api/policy", Reach.ORGANIZATION),
                    route("GET /api/policy/versions", Reach.ORGANIZATION),
                    route("POST /api/policy/acknowledge", Reach.OWN),
                    // Everybody sees who is there.
                    route("GET /api/presence", Reach.ORGANIZATION),
                    route("GET /api/projects", Reach.ORGANIZATION),
                    route("POST /api/projects", Reach.ORGANIZATION),
                    route("GET /api/projects/{id}", Reach.ORGANIZATION),
                    route("PUT /api/projects/{id}", Reach.ORGANIZATION),
                    route("DELETE /api/projects/{id}", Reach.ORGANIZATION),
                    route("GET /api/sessions", Reach.SIGHT),
                    route("GET /api/sessions/active", Reach.SIGHT),
                    route("POST /api/sessions/start", Reach.OWN),
                    route("POST /api/sessions/{id}/activity", Reach.OWN),
                    route("POST /api/sessions/{id}/stop", Reach.OWN),
                    route("GET /api/teams", Reach.SIGHT),
                    route("GET /api/teams/{id}", Reach.SIGHT),
                    route("GET /api/tokens", Reach.OWN),
                    route("POST /api/tokens", Reach.OWN),
                    route("DELETE /api/tokens/{id}", Reach.OWN_OR_ADMIN),
                    route("GET /api/users", Reach.SIGHT));

    /** Routes that name nothing and nobody but whoever asks, all tested where they are at home. */
    static final String OWN_SECOND_FACTOR = "/api/auth/second-factor/";

    private Rules() {}

    /** The rule of a route that is somebody's; null when it is missing in the table. */
    static @Nullable Rule of(String route) {
        EveryRouteTest.Access access = EveryRouteTest.access(route);
        Row row = TABLE.get(route);
        if (row == null && access.who() != Who.ADMIN) {
            return route.contains(OWN_SECOND_FACTOR)
                    ? new Rule(Role.EMPLOYEE, Reach.OWN, access.body())
                    : null;
        }
        String body = row == null || row.body == null ? access.body() : row.body;
        return new Rule(
                Role.valueOf(access.who().name()),
                row == null ? Reach.ORGANIZATION : row.reach,
                body);
    }

    /** Whether a route asks who somebody is; a device is nobody here. */
    static boolean areFor(String route) {
        Who who = EveryRouteTest.access(route).who();
        return who != Who.ANYBODY && who != Who.DEVICE;
    }

    private static Map.Entry<String, Row> route(String route, Reach reach) {
        return route(route, reach, null);
    }

    private static Map.Entry<String, Row> route(String route, Reach reach, @Nullable String body) {
        return Map.entry(route, new Row(reach, body));
    }
}
