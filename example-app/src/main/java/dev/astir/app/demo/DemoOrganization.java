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
import dev.astir.app.platform.OwnerOnlyFiles;
import dev.astir.app.platform.Settings;
import dev.astir.app.platform.SettingsException;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.demo.Demo;
import dev.astir.demo.DemoException;
import dev.astir.demo.DemoSecrets;
import dev.astir.demo.Person;
import dev.astir.demo.Team;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * With {@code ASTIR_DEMO=true}: makes the organization "Demo" with its accounts on the first start,
 * and starts its people on every one. Accounts are made directly, since registration makes
 * administrators alone; the people themselves are clients of the app's own port. Thread-safe.
 */
@Singleton
public class DemoOrganization {

    /** The organization's name; pages show it as a demo. */
    static final String NAME = "Demo";

    /** Its plan type, so that it can be told from an organization that chose the same name. */
    private static final String PLAN = "demo";

    private static final Logger LOG = LoggerFactory.getLogger(DemoOrganization.class);

    private final Settings settings;
    private final Registration registration;
    private final People people;
    private final DemoTeams teams;
    private final Users users;
    private final Organizations organizations;
    private final Transactions transactions;
    private final AgentJar agent;
    private final Clock clock;

    private final CompletableFuture<List<String>> logins = new CompletableFuture<>();
    private @Nullable Demo demo;
    private boolean stopped;

    DemoOrganization(
            Settings settings,
            Registration registration,
            People people,
            DemoTeams teams,
            Users users,
            Organizations organizations,
            Transactions transactions,
            AgentJar agent,
            Clock clock) {
        this.settings = settings;
        this.registration = registration;
        this.people = people;
        this.teams = teams;
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
    void started(ServerStartupEvent event) {
        if (settings.demo()) {
            URI server = event.getSource().getURI();
            var unused = Thread.ofVirtual().name("astir-demo").start(() -> begin(server));
        }
    }

    @EventListener
    void stopping(ShutdownEvent event) {
        Demo running;
        synchronized (this) {
            stopped = true;
            running = demo;
        }
        if (running != null) {
            running.close();
        }
    }

    private void begin(URI server) {
        try {
            OwnerOnlyFiles.createFolder(settings.home());
            DemoSecrets secrets = DemoSecrets.open(settings.home().resolve("demo.properties"));
            UUID organizationId = employEverybody(secrets);
            Demo running = Demo.start(server, secrets, clock);
            if (!keep(running)) {
                running.close();
                return;
            }
            List<String> lines = new ArrayList<>(describe(secrets.password()));
            ThisDesk.find(System.getenv(), agent.find(), Path.of("").toAbsolutePath())
                    .ifPresent(desk ->
                            lines.addAll(invite(desk, server, running, organizationId, secrets)));
            logins.complete(List.copyOf(lines));
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    /** What fails while the app stops was to be expected. */
    private synchronized void failed(Exception e) {
        if (stopped) {
            LOG.debug("The app stopped before the demo began", e);
        } else if (e instanceof DemoException || e instanceof SettingsException) {
            LOG.error("The demo's people do not work: {}", e.getMessage());
        } else {
            LOG.error("The demo could not be started", e);
        }
    }

    /** False if the app is stopping. */
    private synchronized boolean keep(Demo running) {
        if (!stopped) {
            demo = running;
        }
        return !stopped;
    }

    /** Makes the organization and its accounts, as far as an earlier start did not. */
    private UUID employEverybody(DemoSecrets secrets) {
        Person first = Person.all().getFirst();
        UUID organizationId =
                transactions.asSystem(() -> users.findByEmail(first.email())).stream()
                        .findFirst()
                        .map(User::organizationId)
                        .orElseGet(() -> found(first, secrets));
        Person.all().forEach(person -> employ(organizationId, person, secrets.password()));
        teams.form(organizationId);
        return organizationId;
    }

    /**
     * The organization with its administrator; its policy lets agents tell what music plays, and
     * tells of alerts about idle time.
     */
    private UUID found(Person administrator, DemoSecrets secrets) {
        secrets.beginAnew();
        UUID organizationId =
                registration
                        .register(
                                NAME,
                                administrator.zone().getId(),
                                administrator.name(),
                                administrator.email(),
                                secrets.password())
                        .organizationId();
        organizations.change(organizationId, OrganizationChanges.ofPlan(PLAN, true, true));
        return organizationId;
    }

    private void employ(UUID organizationId, Person person, String password) {
        if (account(organizationId, person.email()).isPresent()) {
            return;
        }
        Role role = Role.valueOf(person.role().toUpperCase(Locale.ROOT));
        User user = people.add(organizationId, person.name(), person.email(), password, role);
        people.change(
                Actor.app(organizationId),
                user.id(),
                new PersonChanges(null, null, person.zone().getId(), null));
    }

    private Optional<User> account(UUID organizationId, String email) {
        return transactions.inOrganization(organizationId, () -> users.findByEmail(email)).stream()
                .findFirst();
    }

    private static List<String> describe(String password) {
        return Person.all().stream()
                .map(person ->
                        "Demo login: %s / %s (%s)"
                                .formatted(person.email(), password, describe(person)))
                .toList();
    }

    private static String describe(Person person) {
        String managed =
                Team.all().stream()
                        .filter(team -> team.managers().contains(person.login()))
                        .map(Team::name)
                        .collect(Collectors.joining(", "));
        return managed.isEmpty() ? person.role() : person.role() + " of " + managed;
    }

    /** Tells whoever started the demo how to join it with the agent of their own desk. */
    private List<String> invite(
            ThisDesk desk, URI server, Demo running, UUID organizationId, DemoSecrets secrets) {
        if (account(organizationId, ThisDesk.EMAIL).isEmpty()) {
            people.add(
                    organizationId,
                    ThisDesk.NAME,
                    ThisDesk.EMAIL,
                    secrets.password(),
                    Role.EMPLOYEE);
        }
        String token = running.enrolmentToken(ThisDesk.EMAIL);
        return List.of(
                "Demo login: %s / %s (you)".formatted(ThisDesk.EMAIL, secrets.password()),
                "Join from this desk: " + desk.command(server, token));
    }
}
