package dev.astir.benchmarks.hostile;

import dev.astir.benchmarks.AddedPeople;
import dev.astir.benchmarks.AddedPeople.Person;
import dev.astir.benchmarks.Api;
import dev.astir.benchmarks.PostgresServer;
import dev.astir.protocol.Enrolment.Enrolled;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * An organization and its people, who have signed in. Not safe for use by several threads while
 * they sign in.
 */
final class Tenant {
    static final String PASSWORD = "correct horse battery";

    /** A token lasts a quarter of an hour. */
    private static final Duration TOKENS_LAST = Duration.ofMinutes(8);

    private final String admin;
    private final String organization;
    private final List<String> emails;
    private final List<UUID> ids;
    private volatile List<String> tokens = List.of();
    private long signedIn;

    private Tenant(String admin, String organization, List<String> emails, List<UUID> ids) {
        this.admin = admin;
        this.organization = organization;
        this.emails = emails;
        this.ids = ids;
    }

    static Tenant create(URI app, String name, int people, PostgresServer database)
            throws IOException, InterruptedException, SQLException {
        String admin = "admin@" + name + ".example";
        Api unused = Api.register(app, name, admin, PASSWORD);
        List<Person> others =
                IntStream.range(0, people)
                        .mapToObj(i -> new Person("Person " + i, i + "@" + name + ".example"))
                        .toList();
        List<UUID> ids = AddedPeople.beside(admin, others, database);
        String organization =
                database.text(
                        "SELECT organization_id::text FROM users WHERE email = '" + admin + "'");
        return new Tenant(admin, organization, others.stream().map(Person::email).toList(), ids);
    }

    /** Signs everybody in, unless their tokens are young. */
    void signIn(URI app) throws IOException, InterruptedException {
        if (!tokens.isEmpty() && System.nanoTime() - signedIn < TOKENS_LAST.toNanos()) {
            return;
        }
        List<String> fresh = new ArrayList<>();
        for (String email : emails) {
            fresh.add(Api.signIn(app, email, PASSWORD).token());
        }
        tokens = List.copyOf(fresh);
        signedIn = System.nanoTime();
    }

    /** A computer of the first person. */
    Enrolled enrol(URI app) throws IOException, InterruptedException {
        return Api.signIn(app, admin, PASSWORD).enrol(ids.getFirst());
    }

    /** The token of one of the people, who take turns. */
    String token(int number) {
        return tokens.get(number % tokens.size());
    }

    /** Its feed is named by the organization's id. */
    String feed() {
        return organization;
    }

    String adminEmail() {
        return admin;
    }
}
