package dev.astir.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.Scope;
import dev.astir.app.walls.RouteTable;
import dev.astir.app.walls.RouteTable.Who;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Walks every route of {@code /openapi.json} with an API token of each scope. What a token may is
 * told here by who may, as {@link RouteTable} has it, and not by annotations.
 */
class EveryScopeTest extends AppTest {

    /** What no token does, besides all of {@code /api/auth} and changes of {@code /api/me}. */
    private static final List<String> IN_PERSON =
            List.of(
                    "/api/tokens",
                    "/api/identity-providers",
                    "/api/integrations/{id}/secret",
                    "/api/invitations/{id}/resend",
                    "/api/policy/acknowledge",
                    "/api/sign-in-rules",
                    "/api/users/{id}/password-reset",
                    "/api/users/{id}/second-factor",
                    "/api/users/{id}/sessions",
                    "/api/webhooks/{id}/secret");

    private final Person admin = app().registerOrganization();
    private final Map<Scope, Api> tokens =
            Arrays.stream(Scope.values())
                    .collect(
                            Collectors.toMap(
                                    Function.identity(), scope -> token(admin, List.of(scope))));

    @TestFactory
    Stream<DynamicTest> eachScopeMayWhatItIsFor() {
        return EveryRouteTest.routes().stream()
                .flatMap(route ->
                        tokens.entrySet().stream()
                                .map(token ->
                                        dynamicTest(
                                                route + " with " + token.getKey().json(),
                                                () ->
                                                        assertScope(
                                                                route,
                                                                token.getKey(),
                                                                token.getValue()))));
    }

    /** All scopes of the API together never do more than the person who has them. */
    @TestFactory
    Stream<DynamicTest> allScopesMayWhatTheRoleMay() {
        Person bob = app().addUser(admin, Role.ADMIN, "Bob");
        Api token =
                token(
                        bob,
                        Arrays.stream(Scope.values())
                                .filter(scope -> !Scope.OF_ADDRESSES.contains(scope))
                                .toList());
        admin.api()
                .patch("/api/users/" + bob.userId(), Map.of("role", Role.EMPLOYEE.json()))
                .expect(200);
        return EveryRouteTest.routes().stream()
                .filter(route -> !isInPerson(route) && who(route) != Who.ANYBODY)
                .map(route ->
                        dynamicTest(
                                route,
                                () -> {
                                    Api.Answer answer = send(token, route);
                                    if (who(route) == Who.EMPLOYEE) {
                                        assertPassed(answer);
                                    } else {
                                        assertThat(answer.status()).isEqualTo(403);
                                        assertThat(answer.body()).contains(":forbidden");
                                    }
                                }));
    }

    @Test
    void theWalkHasRoutesOfEachKind() {
        assertThat(EveryRouteTest.routes().stream().map(EveryScopeTest::needed))
                .contains(Set.of(), Set.of(Scope.READ), Set.of(Scope.WRITE), Set.of(Scope.ADMIN));
    }

    private static void assertScope(String route, Scope scope, Api token) {
        Api.Answer answer = send(token, route);
        Set<Scope> enough = needed(route);
        if (isInPerson(route)) {
            assertProblem(answer, "sign-in-needed");
        } else if (enough.isEmpty()) {
            assertThat(answer.body()).doesNotContain("scope-missing");
        } else if (!enough.contains(scope)) {
            JsonNode problem = assertProblem(answer, "scope-missing");
            assertThat(enough.stream().map(Scope::json)).contains(problem.get("scope").asText());
        } else if (who(route) == Who.DEVICE) {
            assertProblem(answer, "forbidden");
        } else if (OF_TEAMS_AS_WELL.contains(route)) {
            assertProblem(answer, "not-your-categories");
        } else {
            assertPassed(answer);
        }
    }

    /** Administrators alone for the organization, but managers for their teams. */
    private static final Set<String> OF_TEAMS_AS_WELL =
            Set.of(
                    "POST /api/categories",
                    "PUT /api/categories/order",
                    "POST /api/categories/preview",
                    "PUT /api/categories/{id}",
                    "DELETE /api/categories/{id}");

    /** The scopes of which each is enough; none where nobody needs to be known. */
    private static Set<Scope> needed(String route) {
        if (who(route) == Who.ANYBODY) {
            return Set.of();
        }
        if (who(route) == Who.ADMIN && !OF_TEAMS_AS_WELL.contains(route)) {
            return Set.of(Scope.ADMIN);
        }
        if (route.equals("POST /api/activities")) {
            return Set.of(Scope.PUBLISH, Scope.WRITE);
        }
        return Set.of(route.startsWith("GET ") ? Scope.READ : Scope.WRITE);
    }

    private static boolean isInPerson(String route) {
        String path = route.substring(route.indexOf(' ') + 1);
        boolean changes = !route.startsWith("GET ");
        return (path.startsWith("/api/auth/") && !route.equals("GET /api/auth/me"))
                || IN_PERSON.stream().anyMatch(own -> (path + "/").startsWith(own + "/"))
                || route.equals("POST /api/integrations")
                || route.equals("POST /api/invitations")
                || route.equals("POST /api/webhooks")
                || (changes && (path.equals("/api/me") || path.startsWith("/api/me/")));
    }

    /** What is asked for may not be there, or be in the way; it is not forbidden. */
    private static void assertPassed(Api.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isIn(200, 201, 204, 400, 404, 409);
    }

    private static JsonNode assertProblem(Api.Answer answer, String name) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.json().get("type").asText()).isEqualTo("urn:astir:problem:" + name);
        return answer.json();
    }

    private static Api.Answer send(Api api, String route) {
        return EveryRouteTest.send(api, route, EveryRouteTest.unknown());
    }

    private static Who who(String route) {
        return RouteTable.who(route);
    }

    private static Api token(Person person, List<Scope> scopes) {
        String token =
                person.api()
                        .post("/api/tokens", Map.of("name", "walk", "scopes", scopes))
                        .expect(201)
                        .json()
                        .get("token")
                        .asText();
        return app().api().with("Authorization", "Bearer " + token);
    }
}
