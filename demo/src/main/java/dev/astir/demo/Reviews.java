package dev.astir.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people say to alerts about them, and their managers after that: some explain, some of what
 * was explained is resolved. Teams have limits of their own, so that not each coffee is an alert,
 * and some day is a long one. One thread runs it.
 */
final class Reviews implements Runnable {

    private static final Duration FIRST = Duration.ofSeconds(20);
    private static final Duration INTERVAL = Duration.ofSeconds(75);

    private static final Map<String, Object> USUAL = Map.of("idleAfterSeconds", 1_500);

    /** Who answers customers is not to do so for longer than this. */
    private static final Map<String, Object> OF_SUPPORT =
            Map.of("idleAfterSeconds", 1_500, "overtimeAfterSeconds", 23_400);

    /** Of hundred alerts. */
    private static final int EXPLAINED = 60;

    /** Of hundred that were explained. */
    private static final int RESOLVED = 50;

    private static final List<String> LONG_DAYS =
            List.of(
                    "The release had to be out. I start later tomorrow.",
                    "Month end, as agreed. Friday afternoon is off.",
                    "A customer in Auckland could only talk in my evening.");
    private static final List<String> AWAY =
            List.of(
                    "A walk while the build ran.",
                    "We talked at the whiteboard.",
                    "Coffee, which took longer than planned.",
                    "The phone: a supplier.");
    private static final List<String> OTHERS = List.of("On a train without network.");
    private static final List<String> NOTES =
            List.of("Fine, thanks.", "Agreed. Please take the time back.", "Thanks for saying so.");

    private static final Logger LOG = LoggerFactory.getLogger(Reviews.class);

    private final Map<Person, Account> accounts;
    private final long seed;
    private final CountDownLatch end;
    private boolean isPrepared;

    Reviews(Map<Person, Account> accounts, long seed, CountDownLatch end) {
        this.accounts = Map.copyOf(accounts);
        this.seed = seed;
        this.end = end;
    }

    /** Goes on until the end. */
    @Override
    public void run() {
        Duration wait = FIRST;
        while (true) {
            try {
                if (end.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
            wait = INTERVAL;
            try {
                Account administrator = accounts.get(Person.all().getFirst());
                if (administrator != null) {
                    prepare(administrator);
                    review(administrator);
                }
            } catch (RuntimeException e) {
                LOG.debug("Nothing could be said to alerts", e);
            }
        }
    }

    /** Also looks for long days at once, instead of within half an hour. */
    private void prepare(Account administrator) {
        if (!isPrepared) {
            for (Team team : Team.all()) {
                boolean isSupport = team.name().equals("Support");
                administrator.limitAlerts(team.name(), isSupport ? OF_SUPPORT : USUAL);
            }
            administrator.runJob("overtime");
            isPrepared = true;
        }
    }

    private void review(Account administrator) {
        Map<String, Person> people = new HashMap<>();
        accounts.forEach((person, account) -> people.put(account.id(), person));
        for (JsonNode alert : administrator.unresolvedAlerts()) {
            String id = alert.path("id").asText();
            Person person = people.get(alert.path("userId").asText());
            Account account = person == null ? null : accounts.get(person);
            if (person == null || account == null || draw("explains", id) >= EXPLAINED) {
                continue;
            }
            if (alert.path("explanation").isNull()) {
                account.explainAlert(id, said(alert, id));
            } else if (draw("resolves", id) < RESOLVED) {
                Account manager = accounts.get(Team.managerOf(person));
                if (manager != null) {
                    manager.resolveAlert(id, one(NOTES, id));
                }
            }
        }
    }

    private String said(JsonNode alert, String id) {
        return switch (alert.path("type").asText()) {
            case "overtime" -> one(LONG_DAYS, id);
            case "idle" -> one(AWAY, id);
            default -> one(OTHERS, id);
        };
    }

    private String one(List<String> texts, String id) {
        return texts.get(draw("says", id) % texts.size());
    }

    private int draw(String what, String id) {
        return PastDay.draw(seed, what + " " + id);
    }
}
