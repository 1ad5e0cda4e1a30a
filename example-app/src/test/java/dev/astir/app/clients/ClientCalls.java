package dev.astir.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.RepositoryCalls;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.TimeCursor;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls of the repositories of clients. */
public final class ClientCalls extends RepositoryCalls {

    private static final int DAY = 86_400;

    private final UUID gone = UUID.randomUUID();
    private final UUID token = UUID.randomUUID();

    public ClientCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        run("ClientRepository.page", page(null, null, null, 10));
        run("ClientRepository.page", page("person", false, "ada", 10));
        none("ClientRepository.page", page("token", null, null, 10));
        none("ClientRepository.page", page(null, true, null, 10));

        run("WatchRepository.isOfPeople", ada);
        none("WatchRepository.isOfPeople", nobody);
        none("WatchRepository.token", token);
        run(
                "ApiTokenRepository.insert",
                organization,
                token,
                ada,
                "deploy",
                "ast_abc",
                new byte[] {9},
                List.of("read"),
                now,
                null);
        assertThat(run("WatchRepository.token", token))
                .hasToString(
                        "Optional[Watch[clientId=%s, kind=token, name=deploy, userId=%s,"
                                        .formatted(token, ada)
                                + " watched=true, silentAfterSeconds=null]]");
        run("WatchRepository.begin", organization, gone, "token", "T", ada, now);
        none("WatchRepository.begin", organization, gone, "token", "T", ada, now);
        none("WatchRepository.end", gone, later);
        run("WatchRepository.end", gone, now);
        run("WatchRepository.store", organization, gone, "token", "T", ada, false, 60);
        none("WatchRepository.begin", organization, gone, "token", "T", ada, now);
        UUID unseen = UUID.randomUUID();
        run("WatchRepository.store", organization, unseen, "integration", "I", null, true, null);
        run("WatchRepository.forget", unseen);
        none("WatchRepository.forget", unseen);
    }

    /** What tenants may not. */
    public void makeAsSystem() {
        UUID first = new UUID(0, 0);
        run("SilenceRepository.look", now);
        run("SilenceRepository.gone", first, 1_000);
        none("SilenceRepository.gone", new UUID(-1, -1), 1_000);
        for (UUID client : List.of(token, gone)) {
            insert("INSERT INTO client_activity (client_id, last_seen) VALUES (?, ?)", client, now);
            insert(
                    "INSERT INTO client_activity_daily (client_id, activity, day, hits, last_seen)"
                            + " VALUES (?, 'api', current_date, 3, ?)",
                    client,
                    now);
        }
        none("SilenceRepository.turns", now, new UUID(-1, -1), 1_000);
        run("SilenceRepository.turns", later, first, 1_000);
        none("GoneClients.deleteExpired", now.minusSeconds(DAY), 10);
        run("GoneClients.deleteExpired", now.plusSeconds(1), 10_000);
    }

    /** What the tracker has of the organization's own. */
    public void finish() {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<String> ids = List.of(token.toString(), gone.toString());
        assertThat(run("ClientRepository.days", ids, today.minusDays(1)))
                .asList()
                .singleElement()
                .asString()
                .startsWith("Day[id=" + token)
                .endsWith("count=3]");
        run("ClientRepository.page", page("token", null, null, 10));
    }

    /** After everything else: nobody's counts are left. */
    public void finishAsSystem() {
        none("OldCounts.deleteExpired", now.minus(Duration.ofDays(300)), 10);
        run("OldCounts.deleteExpired", now.plus(Duration.ofDays(40)), 10);
    }

    private void insert(String sql, UUID client, Instant at) {
        try (PreparedStatement statement =
                bean(Transactions.class).connection().prepareStatement(sql)) {
            statement.setString(1, client.toString());
            statement.setObject(2, at.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private @Nullable Object[] page(
            @Nullable String kind, @Nullable Boolean silent, @Nullable String q, int limit) {
        return new @Nullable Object[] {
            null,
            true,
            now,
            kind,
            silent,
            q,
            null,
            Clients.NEVER,
            TimeCursor.BEFORE_NEWEST.time(),
            TimeCursor.BEFORE_NEWEST.id(),
            limit
        };
    }
}
