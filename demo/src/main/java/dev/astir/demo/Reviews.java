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
 * What people say to alerts about them, and their managers after that. By turns an alert is
 * explained, explained and resolved, and left without an answer, so that whoever looks finds each.
 * Teams have limits of their own, so that not each coffee is an alert, and some day is a long one.
 * One thread runs it.
 */
final class Reviews implements Runnable {

    private static final Duration FIRST = Duration.ofSeconds(20);
    private static final Duration INTERVAL = Duration.ofSeconds(75);

    /** At first devices still upload what was before, and whoever looks is curious. */
    private static final Duration INTERVAL_AT_FIRST = Duration.ofSeconds(15);

    private static final int ROUNDS_AT_FIRST = 6;

    /** Longer than a coffee. */
    private static final int IDLE_SECONDS = 900;

    /** Who answers customers is not to do so for longer than this. */
    private static final int DAY_OF_SUPPORT = 23_400;

    private static final int USUAL_DAY = 25_200;

    /** What becomes of an alert. */
    private enum Fate {
        EXPLAINED,
        RESOLVED,
        OPEN
    }

    private static final List<String> AWAY =
            List.of(
                    "A walk, to think.",
                    "We talked at the whiteboard.",
                    "Lunch, which took longer than planned.",
                    "The phone: a supplier.");
    private static final String FORGOTTEN =
            "I went home and forgot to stop it. The end is right now.";
    private static final String OTHERS = "On a train without network.";
    private static final List<String> NOTES_ON_LONG_DAYS =
            List.of(
                    "Agreed. Please take the time back this week.",
                    "Thanks for saying so. We share it out better next time.");
    private static final List<String> NOTES = List.of("Fine, thanks.", "Thanks for saying so.");

    private static final Logger LOG = LoggerFactory.getLogger(Reviews.class);

    private final Map<Person, Account> accounts;
    private final long seed;
    private final CountDownLatch end;

    /** By the ids of the alerts, in the order in which they were found. */
    private final Map<String, Fate> fates = new HashMap<>();

    private int rounds;

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
            rounds++;
            wait = rounds < ROUNDS_AT_FIRST ? INTERVAL_AT_FIRST : INTERVAL;
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

    /**
     * Also looks for long days at once, and for those that come late, instead of each half hour.
     */
    private void prepare(Account administrator) {
        if (rounds == 1) {
            for (Team team : Team.all()) {
                boolean isSupport = team.name().equals("Support");
                administrator.limitAlerts(
                        team.name(),
                        Map.of(
                                "idleAfterSeconds",
                                IDLE_SECONDS,
                                "overtimeAfterSeconds",
                                isSupport ? DAY_OF_SUPPORT : USUAL_DAY));
            }
        }
        if (rounds < ROUNDS_AT_FIRST) {
            administrator.runJob("overtime");
        }
    }

    private void review(Account administrator) {
        Map<String, Person> people = new HashMap<>();
        accounts.forEach((person, account) -> people.put(account.id(), person));
        for (JsonNode alert : administrator.unresolvedAlerts()) {
            Person person = people.get(alert.path("userId").asText());
            if (person != null) {
                review(alert, person, fateOf(alert.path("id").asText()));
            }
        }
    }

    private void review(JsonNode alert, Person person, Fate fate) {
        String id = alert.path("id").asText();
        Account account = accounts.get(person);
        Account manager = accounts.get(Team.managerOf(person));
        if (fate == Fate.OPEN || account == null || manager == null) {
            return;
        }
        String type = alert.path("type").asText();
        if (List.of("idle", "session-forgotten").contains(type)
                && alert.path("closedAt").isNull()) {
            // Who is away does not write.
            return;
        }
        if (alert.path("explanation").isNull()) {
            account.explainAlert(id, said(type, person, id));
        } else if (fate == Fate.RESOLVED) {
            manager.resolveAlert(id, one(type.equals("overtime") ? NOTES_ON_LONG_DAYS : NOTES, id));
        }
    }

    private Fate fateOf(String id) {
        Fate[] turns = Fate.values();
        Fate next = turns[fates.size() % turns.length];
        return fates.computeIfAbsent(id, unused -> next);
    }

    private String said(String type, Person person, String id) {
        return switch (type) {
            case "overtime" -> ofLongDay(person.job());
            case "idle" -> one(AWAY, id);
            case "session-forgotten" -> FORGOTTEN;
            default -> OTHERS;
        };
    }

    private static String ofLongDay(Job job) {
        return switch (job) {
            case ENGINEER, OPERATOR -> "The release had to be out. I start later tomorrow.";
            case SUPPORT -> "Many questions after the update. I take the time back this week.";
            case ACCOUNTANT -> "Month end, as agreed. Friday afternoon is off.";
            case DESIGNER -> "The new screens had to be there for the review.";
            case WRITER -> "The handbook had to be there for the release.";
            case LEAD -> "Planning took longer than I thought.";
        };
    }

    private String one(List<String> texts, String id) {
        return texts.get(draw("says", id) % texts.size());
    }

    private int draw(String what, String id) {
        return PastDay.draw(seed, what + " " + id);
    }
}
