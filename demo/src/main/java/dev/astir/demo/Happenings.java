package dev.astir.demo;

import dev.astir.protocol.AgentMessage.Activity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people and systems tell the feed beside what agents see: tasks, pushes, and what others say
 * to that. Each is published by somebody who is active. One thread runs it.
 */
final class Happenings implements Runnable {

    /** The first ones, after the start: a new feed is not to be empty of them. */
    private static final List<Duration> OPENING =
            List.of(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(14),
                    Duration.ofSeconds(25),
                    Duration.ofSeconds(40));

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(45);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(135);

    /** How many of the latest can be talked about. */
    private static final int REMEMBERED = 12;

    private static final Logger LOG = LoggerFactory.getLogger(Happenings.class);

    private enum Kind {
        PUSH,
        COMPLETED,
        CREATED,
        COMMENT,
        REACTION
    }

    /** What usually happens, one after the other, so that the opening has some of each. */
    private static final List<Kind> ROUND =
            List.of(
                    Kind.PUSH,
                    Kind.COMPLETED,
                    Kind.COMMENT,
                    Kind.CREATED,
                    Kind.REACTION,
                    Kind.PUSH,
                    Kind.COMPLETED,
                    Kind.REACTION,
                    Kind.COMMENT,
                    Kind.CREATED);

    /** Something that was told. */
    private record Told(String eventId, Person by, Kind kind) {}

    private final Map<Person, Account> accounts;
    private final Schedule schedule;
    private final Clock clock;
    private final Random random;
    private final CountDownLatch end;
    private final Tellings tellings;
    private final Deque<Told> told = new ArrayDeque<>();
    private int count;

    Happenings(
            Map<Person, Account> accounts,
            Schedule schedule,
            Clock clock,
            Random random,
            CountDownLatch end) {
        this.accounts = accounts;
        this.schedule = schedule;
        this.clock = clock;
        this.random = random;
        this.end = end;
        this.tellings = new Tellings(random);
    }

    /** Goes on until the end. */
    @Override
    public void run() {
        while (true) {
            try {
                if (end.await(wait(count).toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
            try {
                tell(ROUND.get(count % ROUND.size()));
            } catch (RuntimeException e) {
                LOG.debug("Nothing could be told to the feed", e);
            }
            count++;
        }
    }

    private Duration wait(int number) {
        if (number < OPENING.size()) {
            Duration before = number == 0 ? Duration.ZERO : OPENING.get(number - 1);
            return OPENING.get(number).minus(before);
        }
        return Duration.ofSeconds(
                random.nextLong(SHORTEST_WAIT.toSeconds(), LONGEST_WAIT.toSeconds()));
    }

    private void tell(Kind kind) {
        List<Person> active = active();
        if (active.isEmpty()) {
            return;
        }
        switch (kind) {
            case PUSH -> push(active);
            case COMPLETED, CREATED -> task(kind, active);
            case COMMENT, REACTION -> answer(kind, active);
        }
    }

    /** Those who could be typing. */
    private List<Person> active() {
        Instant now = clock.instant();
        List<Person> active = new ArrayList<>();
        for (Person person : Person.all()) {
            Slice slice = schedule.at(person, now);
            if (slice != null
                    && slice.activity() == Activity.ACTIVE
                    && !Workday.MEETING_APP.equals(slice.app())) {
                active.add(person);
            }
        }
        Collections.shuffle(active, random);
        return active;
    }

    private void push(List<Person> active) {
        active.stream()
                .filter(person -> !tellings.repository(person.job()).isEmpty())
                .findFirst()
                .ifPresent(person -> {
                    String repository = tellings.repository(person.job());
                    publish(
                            Kind.PUSH,
                            person,
                            Map.of(
                                    "eventType",
                                    "code.pushed",
                                    "entityType",
                                    "repository",
                                    "entityId",
                                    repository,
                                    "entityName",
                                    repository,
                                    "metadata",
                                    tellings.push()));
                });
    }

    private void task(Kind kind, List<Person> active) {
        Person person = active.getFirst();
        Tellings.Task task = tellings.task(person.job());
        publish(
                kind,
                person,
                Map.of(
                        "eventType", kind == Kind.CREATED ? "task.created" : "task.completed",
                        "entityType", "task",
                        "entityId", task.reference(),
                        "entityReference", task.reference(),
                        "entityName", task.title()));
    }

    private void publish(Kind kind, Person person, Map<String, ?> event) {
        told.addFirst(new Told(account(person).publish(event), person, kind));
        if (told.size() > REMEMBERED) {
            told.removeLast();
        }
    }

    /** Says something to what another one told, the later the more likely. */
    private void answer(Kind kind, List<Person> active) {
        Person person = active.getFirst();
        Told about = null;
        for (Told one : told) {
            if (!one.by().equals(person) && (about == null || random.nextInt(3) == 0)) {
                about = one;
            }
        }
        if (about != null) {
            if (kind == Kind.COMMENT) {
                account(person).comment(about.eventId(), comment(about.kind()));
            } else {
                account(person).react(about.eventId(), tellings.reaction());
            }
        }
    }

    private String comment(Kind about) {
        return switch (about) {
            case PUSH -> tellings.toPush();
            case CREATED -> tellings.toCreated();
            default -> tellings.toCompleted();
        };
    }

    private Account account(Person person) {
        @Nullable Account account = accounts.get(person);
        if (account == null) {
            throw new IllegalStateException(person + " has no account");
        }
        return account;
    }
}
