package dev.astir.app.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.RepositoryCalls;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Calls of the repositories of privacy. */
public final class PrivacyCalls extends RepositoryCalls {

    public PrivacyCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        UUID wish = UUID.randomUUID();
        run("ErasureRequestRepository.add", organization, wish, bob, "I leave", now);
        none("ErasureRequestRepository.add", organization, nobody, bob, null, now);
        run("ErasureRequestRepository.find", wish);
        none("ErasureRequestRepository.find", nobody);
        run("ErasureRequestRepository.page", null, 10);
        none("ErasureRequestRepository.page", wish, 10);
        run("ErasureRequestRepository.newestOf", bob);
        none("ErasureRequestRepository.newestOf", ada);
        run("ErasureRequestRepository.answer", wish, "declined", now, ada, "no");
        none("ErasureRequestRepository.answer", wish, "declined", now, ada, "no");

        assertThat(run("IntervalCounts.of", organization, bob)).asList().hasSize(4);
        run("RetentionRepository.organizations", null, 10);
        none("RetentionRepository.organizations", organization, 10);
        Instant nextWeek = now.plus(Duration.ofDays(7));
        run("RetentionRepository.peopleWithOld", organization, nextWeek, 1);
        none("RetentionRepository.peopleWithOld", organization, now, 1);
        run("RetentionRepository.mark", "on");
        run("RetentionRepository.deleteIntervals", organization, bob, nextWeek, 10);
        none("RetentionRepository.deleteIntervals", organization, bob, nextWeek, 10);
        run("RetentionRepository.deleteDayMarks", organization, bob, nextWeek, 100);
        none("RetentionRepository.deleteDayMarks", organization, bob, nextWeek, 100);
        run("RetentionRepository.deleteUsage", organization, bob, nextWeek);
        run("RetentionRepository.deleteDayTotals", organization, bob, nextWeek);
        run("ErasureRepository.alerts", bob);
        none("ErasureRepository.alerts", nobody);
        run("RetentionRepository.deleteAlerts", organization, ada, nextWeek, 10);
        none("RetentionRepository.deleteAlerts", organization, ada, nextWeek, 10);
        run("RetentionRepository.deleteNobodysAlerts", organization, nextWeek);
        run("RetentionRepository.peopleWithLess", organization, 10_000);
        none("RetentionRepository.peopleWithLess", organization, 1);

        String[] names = {"Bob", "Ada", "nobody \"at all\""};
        run("NameRepository.others", organization, bob, names);
        none("NameRepository.others", organization, bob, new String[] {"nobody"});
        none("ErasureRepository.runningSessions", ada);
        run("RetentionRepository.deleteSessions", organization, ada, nextWeek, 10);
        none("RetentionRepository.deleteSessions", organization, ada, nextWeek, 10);
        run("SessionRepository.start", organization, bob, null, null, UUID.randomUUID(), now);
        run("ErasureRepository.runningSessions", bob);
        run("ErasureRepository.begin", organization, bob, List.of("Bob", "b, \"q\""), now);
        none("ErasureRepository.begin", organization, bob, List.of(), now);
        run("ErasureRepository.find", bob);
        none("ErasureRepository.find", ada);
        run("ErasureRepository.forgetClients", bob);
        run("ErasureRepository.forgetCounts", bob);
        run("ErasureRepository.emptyDevices", bob);
        run("ErasureRepository.emptyPerson", bob, "Erased person", now);
    }

    /** After the tracker has something of Ada's. */
    public void makeWithClients() {
        run("ClientDataRepository.seen", ada, "", 10);
        none("ClientDataRepository.seen", ada, "z", 10);
        LocalDate epoch = LocalDate.EPOCH;
        run("ClientDataRepository.counted", ada, "", "", epoch, 10);
        none("ClientDataRepository.counted", ada, "z", "", epoch, 10);
        run("ClientDataRepository.amountSeen", ada);
        run("ClientDataRepository.amountCounted", ada);
    }

    /** What tenants may not, after the transaction of the organization. */
    public void makeAsSystem() {
        String[] patterns = {".*[pP]latform"};
        Instant end = now.plusSeconds(1);
        UUID last = new UUID(-1, -1);
        run("PseudonymRepository.page", organization, bob, patterns, end, last, 10);
        UUID unseen = UUID.randomUUID();
        none("PseudonymRepository.page", organization, unseen, patterns, end, last, 10);
        run("PseudonymRepository.write", organization, nobody, "{}", null);
        run("ErasureRepository.unsettled", end, 10);
        Instant old = now.plus(Duration.ofDays(724));
        none("ExpiredTrail.deleteExpired", now, 10);
        run("ExpiredTrail.deleteExpired", old, 1_000);
    }

    /** And those after which nothing is left to find. */
    public void finish() {
        run("ErasureRepository.finish", bob, now);
        run("ErasureRepository.settle", bob, now);
    }
}
