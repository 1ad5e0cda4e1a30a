package dev.astir.demo;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/**
 * The demo's people at work, as clients of a running app. Their accounts have to be there; {@link
 * #start} enrols their devices where that was not done, uploads what of their day is over, and lets
 * them work on until {@link #close}.
 *
 * <p>When the app is away for a while they try again; nobody does anything twice. Thread-safe.
 */
public final class Demo implements AutoCloseable {

    /** How long the end waits for somebody who is in the middle of a request. */
    private static final Duration END = Duration.ofSeconds(5);

    private final Api api;
    private final DemoSecrets secrets;
    private final Clock clock;
    private final PastPlan past;
    private final List<Desk> desks = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    private Demo(Api api, DemoSecrets secrets, Clock clock, PastPlan past) {
        this.api = api;
        this.secrets = secrets;
        this.clock = clock;
        this.past = past;
    }

    /**
     * Starts, and returns when the first of them is signed in; the others follow. Blocks.
     *
     * @param server the app's base address, {@code http} or {@code https}
     * @param secrets with the password of their accounts
     * @param clock the time that they live in
     * @throws DemoException if the app cannot be reached, or does not know them by this password
     * @throws IllegalArgumentException if the address is none of a server
     */
    public static Demo start(URI server, DemoSecrets secrets, Clock clock) {
        Demo demo = new Demo(new Api(server), secrets, clock, PastPlan.ofThisProcess());
        try {
            demo.begin();
        } catch (RuntimeException e) {
            demo.close();
            throw e;
        }
        return demo;
    }

    private void begin() {
        Person first = Person.all().getFirst();
        Account administrator = account(first.email());
        if (!administrator.trySignIn()) {
            throw new DemoException(
                    "%s is not known at %s, or has another password than in %s"
                            .formatted(first.email(), api.server(), secrets.file()));
        }
        Map<String, String> projects = new HashMap<>();
        for (Job job : Job.values()) {
            projects.put(job.project(), administrator.project(job.project()));
        }
        Instant now = clock.instant();
        Schedule schedule = Schedule.at(now, secrets.seed(), secrets.regimes());
        secrets.keep(schedule.regimes());
        Map<Person, Account> accounts = new LinkedHashMap<>();
        for (Person person : Person.all()) {
            Account account = person.equals(first) ? administrator : account(person.email());
            accounts.put(person, account);
            Desk desk =
                    new Desk(
                            person,
                            account,
                            projects.getOrDefault(person.job().project(), ""),
                            api,
                            schedule,
                            secrets,
                            clock,
                            end);
            desks.add(desk);
            run("astir-demo-" + person.login(), desk);
        }
        Random random = new Random(secrets.seed() ^ now.toEpochMilli());
        run("astir-demo-feed", new Happenings(accounts, schedule, clock, random, end));
        run("astir-demo-scripts", new Scripts(administrator, api, secrets, end));
        run("astir-demo-reviews", new Reviews(accounts, secrets.seed(), end));
        PastSounds sounds = new PastSounds(api, secrets);
        run(
                "astir-demo-past",
                new Past(accounts, projects, schedule, secrets, sounds, clock, past, end));
    }

    private void run(String name, Runnable task) {
        threads.add(Thread.ofVirtual().name(name).start(task));
    }

    private Account account(String email) {
        return new Account(api, email, secrets.password(), clock);
    }

    /**
     * A token with which a further person of the organization can enrol a device of their own.
     *
     * @param email of somebody with the password of the demo's people
     * @throws DemoException if there is nobody, or the app cannot be reached
     */
    public String enrolmentToken(String email) {
        return account(email).enrolmentToken();
    }

    /**
     * Everybody leaves their desk; their work sessions go on. Returns when nothing happens any
     * more.
     */
    @Override
    public void close() {
        end.countDown();
        desks.forEach(Desk::close);
        Instant patience = Instant.now().plus(END);
        try {
            // A request that runs is let through: an app that is stopping would complain.
            for (Thread thread : threads) {
                if (!thread.join(Duration.between(Instant.now(), patience))) {
                    thread.interrupt();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        api.close();
    }
}
