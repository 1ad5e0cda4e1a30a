package dev.astir.app.demo;

import dev.astir.app.devices.AgentJar;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.User;
import dev.astir.app.identity.Users;
import dev.astir.app.organizations.OrganizationChanges;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.organizations.Registration;
import dev.astir.app.people.People;
import dev.astir.app.people.PersonChanges;
import dev.astir.app.platform.Settings;
import dev.astir.app.tenancy.Transactions;
import dev.astir.protocol.Enrolment.EnrolRequest;
import dev.astir.protocol.Enrolment.Enrolled;
import dev.astir.protocol.client.EnrolmentClient;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * With {@code ASTIR_DEMO=true}: creates the organization "Demo" on the first start, and lets its
 * people work on every one. Accounts are made directly, since registration makes administrators
 * alone; everything else goes over the app's own port, by the same clients that real devices use.
 * Thread-safe.
 */
@Singleton
public class Demo {

    /** The organization's name; pages show it as a demo. */
    public static final String ORGANIZATION = "Demo";

    /** Its plan type, so that it can be told from an organization that chose the same name. */
    public static final String PLAN = "demo";

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    /**
     * Who is here from the start, so that there is something to see; the others come in a while.
     */
    private static final int EARLY = 9;

    private static final Duration LATE = Duration.ofSeconds(25);
    private static final String OS = "Linux (demo)";

    private final Settings settings;
    private final Registration registration;
    private final People people;
    private final Users users;
    private final Organizations organizations;
    private final Transactions transactions;
    private final AgentJar agent;
    private final Clock clock;

    private final List<DemoWorkday> workdays = new ArrayList<>();
    private final CompletableFuture<List<String>> logins = new CompletableFuture<>();
    private @Nullable Machinery machinery;
    private boolean stopped;

    Demo(
            Settings settings,
            Registration registration,
            People people,
            Users users,
            Organizations organizations,
            Transactions transactions,
            AgentJar agent,
            Clock clock) {
        this.settings = settings;
        this.registration = registration;
        this.people = people;
        this.users = users;
        this.organizations = organizations;
        this.transactions = transactions;
        this.agent = agent;
        this.clock = clock;
    }

    /**
     * Lines that tell how to sign in to the demo, once its people exist; never completed when there
     * is no demo.
     */
    public CompletableFuture<List<String>> logins() {
        return logins.copy();
    }

    @EventListener
    synchronized void started(ServerStartupEvent event) {
        if (settings.demo() && !stopped) {
            Machinery with = Machinery.start(event.getSource().getURI());
            machinery = with;
            with.blocking().execute(() -> begin(with));
        }
    }

    @EventListener
    void stopping(ShutdownEvent event) {
        List<DemoWorkday> open;
        Machinery with;
        synchronized (this) {
            stopped = true;
            open = List.copyOf(workdays);
            with = machinery;
        }
        open.forEach(DemoWorkday::close);
        if (with != null) {
            with.close();
        }
    }

    private void begin(Machinery with) {
        try {
            DemoKeys keys = DemoKeys.open(settings.home());
            Optional<DemoApi.SignedIn> administrator = administrator(with.api(), keys);
            if (administrator.isEmpty()) {
                LOG.error(
                        "The demo's people exist already, but {} has another password than theirs;"
                                + " they are not driven",
                        keys.file());
                return;
            }
            UUID organizationId = administrator.get().organizationId();
            List<DemoPerson> staff = DemoPerson.all();
            staff.forEach(person -> employ(organizationId, person, keys.password()));
            List<String> lines = new ArrayList<>(describe(staff, keys.password()));
            ThisDesk.find(System.getenv(), agent.find(), Path.of("").toAbsolutePath())
                    .ifPresent(desk ->
                            lines.addAll(invite(desk, with.api(), keys, administrator.get())));
            logins.complete(List.copyOf(lines));
            SplittableRandom random = new SplittableRandom();
            for (int i = 0; i < staff.size(); i++) {
                DemoPerson person = staff.get(i);
                Enrolled device = device(with.api(), keys, administrator.get(), person);
                DemoWorkday workday =
                        new DemoWorkday(
                                person,
                                device,
                                keys.password(),
                                with.api(),
                                with.scheduler(),
                                with.blocking(),
                                // One each: the generator is for a single thread.
                                new Random(random.nextLong()),
                                clock);
                synchronized (this) {
                    if (stopped) {
                        return;
                    }
                    workdays.add(workday);
                }
                workday.comeIn(
                        i < EARLY ? Duration.ofSeconds(i / 2) : LATE.multipliedBy(i - EARLY + 1L));
            }
        } catch (RuntimeException e) {
            if (isStopped()) {
                LOG.debug("The app stopped before the demo began", e);
            } else {
                LOG.error("The demo could not be started", e);
            }
        }
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    /**
     * The demo's administrator; made first if there is none. Empty if the password is not theirs.
     */
    private Optional<DemoApi.SignedIn> administrator(DemoApi api, DemoKeys keys) {
        DemoPerson admin = DemoPerson.all().getFirst();
        Optional<DemoApi.SignedIn> known = api.trySignIn(admin.email(), keys.password());
        if (known.isPresent()) {
            return known;
        }
        if (!transactions.asSystem(() -> users.findByEmail(admin.email())).isEmpty()) {
            return Optional.empty();
        }
        keys.forgetDevices();
        User made =
                registration.register(
                        ORGANIZATION,
                        admin.timeZone(),
                        admin.name(),
                        admin.email(),
                        keys.password());
        organizations.change(made.organizationId(), OrganizationChanges.ofPlan(PLAN));
        return Optional.of(api.signIn(admin.email(), keys.password()));
    }

    /** Makes one person's account, unless an earlier start did. */
    private void employ(UUID organizationId, DemoPerson person, String password) {
        if (account(organizationId, person).isPresent()) {
            return;
        }
        User user =
                people.add(organizationId, person.name(), person.email(), password, person.role());
        people.change(organizationId, user.id(), new PersonChanges(null, null, person.timeZone()));
    }

    private Optional<User> account(UUID organizationId, DemoPerson person) {
        return transactions
                .inOrganization(organizationId, () -> users.findByEmail(person.email()))
                .stream()
                .findFirst();
    }

    /** The person's device; enrolled first, as a real one is, unless an earlier start did. */
    private Enrolled device(
            DemoApi api, DemoKeys keys, DemoApi.SignedIn administrator, DemoPerson person) {
        Optional<Enrolled> known = keys.device(person.login());
        if (known.isPresent()) {
            return known.get();
        }
        UUID userId = account(administrator.organizationId(), person).orElseThrow().id();
        String token = api.enrolmentToken(administrator.accessToken(), userId);
        EnrolmentClient client = EnrolmentClient.of(api.server());
        int policy = client.policy(token).version();
        Enrolled device = client.enrol(new EnrolRequest(token, person.device(), OS, policy));
        keys.keep(person.login(), device);
        return device;
    }

    private static List<String> describe(List<DemoPerson> people, String password) {
        return people.stream()
                .map(person ->
                        "Demo login: %s / %s (%s)"
                                .formatted(person.email(), password, person.role().json()))
                .toList();
    }

    /** Tells whoever started the demo how to join it with the agent of their own desk. */
    private List<String> invite(
            ThisDesk desk, DemoApi api, DemoKeys keys, DemoApi.SignedIn administrator) {
        UUID organizationId = administrator.organizationId();
        User you =
                transactions
                        .inOrganization(organizationId, () -> users.findByEmail(ThisDesk.EMAIL))
                        .stream()
                        .findFirst()
                        .orElseGet(() ->
                                people.add(
                                        organizationId,
                                        ThisDesk.NAME,
                                        ThisDesk.EMAIL,
                                        keys.password(),
                                        Role.EMPLOYEE));
        String token = api.enrolmentToken(administrator.accessToken(), you.id());
        return List.of(
                "Demo login: %s / %s (you)".formatted(ThisDesk.EMAIL, keys.password()),
                "Join from this desk: " + desk.command(api.server(), token));
    }

    /** What runs the demo's people. */
    private record Machinery(
            DemoApi api, ScheduledExecutorService scheduler, ExecutorService blocking)
            implements AutoCloseable {

        static Machinery start(URI server) {
            return new Machinery(
                    new DemoApi(server),
                    Executors.newSingleThreadScheduledExecutor(
                            Thread.ofPlatform().name("astir-demo").daemon().factory()),
                    Executors.newVirtualThreadPerTaskExecutor());
        }

        @Override
        public void close() {
            scheduler.shutdownNow();
            blocking.shutdownNow();
            api.close();
        }
    }
}
