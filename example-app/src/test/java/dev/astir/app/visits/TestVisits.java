package dev.astir.app.visits;

import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.tenancy.Transactions;
import java.time.Instant;

/** Visits in the past, for tests. */
public final class TestVisits {

    private TestVisits() {}

    /** A person who has never been there was there then. */
    public static void was(TestApp app, Person person, Instant at) {
        app.bean(Transactions.class)
                .inOrganization(
                        person.organizationId(),
                        () ->
                                app.bean(VisitRepository.class)
                                        .put(person.organizationId(), person.userId(), at));
    }
}
