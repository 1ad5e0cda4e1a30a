package dev.astir.benchmarks.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.benchmarks.AddedPeople;
import dev.astir.benchmarks.AddedPeople.Person;
import dev.astir.benchmarks.Api;
import dev.astir.benchmarks.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * An organization with an administrator, and people who each sit at a computer with an agent. The
 * people are written into the database; all the rest goes the way that an agent goes.
 */
final class Organization implements AutoCloseable {
    static final String EMAIL = "ada@example.org";
    static final String PASSWORD = "correct horse battery";

    private final Api admin;
    private final Map<UUID, Desk> desks = new LinkedHashMap<>();

    private Organization(Api admin) {
        this.admin = admin;
    }

    static Organization create(URI app, PostgresServer database, int people)
            throws IOException, InterruptedException, SQLException {
        Organization organization =
                new Organization(Api.register(app, "Analytical Engines", EMAIL, PASSWORD));
        List<Person> named =
                IntStream.range(0, people)
                        .mapToObj(i -> new Person(Names.of(i), "person-" + i + "@example.org"))
                        .toList();
        for (UUID person : AddedPeople.beside(EMAIL, named, database)) {
            organization.desks.put(person, new Desk(app, organization.admin.enrol(person)));
        }
        return organization;
    }

    /** The administrator's client, with a token that lasts a quarter of an hour from now. */
    Api signIn() throws IOException, InterruptedException {
        return Api.signIn(admin.app(), EMAIL, PASSWORD);
    }

    /** What the app answers about who is here. */
    JsonNode presence() throws IOException, InterruptedException {
        return admin.get("/api/presence");
    }

    /** Each person's desk. */
    Map<UUID, Desk> desks() {
        return desks;
    }

    @Override
    public void close() {
        desks.values().forEach(Desk::close);
    }
}
