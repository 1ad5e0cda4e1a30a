package dev.astir.app.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.identity.Authenticator;
import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Identity;
import dev.astir.app.identity.Role;
import java.util.ArrayList;
import java.util.List;

/** Base of tests of erasure: somebody who left traces everywhere, and where they are found. */
abstract class ErasureScene extends AppTest {

    static final String NAME = "Alice Moreau";
    static final String GONE = "Erased person";

    /** Their rows are of the server's setup, and neither role reads them. */
    private static final List<String> SETUP =
            List.of(
                    "astir_schema_history",
                    "astir_tracker_history",
                    "astir_feed_history",
                    "astir_clients_history",
                    "astir_stream_history",
                    "client_activity_sync",
                    "client_activity_silence",
                    "activity_events_row");

    final TestApp.Person ada = app().registerOrganization();
    final TestApp.Person alice = app().addUser(ada, Role.EMPLOYEE, NAME);
    final Owned owned = Owned.create(app(), ada, alice);

    /** The second pass, as if ten minutes had gone. */
    void settle() {
        Owned.asTenant(
                app(),
                ada.organizationId(),
                "UPDATE erasures SET finished_at = finished_at - interval '11 minutes' RETURNING 1");
        app().bean(RetentionSweeper.class).run(() -> false);
    }

    static Caller caller(TestApp.Person person) {
        return app().bean(Authenticator.class)
                .authenticate(person.accessToken())
                .map(Identity::caller)
                .orElseThrow();
    }

    String data() {
        return "/api/users/" + alice.userId() + "/data";
    }

    static String id(Api.Answer created) {
        return created.json().get("id").asText();
    }

    List<String> feed() {
        List<String> messages = new ArrayList<>();
        ada.api()
                .get("/api/activities?limit=200")
                .expect(200)
                .json()
                .get("items")
                .forEach(event -> messages.add(event.get("message").asText()));
        return messages;
    }

    /** Every table that has a row of this organization with the text in any column. */
    List<String> found(String text) {
        List<String> tables =
                Owned.asTenant(
                        app(),
                        ada.organizationId(),
                        """
                        SELECT c.relname FROM pg_class c
                        WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                          AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname
                        """);
        assertThat(tables).contains("users", "activity_events", "audit_entries", "presence");
        List<String> found = new ArrayList<>();
        for (String table : tables) {
            String sql =
                    "SELECT count(*) FROM \"%s\" t WHERE t::text ILIKE '%%%s%%'"
                            .formatted(table, text.replace("'", "''"));
            if (SETUP.contains(table)) {
                continue;
            }
            boolean isTenants = hasColumn(table, "organization_id");
            List<String> count;
            if (isTenants || table.equals("organizations")) {
                count = Owned.asTenant(app(), ada.organizationId(), sql);
            } else {
                // Other organizations' people may be called the same.
                String own =
                        hasColumn(table, "feed")
                                ? sql + " AND feed = '" + ada.organizationId() + "'"
                                : sql;
                count = Owned.asSystem(app(), own);
            }
            if (!count.equals(List.of("0"))) {
                found.add(table);
            }
        }
        return found;
    }

    private boolean hasColumn(String table, String column) {
        return !Owned.asTenant(
                        app(),
                        ada.organizationId(),
                        """
                        SELECT 1 FROM pg_attribute
                        WHERE attrelid = '"%s"'::regclass AND attname = '%s'
                        """
                                .formatted(table, column))
                .isEmpty();
    }
}
