package dev.astir.app.walls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.hostile.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every route of {@code /openapi.json} × everybody who may ask × whose id they name. What is
 * refused has changed nothing; what is answered names nobody who may not be seen.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatrixTest extends AppTest {

    private static final Logger LOG = LoggerFactory.getLogger(MatrixTest.class);

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    /** PromisesTest and the tests of the sockets look at those; the others need a ceremony. */
    private static final Set<String> SOCKETS =
            Set.of("/api/live", "/api/agent/connect", "/api/auth/second-factor/passkeys/{id}");

    private World world;
    private Things things;
    private Snapshot snapshot;
    private List<Route> routes;
    private String foreign;
    private int cells;
    private int refused;

    @BeforeAll
    void make() {
        world = new World(app());
        things = new Things(world);
        snapshot = new Snapshot(world);
        routes =
                Route.all(app().api().get("/openapi.json").expect(200).json()).stream()
                        .filter(route ->
                                route.path().startsWith("/api/")
                                        && !SOCKETS.contains(route.path())
                                        && RouteTable.isForPeople(route.name()))
                        .toList();
    }

    @AfterAll
    void count() {
        LOG.info(
                "{} routes, {} requests of somebody for somebody's, {} of them refused",
                routes.size(),
                cells,
                refused);
    }

    @TestFactory
    Stream<DynamicTest> everyRouteForEverybodyOnEverybodys() {
        return routes.stream().map(route -> dynamicTest(route.name(), () -> walk(route)));
    }

    private void walk(Route route) {
        Rule rule = RouteTable.rule(route.name());
        assertThat(rule).as("how far %s reaches stands in RouteTable", route.name()).isNotNull();
        List<String> failures = new ArrayList<>();
        List<Cell> allowed = new ArrayList<>();
        String before = null;
        for (Asker asker : Asker.values()) {
            for (Whose whose : names(route, rule) ? Whose.values() : new Whose[] {Whose.OWN}) {
                Cell cell = new Cell(route, rule, asker, whose);
                if (cell.isAllowed()) {
                    allowed.add(cell);
                    continue;
                }
                if (before == null) {
                    prepare(route);
                    before = snapshot.take();
                }
                refused++;
                ask(cell, false, failures);
            }
        }
        if (before != null && !snapshot.take().equals(before)) {
            failures.add("what was refused has changed something: " + snapshot.difference(before));
        }
        for (Cell cell : allowed) {
            ask(cell, !route.method().equals("GET"), failures);
        }
        assertThat(failures).as(route.name()).isEmpty();
    }

    /** What is named must be there before the picture is taken. */
    private void prepare(Route route) {
        for (Asker asker : Asker.values()) {
            for (Whose whose : Whose.values()) {
                Person owner = world.owner(asker, whose);
                ids(route, owner, false);
                things.shared("/api/sessions", owner);
            }
        }
    }

    private void ask(Cell cell, boolean fresh, List<String> failures) {
        cells++;
        Person owner = world.owner(cell.asker(), cell.whose());
        Map<String, String> ids = ids(cell.route(), owner, fresh);
        if (cell.whose() == Whose.NOBODYS) {
            ids.replaceAll(
                    (name, id) -> id.equals(RouteTable.EMOJI) ? id : UUID.randomUUID().toString());
        }
        Api api = cell.asker() == Asker.NOBODY ? app().api() : world.asker(cell.asker()).api();
        String person =
                cell.whose() == Whose.NOBODYS
                        ? UUID.randomUUID().toString()
                        : owner.userId().toString();
        Api.Answer answer =
                api.send(cell.route().method(), path(cell, ids, person), body(cell, owner, person));
        String problem = cell.judge(answer, world);
        world.signInAgain(cell.asker());
        if (problem == null && cell.whose() == Whose.OTHER_TENANTS) {
            // The next one is of nobody.
            foreign = answer.body();
        }
        if (problem == null && cell.whose() == Whose.NOBODYS && !answer.body().equals(foreign)) {
            problem = "another organization's is answered otherwise: " + foreign;
        }
        if (problem != null) {
            failures.add("%s, %s's: %s".formatted(cell.asker(), cell.whose(), problem));
        }
    }

    /** Of each parameter in the path, a thing of the owner's. */
    private Map<String, String> ids(Route route, Person owner, boolean fresh) {
        Map<String, String> ids = new LinkedHashMap<>();
        Matcher parameter = PARAMETER.matcher(route.path());
        while (parameter.find()) {
            String kind = route.path().substring(0, parameter.start() - 1);
            assertThat(things.knows(kind)).as("Things makes one of %s", kind).isTrue();
            boolean last = parameter.end() > route.path().lastIndexOf('{');
            ids.put(
                    parameter.group(1),
                    fresh && last ? things.fresh(kind, owner) : things.shared(kind, owner));
        }
        return ids;
    }

    private static boolean names(Route route, Rule rule) {
        return (route.path().contains("{") && !route.path().startsWith(Things.OF_ALL))
                || route.parameters().contains("userId")
                || (rule.body() != null && PARAMETER.matcher(rule.body()).find());
    }

    private static String path(Cell cell, Map<String, String> ids, String person) {
        String path = cell.route().path();
        for (Map.Entry<String, String> id : ids.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", id.getValue());
        }
        return cell.route().parameters().contains("userId") ? path + "?userId=" + person : path;
    }

    private String body(Cell cell, Person owner, String person) {
        String body = cell.rule().body();
        if (body == null) {
            JsonNode example = cell.route().body();
            return example == null ? null : example.toString();
        }
        if (!body.contains("{session}")) {
            return body.replace("{user}", person);
        }
        return body.replace(
                "{session}",
                cell.whose() == Whose.NOBODYS ? person : things.shared("/api/sessions", owner));
    }
}
