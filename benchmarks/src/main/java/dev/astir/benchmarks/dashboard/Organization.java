package dev.astir.benchmarks.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.benchmarks.PostgresServer;
import dev.astir.protocol.Enrolment.EnrolRequest;
import dev.astir.protocol.Enrolment.Enrolled;
import dev.astir.protocol.client.EnrolmentClient;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An organization with an administrator, and people who each sit at a computer with an agent. There
 * is no address yet by which people could be added, so they are written into the database, with the
 * administrator's password; all the rest goes the way that an agent goes.
 */
final class Organization implements AutoCloseable {
    static final String EMAIL = "ada@example.org";
    static final String PASSWORD = "correct horse battery";

    private static final String ADD =
            """
            INSERT INTO users (organization_id, id, name, email, password_hash, role, status,
                               time_zone, created_at, updated_at)
            SELECT organization_id, ?, ?, ?, password_hash, 'employee', 'active',
                   time_zone, now(), now()
              FROM users WHERE email = ?
            """;

    private final Api admin;
    private final Map<UUID, Desk> desks = new LinkedHashMap<>();

    private Organization(Api admin) {
        this.admin = admin;
    }

    static Organization create(URI app, PostgresServer database, int people)
            throws IOException, InterruptedException, SQLException {
        JsonNode signedIn =
                new Api(app, "")
                        .post(
                                "/api/auth/register",
                                Map.of(
                                        "organizationName", "Analytical Engines",
                                        "timeZone", "Europe/London",
                                        "name", "Ada Admin",
                                        "email", EMAIL,
                                        "password", PASSWORD));
        Organization organization =
                new Organization(new Api(app, signedIn.get("accessToken").asText()));
        for (UUID person : add(database, people)) {
            organization.desks.put(person, organization.enrol(person));
        }
        return organization;
    }

    private static List<UUID> add(PostgresServer database, int people) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement(ADD)) {
            for (int i = 0; i < people; i++) {
                UUID id = UUID.randomUUID();
                insert.setObject(1, id);
                insert.setString(2, Names.of(i));
                insert.setString(3, "person-" + i + "@example.org");
                insert.setString(4, EMAIL);
                insert.addBatch();
                ids.add(id);
            }
            insert.executeBatch();
        }
        return ids;
    }

    private Desk enrol(UUID person) throws IOException, InterruptedException {
        String token =
                admin.post(
                                "/api/enrolment-tokens",
                                Map.of("userId", person, "expiresInSeconds", 600, "maxUses", 1))
                        .get("token")
                        .asText();
        EnrolmentClient client = EnrolmentClient.of(admin.app());
        int policy = client.policy(token).version();
        Enrolled agent = client.enrol(new EnrolRequest(token, "desk", "Linux", policy));
        return new Desk(admin.app(), agent);
    }

    /** The administrator's client, with a token that lasts a quarter of an hour from now. */
    Api signIn() throws IOException, InterruptedException {
        JsonNode signedIn =
                new Api(admin.app(), "")
                        .post("/api/auth/login", Map.of("email", EMAIL, "password", PASSWORD));
        return new Api(admin.app(), signedIn.get("accessToken").asText());
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
