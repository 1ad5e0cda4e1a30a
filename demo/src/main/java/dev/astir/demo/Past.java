package dev.astir.demo;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enters the weeks before the demo began, as people enter history from elsewhere: the newest first,
 * and slowly, so that whoever looks at the demo does not notice. What was done is kept by weeks; a
 * week that is entered again finds its sessions there. One thread runs it.
 */
final class Past implements Runnable {

    private static final Duration RETRY = Duration.ofSeconds(10);

    /** What the devices upload themselves. */
    private static final Duration RECENT = Duration.ofDays(1);

    /** The least rest after a day of somebody. */
    private static final Duration REST = Duration.ofMillis(100);

    /** Of hundred weeks of somebody. */
    private static final int NOT_SUBMITTED = 6;

    private static final int REJECTED = 4;

    /** Of hundred breaks that somebody is asked about. */
    private static final int DISCARDED = 60;

    private static final int KEPT = 25;

    /** The organization's threshold, as it is unless somebody sets it. */
    private static final Duration LEAST_ASKED = Duration.ofMinutes(5);

    private static final String NO_TIMER = "No timer was running yet";
    private static final String REASON = "One afternoon has no project yet, could you add it?";

    private static final Logger LOG = LoggerFactory.getLogger(Past.class);

    private final Map<Person, Account> accounts;
    private final Map<String, String> projects;
    private final Schedule schedule;
    private final DemoSecrets secrets;
    private final PastSounds sounds;
    private final Clock clock;
    private final PastPlan plan;
    private final CountDownLatch end;

    /**
     * @param projects the ids of the projects by their names
     */
    Past(
            Map<Person, Account> accounts,
            Map<String, String> projects,
            Schedule schedule,
            DemoSecrets secrets,
            PastSounds sounds,
            Clock clock,
            PastPlan plan,
            CountDownLatch end) {
        this.accounts = Map.copyOf(accounts);
        this.projects = Map.copyOf(projects);
        this.schedule = schedule;
        this.secrets = secrets;
        this.sounds = sounds;
        this.clock = clock;
        this.plan = plan;
        this.end = end;
    }

    @Override
    public void run() {
        try {
            if (secrets.weeksOfPast() >= plan.weeks() || isOver(plan.lead())) {
                return;
            }
            Instant began = secrets.beganAt(clock.instant());
            boolean failing = false;
            @Nullable Work work = null;
            while (secrets.weeksOfPast() < plan.weeks()) {
                int week = secrets.weeksOfPast();
                try {
                    if (work == null) {
                        Account administrator = account(Person.all().getFirst());
                        // To talk is the work of those who answer customers.
                        administrator.rateForTeam("Messages", "Support", "productive");
                        work = Work.of(projects, administrator);
                    }
                    if (week == 0 && !enterRecent(began) || !enter(began, week, work)) {
                        return;
                    }
                    secrets.keepWeeksOfPast(week + 1);
                    failing = false;
                } catch (DemoException e) {
                    if (!failing) {
                        LOG.warn("The demo's past cannot be entered now: {}", e.getMessage());
                    }
                    failing = true;
                    if (isOver(RETRY)) {
                        return;
                    }
                }
            }
            LOG.info("The demo's past of {} weeks is there", plan.weeks());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Enters a week of everybody.
     *
     * @param week 0 for the one in which the demo began
     * @return false if the demo ends
     */
    private boolean enter(Instant began, int week, Work work) throws InterruptedException {
        LocalDate monday =
                LocalDate.ofInstant(began, ZoneOffset.UTC).with(DayOfWeek.MONDAY).minusWeeks(week);
        for (int day = 6; day >= 0; day--) {
            for (Person person : Person.all()) {
                LocalDate date = monday.plusDays(day);
                if (!date.isBefore(LocalDate.ofInstant(began.minus(RECENT), person.zone()))) {
                    continue;
                }
                PastDay past = PastDay.of(person, date, secrets.seed());
                for (PastDay.Worked worked : past.sessions()) {
                    long before = System.nanoTime();
                    enter(person, worked, work, week > 0);
                    Duration took = Duration.ofNanos(System.nanoTime() - before);
                    // Most of the time it does nothing, however fast the machine is.
                    Duration rest = took.multipliedBy(plan.restsPerWork());
                    if (isOver(
                            plan.restsPerWork() == 0 || rest.compareTo(REST) > 0 ? rest : REST)) {
                        return false;
                    }
                }
            }
        }
        return week == 0 || decide(monday, week);
    }

    /** People submit weeks that are over; of all but the last, most are approved. */
    private boolean decide(LocalDate monday, int week) throws InterruptedException {
        for (Person person : Person.all()) {
            int draw = PastDay.draw(secrets.seed(), "sheet " + person.login() + " " + monday);
            if (draw >= NOT_SUBMITTED) {
                Account account = account(person);
                account.decideWeek(account.id(), monday, "submit", Map.of());
                Account decider = account(Team.managerOf(person));
                if (week > 1 && draw < NOT_SUBMITTED + REJECTED) {
                    decider.decideWeek(account.id(), monday, "reject", Map.of("reason", REASON));
                } else if (week > 1) {
                    decider.decideWeek(account.id(), monday, "approve", Map.of());
                }
            }
            if (isOver(plan.restsPerWork() == 0 ? Duration.ZERO : REST)) {
                return false;
            }
        }
        return true;
    }

    private Account account(Person person) {
        Account account = accounts.get(person);
        if (account == null) {
            throw new IllegalStateException("nobody told of " + person.login());
        }
        return account;
    }

    /**
     * Enters a session.
     *
     * @param isDecided whether it is so long ago that the person has said of most breaks what they
     *     were
     */
    private void enter(Person person, PastDay.Worked worked, Work work, boolean isDecided) {
        Account account = account(person);
        account.addSession(
                        worked.start(),
                        worked.end(),
                        work.project(worked.project()).orElse(null),
                        work.task(worked.project(), worked.task()).orElse(null),
                        worked.reason())
                .ifPresent(session -> {
                    if (!worked.stretches().isEmpty()) {
                        sounds.enter(account, session, person, worked);
                    }
                    if (isDecided) {
                        decideBreaks(account, session, person, worked);
                    }
                    if (worked.correctedEnd() != null) {
                        account.correctEnd(session, worked.correctedEnd(), worked.why());
                    }
                });
    }

    private void decideBreaks(
            Account account, String session, Person person, PastDay.Worked worked) {
        for (Stretch stretch : worked.stretches()) {
            if (stretch.app() != null || stretch.length().compareTo(LEAST_ASKED) < 0) {
                continue;
            }
            int draw = PastDay.draw(secrets.seed(), person.login() + " away " + stretch.start());
            if (draw < DISCARDED + KEPT) {
                String decision = draw < DISCARDED ? "discard" : "keep";
                account.decide(session, stretch.start(), stretch.end(), decision);
            }
        }
    }

    /**
     * Says on what everybody worked, in what their devices told of the day before the demo began.
     */
    private boolean enterRecent(Instant began) throws InterruptedException {
        for (Person person : Person.all()) {
            String project = projects.get(person.job().project());
            for (Schedule.Presence each : schedule.presences(person, began.minus(RECENT), began)) {
                account(person).addSession(each.from(), each.to(), project, null, NO_TIMER);
                if (isOver(plan.restsPerWork() == 0 ? Duration.ZERO : REST)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isOver(Duration wait) throws InterruptedException {
        return end.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }
}
