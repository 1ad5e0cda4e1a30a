package dev.astir.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.astir.app.audit.AuditEntry;
import dev.astir.app.devices.AgentStatus;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.Status;
import dev.astir.app.mail.MailStatus;
import dev.astir.app.organizations.Organization;
import dev.astir.app.presence.PresenceState;
import dev.astir.app.projects.Project;
import dev.astir.app.sessions.SessionStatus;
import dev.astir.app.singlesignon.SampleRows;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every method of every repository, once and against the real database: half of what can be wrong
 * with a query passes the compiler.
 */
class RepositoriesTest extends AppTest {

    private static final Map<String, Class<?>> REPOSITORIES =
            new ClassFileImporter()
                            .withImportOption(new ImportOption.DoNotIncludeTests())
                            .importPackages("dev.astir.app")
                            .stream()
                            .filter(type -> type.isAnnotatedWith(JdbcRepository.class))
                            .map(JavaClass::reflect)
                            .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

    private final Set<Method> called = new HashSet<>();

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final Instant later = now.plus(Duration.ofDays(1));
    private final UUID organization = UUID.randomUUID();
    private final UUID ada = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();
    private final UUID nobody = UUID.randomUUID();
    private final UUID team = UUID.randomUUID();

    @Test
    void everyMethodDoesWhatItsTypesSay() {
        app().bean(Transactions.class)
                .inOrganization(
                        organization,
                        () -> {
                            organizations();
                            trail();
                            identity();
                            apiTokens();
                            factors();
                            people();
                            mail();
                            teams();
                            invitations();
                            singleSignOn();
                            projects();
                            policies();
                            devices();
                            sessions();
                            intervals();
                            audit();
                            privacy();
                        });
        app().bean(Transactions.class).asSystem(this::privacyAsSystem);
        app().bean(Transactions.class).inOrganization(organization, this::privacyFinished);

        assertThat(called).containsExactlyInAnyOrderElementsOf(methods());
    }

    /** It would hold the first column, and be null where there is no row. */
    @Test
    void noChangeReturnsAnOptional() {
        assertThat(methods())
                .filteredOn(method -> method.isAnnotationPresent(Query.class))
                .filteredOn(
                        method -> method.getAnnotation(Query.class).value().contains("RETURNING"))
                .isNotEmpty()
                .noneMatch(method -> method.getReturnType() == Optional.class);
    }

    private void organizations() {
        Organization made = Organization.create(organization, "Ours", "Europe/Berlin", now);
        run("OrganizationRepository.save", made);
        run("OrganizationRepository.update", made);
        assertThat(run("OrganizationRepository.find", organization)).isEqualTo(Optional.of(made));
        run("OrganizationRepository.hold", organization);
        none("OrganizationRepository.hold", nobody);
        run("OrganizationRepository.any");
    }

    private void trail() {
        UUID id = UUID.randomUUID();
        run("TrailRepository.add", id, organization, now, "team.created", ada, null, bob, "{}");
        UUID[] people = {bob, nobody};
        Instant since = now.minusSeconds(1);
        run("TrailRepository.addViews", organization, now, since, "day", ada, null, people, "{}");
        none("TrailRepository.addViews", organization, now, since, "day", ada, null, people, "{}");
        assertThat(run("TrailRepository.viewedSince", organization, since, "day", ada, null))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactlyInAnyOrder(bob, nobody);
        none("TrailRepository.viewedSince", organization, later, "day", ada, null);
    }

    private void audit() {
        Instant end = now.plusSeconds(1);
        Instant start = now.minusSeconds(1);
        run("AuditRepository.page", organization, start, end, "team", "change", null, 10);
        none("AuditRepository.page", organization, start, end, "tea", null, null, 10);
        none("AuditRepository.page", organization, start, now, null, null, null, 10);
        AuditEntry newest =
                (AuditEntry)
                        one(
                                run(
                                        "AuditRepository.pageAbout",
                                        organization,
                                        bob,
                                        ada,
                                        start,
                                        end,
                                        null,
                                        null,
                                        null,
                                        10));
        assertThat(newest.personName()).isEqualTo("Bob");
        assertThat(newest.actorName()).isEqualTo("Ada");
        none("AuditRepository.pageAbout", organization, bob, bob, start, end, null, null, null, 10);
        run("AuditRepository.pageBy", organization, ada, start, end, null, "view", null, 10);
        none("AuditRepository.pageBy", organization, bob, start, end, null, "view", null, 10);
    }

    private void privacy() {
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
        run("RetentionRepository.deleteDayMarks", organization, bob, nextWeek, 10);
        none("RetentionRepository.deleteDayMarks", organization, bob, nextWeek, 10);
        none("RetentionRepository.peopleWithLess", organization, 1);
        assertThat(run("RetentionRepository.daysOf", organization, bob, 5)).isEqualTo(5);
        none("RetentionRepository.daysOf", organization, nobody, 5);

        String[] names = {"Bob", "Ada", "nobody \"at all\""};
        run("NameRepository.others", organization, bob, names);
        none("NameRepository.others", organization, bob, new String[] {"nobody"});
        none("ErasureRepository.runningSessions", ada);
        run("RetentionRepository.deleteSessions", organization, ada, nextWeek, 10);
        none("RetentionRepository.deleteSessions", organization, ada, nextWeek, 10);
        run("SessionRepository.start", organization, bob, null, UUID.randomUUID(), now);
        run("ErasureRepository.runningSessions", bob);
        run("ErasureRepository.begin", organization, bob, List.of("Bob", "b, \"q\""), now);
        none("ErasureRepository.begin", organization, bob, List.of(), now);
        run("ErasureRepository.find", bob);
        none("ErasureRepository.find", ada);
        run("ErasureRepository.emptyDevices", bob);
        run("ErasureRepository.emptyPerson", bob, "Erased person", now);
    }

    /** What tenants may not, after the transaction of the organization. */
    private void privacyAsSystem() {
        String[] patterns = {".*[pP]latform"};
        Instant end = now.plusSeconds(1);
        UUID last = new UUID(-1, -1);
        run("PseudonymRepository.page", organization, bob, patterns, end, last, 10);
        UUID unseen = UUID.randomUUID();
        none("PseudonymRepository.page", organization, unseen, patterns, end, last, 10);
        run("PseudonymRepository.write", organization, nobody, "{}", null);
        run("PseudonymRepository.forgetClient", nobody.toString());
        run("ErasureRepository.unsettled", now, 10);
        Instant old = now.plus(Duration.ofDays(724));
        none("ExpiredTrail.deleteExpired", now, 10);
        run("ExpiredTrail.deleteExpired", old, 1_000);
    }

    /** And those after which nothing is left to find. */
    private void privacyFinished() {
        run("ErasureRepository.finish", bob, now);
        run("ErasureRepository.settle", bob, now);
    }

    private void identity() {
        run("Users.create", ada, organization, "Ada", "ada@example.org", "hash", Role.ADMIN, now);
        run("Users.create", bob, organization, "Bob", "bob@example.org", "hash", Role.MANAGER, now);
        none("Users.create", nobody, organization, "B", "Bob@example.org", "hash", Role.ADMIN, now);
        run("Users.findById", ada);
        none("Users.findById", nobody);
        run("Users.findByEmail", "ADA@example.org");
        run("Users.renewHash", ada, "hash", "renewed");
        run("Users.me", ada);
        run("Users.hold", ada);
        none("Users.hold", nobody);
        run("Users.changePassword", ada, "changed", now);
        none("Users.changePassword", nobody, "changed", now);
        run("Users.organizations", List.of(organization));
        none("Users.organizationsWithoutPasswords", List.of(organization));

        UUID family = UUID.randomUUID();
        byte[] hash = {1};
        UUID second = UUID.randomUUID();
        run("TokenFamilies.create", family, organization, ada, now, later, null, null);
        run("TokenFamilies.create", second, organization, ada, now, later, "::1", "curl/8");
        run("TokenFamilies.holdPerson", ada, now);
        none("TokenFamilies.holdPerson", ada, later);
        run("TokenFamilies.addToken", hash, organization, family, later);
        run("TokenFamilies.findToken", hash);
        run("TokenFamilies.useToken", hash, now);
        run("TokenFamilies.extend", family, now, later, "::1", "curl/8");
        run("TokenFamilies.findHolder", family, now);
        none("TokenFamilies.findHolder", family, later);
        UUID[] organizations = {organization, nobody};
        UUID[] families = {family, nobody};
        run("TokenFamilies.findHeld", organizations, families, now);
        none("TokenFamilies.findHeld", organizations, families, later);
        run("TokenFamilies.revoke", family, now);
        openSignIns(second);
        run("TokenFamilies.revokeAllOf", ada, now);
        passwordResets();
        run("ExpiredRefreshTokens.deleteExpired", later.plusSeconds(1), 10);
        none("ExpiredRefreshTokens.deleteExpired", later, 10);
        run("ExpiredFamilies.deleteExpired", later.plusSeconds(1), 10);
        none("ExpiredFamilies.deleteExpired", later, 10);
    }

    private void apiTokens() {
        UUID token = UUID.randomUUID();
        UUID lowest = new UUID(0, 0);
        byte[] hash = {4};
        none("ApiTokenRepository.count", ada);
        insertApiToken(token);
        run("ApiTokenRepository.count", ada);
        assertThat(run("ApiTokenRows.find", hash))
                .hasToString(
                        "Optional[Known[id=%s, organizationId=%s, userId=%s, name=deploy,"
                                        .formatted(token, organization, ada)
                                + " scopes=[read, publish]]]");
        none("ApiTokenRows.find", new byte[] {5});
        run("ApiTokenRows.use", token, now, now);
        none("ApiTokenRows.use", token, now, now.minusSeconds(1));
        run("TokenFamilies.findHolder", token, now);
        none("TokenFamilies.findHolder", token, later);
        run("ApiTokenRepository.page", null, null, 10);
        assertThat(run("ApiTokenRepository.page", ada, lowest, 10))
                .hasToString(
                        "[ApiToken[id=%s, userId=%s, userName=Ada, name=deploy, prefix=ast_abc,"
                                        .formatted(token, ada)
                                + " scopes=[read, publish], createdAt=%s, expiresAt=%s,"
                                        .formatted(now, later)
                                + " lastUsedAt=%s]]".formatted(now));
        none("ApiTokenRepository.page", bob, null, 10);
        none("ApiTokenRepository.page", ada, token, 10);
        none("ExpiredApiTokens.deleteExpired", later, 10);
        none("ApiTokenRepository.end", token, bob);
        run("ApiTokenRepository.end", token, ada);
        none("ApiTokenRepository.end", token, null);
        insertApiToken(token);
        run("ExpiredApiTokens.deleteExpired", later.plusSeconds(1), 10);
        insertApiToken(token);
        run("ApiTokenRows.deleteAllOf", ada);
    }

    private void insertApiToken(UUID token) {
        run(
                "ApiTokenRepository.insert",
                organization,
                token,
                ada,
                "deploy",
                "ast_abc",
                new byte[] {4},
                List.of("read", "publish"),
                now,
                later);
    }

    private void openSignIns(UUID signIn) {
        run("OpenSignInRepository.page", ada, now, null, 10);
        none("OpenSignInRepository.page", ada, now, signIn, 10);
        none("OpenSignInRepository.page", ada, later, null, 10);
        none("OpenSignInRepository.end", bob, signIn, now);
        none("OpenSignInRepository.endAll", ada, signIn, now);
        run("OpenSignInRepository.end", ada, signIn, now);
        none("OpenSignInRepository.end", ada, signIn, now);
        UUID third = UUID.randomUUID();
        run("TokenFamilies.create", third, organization, ada, now, later, null, null);
        run("OpenSignInRepository.endAll", ada, null, now);
        run("TokenFamilies.create", UUID.randomUUID(), organization, ada, now, later, null, null);
    }

    private void passwordResets() {
        byte[] token = {4};
        byte[] other = {5};
        UUID request = UUID.randomUUID();
        run("PasswordResetRepository.addWaiting", organization, request, ada, now, later);
        run("PasswordResetRepository.addWaiting", organization, UUID.randomUUID(), ada, now, later);
        assertThat(run("PasswordResetRepository.waiting", now, null, 10))
                .hasToString(
                        "[PasswordResetRequest[id=%s, userId=%s, name=Ada, email=ada@example.org,"
                                        .formatted(request, ada)
                                + " requestedAt=%s, expiresAt=%s]]".formatted(now, later));
        none("PasswordResetRepository.waiting", now, request, 10);
        none("PasswordResetRepository.waiting", later, null, 10);
        UUID id = UUID.randomUUID();
        run("PasswordResetRepository.addLink", organization, id, ada, token, now, later, ada);
        id = UUID.randomUUID();
        run("PasswordResetRepository.addLink", organization, id, ada, other, now, later, null);
        run("PasswordResetRepository.findLink", token);
        assertThat(run("PasswordResetRepository.deleteReplaced", ada)).isEqualTo(2L);
        none("PasswordResetRepository.findLink", token);
        none("PasswordResetRepository.deleteLink", other, later);
        run("PasswordResetRepository.deleteLink", other, now);
        none("PasswordResetRepository.deleteLink", other, now);
        run("PasswordResetRepository.addWaiting", organization, request, ada, now, later);
        run("PasswordResetRepository.deleteAllOf", ada);
        run("PasswordResetRepository.addWaiting", organization, request, ada, now, later);
        none("ExpiredPasswordResets.deleteExpired", later, 10);
        run("ExpiredPasswordResets.deleteExpired", later.plusSeconds(1), 10);
    }

    private void factors() {
        byte[] hash = {7};
        UUID family = UUID.randomUUID();
        run("TokenFamilies.create", family, organization, ada, now, later, null, null);
        none("TokenFamilies.signedInBy", nobody);
        run("TokenFamilies.provenElsewhere", family, nobody, "https://login.example.org");
        run("TokenFamilies.signedInBy", nobody);
        run("FactorHolders.signedInAt", family);
        assertThat(run("FactorHolders.reachableWithout", now)).isEqualTo(List.of(ada));
        run("TokenFamilies.create", UUID.randomUUID(), organization, bob, now, later, null, null);
        assertThat(run("TokenFamilies.signedInByPassword")).isEqualTo(List.of(bob));
        run("TokenFamilies.revokeByPassword", now);
        none("TokenFamilies.signedInByPassword");
        none("TotpRepository.find", ada);
        run("TotpRepository.begin", organization, ada, hash, later);
        run("TotpRepository.find", ada);
        none("FactorHolders.refresh", ada);
        run("TotpRepository.confirm", ada, hash, 5L, now);
        run("FactorHolders.refresh", ada);
        run("TotpRepository.use", ada, hash, 6L);
        none("TotpRepository.use", ada, hash, 6L);
        run("RecoveryCodeRepository.add", organization, ada, hash, now);
        run("RecoveryCodeRepository.countLeft", ada);
        run("RecoveryCodeRepository.use", ada, hash, now);
        none("RecoveryCodeRepository.use", ada, hash, now);
        run("RecoveryCodeRepository.deleteOf", ada);
        UUID key = UUID.randomUUID();
        run("PasskeyRepository.add", organization, key, ada, "Key", hash, hash, 0L, now);
        none("PasskeyRepository.add", organization, nobody, ada, "Key", hash, hash, 0L, now);
        run("PasskeyRepository.of", ada);
        run("PasskeyRepository.used", ada, hash, 1L, now);
        run("PasskeyRepository.rename", ada, key, "Desk");
        run("PasskeyRepository.delete", ada, key);
        run("PasskeyRepository.add", organization, key, ada, "Key", hash, hash, 0L, now);
        run("PasskeyRepository.deleteOf", ada);
        run("ChallengeRepository.add", organization, hash, ada, null, hash, null, later);
        run("ChallengeRepository.findOrganization", hash);
        run("ChallengeRepository.find", hash, now, 5);
        run("ChallengeRepository.ask", hash, "{}", now, 5);
        run("ChallengeRepository.attempt", hash, now, 5);
        none("ChallengeRepository.attempt", hash, now, 1);
        none("ChallengeRepository.ask", hash, "{}", later, 5);
        run("ChallengeRepository.delete", hash);
        run("ChallengeRepository.add", organization, hash, ada, null, hash, null, later);
        run("ChallengeRepository.deleteOf", ada);
        run("ChallengeRepository.add", organization, hash, ada, null, hash, null, later);
        none("ExpiredChallenges.deleteExpired", later, 10);
        run("ExpiredChallenges.deleteExpired", later.plusSeconds(1), 10);
        run("TotpRepository.deleteOf", ada);
    }

    private void people() {
        run("FeedPeople.active", organization);
        none("FeedPeople.active", nobody);
        run("PersonRepository.find", ada);
        UUID[] seen = {bob};
        run("PersonRepository.page", null, null, 10);
        run("PersonRepository.page", null, ada, 10);
        run("PersonRepository.page", seen, ada, 10);
        none("PersonRepository.page", seen, bob, 10);
        none("PersonRepository.page", new UUID[0], null, 10);
        run("TeamRepository.create", organization, team, "Platform", now);
        run("PersonRepository.isTeam", organization, team);
        none("PersonRepository.isTeam", organization, nobody);
        Status active = Status.ACTIVE;
        run("PersonRepository.update", bob, Role.EMPLOYEE, active, "Asia/Tokyo", team, now);
        none("PersonRepository.update", nobody, Role.EMPLOYEE, active, null, null, now);
        run("PersonRepository.updateProfile", bob, "Bob", null, now);
        none("PersonRepository.updateProfile", nobody, "Bob", null, now);
        assertThat(run("PersonRepository.administrators")).isEqualTo(List.of(ada));
        run("PersonRepository.canAnAdministratorComeIn");
        UUID gone = UUID.randomUUID();
        run("Users.create", gone, organization, "Cy", "cy@example.org", "hash", Role.MANAGER, now);
        run("PersonRepository.remove", gone, now);
        none("PersonRepository.remove", gone, now);
        none("Users.findByEmail", "cy@example.org");
        run("Users.wasRemoved", "CY@example.org");
        none("Users.wasRemoved", "bob@example.org");
    }

    private void mail() {
        UUID mail = UUID.randomUUID();
        run("MailRepository.add", organization, mail, "a@b.c", "Hi", "text", "<p>", now, later);
        none("MailRepository.take", now.minusSeconds(1), later);
        run("MailRepository.take", now, later);
        none("MailRepository.take", now, later);
        run("MailRepository.postpone", organization, mail, "busy", now);
        run("MailRepository.finish", organization, mail, MailStatus.SENT, null);
        none("MailRepository.withdraw", organization, mail);
        UUID late = UUID.randomUUID();
        run("MailRepository.add", organization, late, "a@b.c", "Hi", "text", "<p>", now, later);
        none("MailRepository.giveUp", now);
        run("MailRepository.giveUp", later);
        UUID wrong = UUID.randomUUID();
        run("MailRepository.add", organization, wrong, "a@b.c", "Hi", "text", "<p>", now, later);
        run("MailRepository.withdraw", organization, wrong);
        none("ExpiredMails.deleteExpired", later, 10);
        run("ExpiredMails.deleteExpired", later.plusSeconds(1), 10);
    }

    private void teams() {
        none("TeamRepository.create", organization, nobody, "PLATFORM", now);
        none("TeamRepository.isTaken", organization, team, "platform");
        run("TeamRepository.isTaken", organization, nobody, "platform");
        run("TeamRepository.rename", organization, team, "Support");
        UUID[] both = {ada, bob};
        UUID[] adaAlone = {ada};
        assertThat(run("ManagerRepository.eligible", organization, both)).isEqualTo(List.of(ada));
        run("ManagerRepository.add", organization, team, both);
        run("ManagerRepository.add", organization, team, both);
        run("ManagerRepository.removeEmployee", organization, ada);
        run("ManagerRepository.removeEmployee", organization, bob);
        assertThat(run("ManagerRepository.of", organization, team)).isEqualTo(List.of(ada));
        assertThat(run("TeamRepository.find", organization, team))
                .hasToString(
                        "Optional[Row[id=%s, name=Support, managerIds=[%s], memberCount=1,"
                                        .formatted(team, ada)
                                + " createdAt=%s]]".formatted(now));
        none("TeamRepository.find", organization, nobody);
        run("TeamRepository.page", organization, null, null, 10);
        run("TeamRepository.page", organization, ada, null, 10);
        none("TeamRepository.page", organization, bob, null, 10);
        none("TeamRepository.page", organization, null, team, 10);
        run("ManagerRepository.keep", organization, team, adaAlone);
        run("ManagerRepository.keep", organization, team, new UUID[0]);
        none("ManagerRepository.of", organization, team);
        assertThat(run("TeamRepository.members", organization, team)).isEqualTo(List.of(bob));
        run("TeamRepository.empty", organization, team, now);
        none("TeamRepository.members", organization, team);
        run("TeamRepository.delete", organization, team);
    }

    private void invitations() {
        UUID id = UUID.randomUUID();
        byte[] one = {7};
        byte[] two = {8};
        invite(id, "Lena@example.org", one);
        invite(UUID.randomUUID(), "lena@example.org", two);
        assertThat(run("InvitationRepository.page", organization, now, null, 10))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(1);
        none("InvitationRepository.page", organization, now, id, 10);
        none("InvitationLinkRepository.find", one);
        run("InvitationLinkRepository.find", two);
        run("InvitationRepository.mailed", organization, id, null);
        run("InvitationRepository.find", organization, id, now);
        none("InvitationRepository.find", organization, nobody, now);
        run("InvitationRepository.renew", organization, id, one, ada, now, later);
        none("InvitationRepository.renew", organization, nobody, one, ada, now, later);
        none("InvitationLinkRepository.accept", organization, one, later);
        run("InvitationLinkRepository.accept", organization, one, now);
        none("InvitationLinkRepository.accept", organization, one, now);
        none("InvitationRepository.revoke", organization, id, now);
        UUID other = UUID.randomUUID();
        invite(other, "lena@example.org", two);
        run("InvitationRepository.revoke", organization, other, now);
        none("InvitationRepository.find", organization, other, now);
        run("InvitationRepository.isTaken", organization, "BOB@example.org");
        none("InvitationRepository.isTaken", organization, "lena@example.org");
        UUID proven = UUID.randomUUID();
        invite(proven, "Lena@example.org", new byte[] {9});
        none("InvitationLinkRepository.acceptProven", organization, "lena@example.org", later);
        assertThat(
                        run(
                                "InvitationLinkRepository.acceptProven",
                                organization,
                                "lena@example.org",
                                now))
                .hasToString(
                        "Accepted[id=" + proven + ", role=EMPLOYEE, teamId=null, mailId=null]");
        none("InvitationLinkRepository.acceptProven", organization, "lena@example.org", now);
        none("ExpiredInvitations.deleteExpired", later, 10);
        run("ExpiredInvitations.deleteExpired", later.plusSeconds(1), 10);
    }

    private void invite(UUID id, String email, byte[] hash) {
        run(
                "InvitationRepository.save",
                organization,
                id,
                email,
                Role.EMPLOYEE,
                null,
                hash,
                ada,
                now,
                later);
    }

    private void singleSignOn() {
        UUID id = UUID.randomUUID();
        String issuer = "https://login.example.org";
        run("IdentityProviderRepository.save", SampleRows.provider(organization, id, now));
        run("IdentityProviderRepository.update", SampleRows.provider(organization, id, later));
        run("IdentityProviderRepository.find", id);
        none("IdentityProviderRepository.find", nobody);
        run("IdentityProviderRepository.all");
        run("InvitationLinkRepository.providersOf", organization, "Ada@Example.com");
        none("InvitationLinkRepository.providersOf", organization, "ada@example");
        run("IdentityProviderRepository.ofDomain", "example.com", 10);
        none("IdentityProviderRepository.ofDomain", "example", 10);
        run("IdentityProviderRepository.countOthersInUse", nobody);
        none("IdentityProviderRepository.countOthersInUse", id);
        run("IdentityLinkRepository.save", SampleRows.link(organization, id, ada, now));
        run("IdentityLinkRepository.find", issuer, "ada");
        none("IdentityLinkRepository.find", issuer, "bob");
        run("IdentityLinkRepository.isLinked", ada, issuer);
        none("IdentityLinkRepository.isLinked", bob, issuer);
        run("IdentityLinkRepository.forget", issuer, "ada");
        none("IdentityLinkRepository.forget", issuer, "ada");
        run("IdentityLinkRepository.save", SampleRows.link(organization, id, ada, now));
        run("IdentityProviderRepository.deleteById", id);
        none("IdentityLinkRepository.find", issuer, "ada");
        byte[] hash = {1};
        run("UsedStates.use", organization, hash, later);
        none("UsedStates.use", organization, hash, later);
        run("UsedStates.deleteExpired", later.plusSeconds(1), 10);
        none("UsedStates.deleteExpired", later, 10);
        run("SignInRuleRepository.passwordsAllowed");
        run("SignInRuleRepository.allowPasswords", organization, false);
        none("SignInRuleRepository.passwordsAllowed");
        run("Users.organizationsWithoutPasswords", List.of(organization));
    }

    private void projects() {
        Project first = new Project(UUID.randomUUID(), organization, "A", null, ada, now);
        Project second = new Project(UUID.randomUUID(), organization, "b", "words", ada, now);
        run("ProjectRepository.save", first);
        run("ProjectRepository.save", second);
        assertThat(run("ProjectRepository.find", organization, second.id()))
                .isEqualTo(Optional.of(second));
        assertThat(run("ProjectRepository.page", organization, null, 10))
                .isEqualTo(List.of(first, second));
        assertThat(run("ProjectRepository.page", organization, first.id(), 10))
                .isEqualTo(List.of(second));
        run("ProjectRepository.update", organization, first.id(), "C", null);
        none("ProjectRepository.update", organization, nobody, "C", null);
        run("ProjectRepository.markDeleted", organization, first.id(), now);
        none("ProjectRepository.markDeleted", organization, first.id(), now);
        none("ProjectRepository.find", organization, first.id());
    }

    private void policies() {
        none("PolicyRepository.newest", organization);
        List<String> never = List.of("wallet", "comma, \"quote\"");
        run(
                "PolicyRepository.add",
                organization,
                1,
                "text",
                true,
                false,
                never,
                300,
                "more",
                365,
                ada,
                now);
        assertThat(run("PolicyRepository.newest", organization))
                .hasToString(
                        "Optional[PolicyVersion[version=1, text=text, captureTitles=true,"
                                + " introspection=false, neverCapture=[wallet, comma, \"quote\"],"
                                + " idleAfterSeconds=300, additionalText=more, retentionDays=365,"
                                + " createdBy="
                                + ada
                                + ", createdAt="
                                + now
                                + "]]");
        none("PolicyRepository.before", organization, 1, 10);
        run("PolicyRepository.before", organization, 2, 10);
        none("PolicyRepository.sinceAcknowledged", organization, ada);
        run("PolicyRepository.settingsFrom", organization, Integer.MAX_VALUE);
        Object people = new UUID[] {ada};
        run("AgreementRepository.ofAll", organization, people);
        none("AgreementRepository.ofAll", organization, new UUID[] {nobody});
        none("AgreementRepository.of", organization, nobody);
        run("AgreementRepository.of", organization, ada);
        run("AgreementRepository.acknowledge", organization, ada, 1, now);
        none("AgreementRepository.acknowledge", organization, ada, 1, now);
        run("PolicyRepository.sinceAcknowledged", organization, ada);
        assertThat(run("AgreementRepository.page", organization, null, 10))
                .asString()
                .contains("name=Ada, version=1");
        run("AgreementRepository.page", organization, ada, 10);
    }

    private void devices() {
        byte[] token = {2};
        UUID tokenId = UUID.randomUUID();
        run(
                "EnrolmentTokenRepository.insert",
                organization,
                tokenId,
                ada,
                ada,
                token,
                now,
                later,
                1);
        none("ExpiredEnrolmentTokens.deleteExpired", now, 10);
        run("EnrolmentTokenRepository.bearer", token, now);
        run("EnrolmentTokenRepository.use", organization, token, now);
        none("EnrolmentTokenRepository.use", organization, token, now);
        run("EnrolmentTokenRepository.page", organization, null, null, 10);
        run("EnrolmentTokenRepository.page", organization, ada, new UUID(0, 0), 10);
        none("EnrolmentTokenRepository.page", organization, ada, tokenId, 10);
        none("EnrolmentTokenRepository.page", organization, bob, null, 10);
        none("EnrolmentTokenRepository.revoke", organization, tokenId, bob, now);
        assertThat(run("EnrolmentTokenRepository.revoke", organization, tokenId, ada, now))
                .isEqualTo(ada);
        none("EnrolmentTokenRepository.revoke", organization, tokenId, null, now);
        run("EnrolmentTokenRepository.find", organization, tokenId, null);
        none("EnrolmentTokenRepository.find", organization, tokenId, bob);
        none("EnrolmentTokenRepository.revoke", organization, nobody, null, now);
        none("EnrolmentTokenRepository.bearer", token, now);
        run("ExpiredEnrolmentTokens.deleteExpired", later.plusSeconds(1), 10);

        UUID agent = UUID.randomUUID();
        byte[] key = {3};
        UUID lowest = new UUID(0, 0);
        run("AgentRepository.insert", organization, agent, ada, "desk", "Linux", key, 1, now);
        run("AgentRepository.byKey", key);
        run("AgentRepository.page", organization, null, null, 10);
        UUID[] adas = {ada};
        run("AgentRepository.page", organization, adas, lowest, 10);
        none("AgentRepository.page", organization, new UUID[] {bob}, null, 10);
        none("AgentRepository.page", organization, adas, agent, 10);
        run("AgentRepository.greeted", organization, agent, "1.0", "Linux", 7L, now);
        run("AgentRepository.seen", organization, agent, now);
        UUID[] organizations = {organization, nobody};
        UUID[] agents = {agent, nobody};
        run("AgentRepository.active", organizations, agents);
        presence(agent);
        none("AgentRepository.setStatus", organization, agent, bob, AgentStatus.BLOCKED);
        run("AgentRepository.setStatus", organization, agent, ada, AgentStatus.BLOCKED);
        none("AgentRepository.seen", organization, agent, now);
        none("AgentRepository.active", organizations, agents);
        none("AgentRepository.setStatus", organization, nobody, null, AgentStatus.BLOCKED);
        run("AgentRepository.removeAllOf", organization, ada);
        none("AgentRepository.removeAllOf", organization, ada);
    }

    private void presence(UUID agent) {
        UUID line = UUID.randomUUID();
        put(agent, line, 60_000);
        run("PresenceRepository.devices", organization);
        run("PresenceRepository.devices", organization, ada);
        none("PresenceRepository.devices", organization, bob);
        none("PresenceRepository.expire");
        run("PresenceRepository.leave", organization, agent, line, 0L);
        none("PresenceRepository.devices", organization);
        run("PresenceRepository.refresh", new UUID[] {line, nobody}, 60_000L);
        run("PresenceRepository.devices", organization);
        run("PresenceRepository.leave", organization, agent, line, 0L);
        run("PresenceRepository.expire");
        put(agent, line, 60_000);
        run("PresenceRepository.remove", organization, agent);
        none("PresenceRepository.devices", organization);
        run("PresenceRepository.seen", organization, ada);
        run("PresenceRepository.presentities", organization);
        run("PresenceRepository.presentity", organization, ada);
        none("PresenceRepository.presentity", organization, nobody);
    }

    private void put(UUID agent, UUID line, long millis) {
        run(
                "PresenceRepository.put",
                organization,
                agent,
                ada,
                line,
                PresenceState.ACTIVE,
                "vim",
                null,
                null,
                null,
                now,
                millis);
    }

    private void sessions() {
        UUID session = UUID.randomUUID();
        run("SessionRepository.start", organization, ada, null, session, now);
        none("SessionRepository.start", organization, ada, null, UUID.randomUUID(), now);
        run("SessionRepository.find", organization, session);
        none("SessionRepository.find", organization, nobody);
        run("SessionRepository.hold", organization, session);
        run("SessionRepository.active", organization, ada);
        none("SessionRepository.active", organization, bob);
        UUID[] adas = {ada};
        UUID[] bobs = {bob};
        run("SessionRepository.running", organization, null);
        run("SessionRepository.running", organization, adas);
        none("SessionRepository.running", organization, bobs);
        UUID last = new UUID(-1, -1);
        Instant before = now.minusSeconds(1);
        run("SessionRepository.page", organization, null, before, later, later, last, 10);
        run("SessionRepository.page", organization, adas, before, later, later, last, 10);
        none("SessionRepository.page", organization, bobs, before, later, later, last, 10);
        none("SessionRepository.page", organization, null, before, now, later, last, 10);
        run(
                "SessionRepository.pageOf",
                organization,
                ada,
                now.minusSeconds(1),
                later,
                later,
                last,
                10);
        none("SessionRepository.pageOf", organization, bob, now, later, later, last, 10);
        run("SessionRepository.holdOverlapping", organization, ada, now, later);
        none("SessionRepository.holdOverlapping", organization, bob, now, later);
        run("SessionRepository.post", organization, session, SessionStatus.ACTIVE, 5L, 7L, now);
        none("SessionRepository.post", organization, session, SessionStatus.STOPPED, 5L, 7L, null);
        run("SessionRepository.capture", organization, session, 1L, 2L, null);
        none("SessionRepository.capture", organization, session, 1L, 2L, null);
        assertThat(run("SessionRepository.stop", organization, session, later, 3L, 4L))
                .hasToString(
                        "Session[id=%s, userId=%s, organizationId=%s, projectId=null, startTime=%s,"
                                        .formatted(session, ada, organization, now)
                                + " endTime=%s, status=STOPPED, totalActiveSeconds=8,"
                                        .formatted(later)
                                + " totalIdleSeconds=11, lastActivityAt=%s, version=4]"
                                        .formatted(now));
    }

    private void intervals() {
        UUID agent = UUID.randomUUID();
        UUID id = UUID.randomUUID();
        run("IntervalRepository.captured", organization, bob, now, later); // of nothing
        app().bean(JdbcOperations.class)
                .prepareStatement(
                        """
                        INSERT INTO intervals (organization_id, source_id, id, person_id, started_at,
                            ended_at, device_started_at, source, kind, received_at)
                        VALUES ('%s', '%s', '%s', '%s', '%s', '%s', now(), 'agent', 'active', now())
                        """
                                .formatted(organization, agent, id, bob, now, now.plusSeconds(60)),
                        PreparedStatement::execute);
        run("IntervalRepository.find", organization, agent, id);
        none("IntervalRepository.find", organization, id, id);
        assertThat(run("IntervalRepository.known", organization, agent, new UUID[] {nobody, id}))
                .isEqualTo(List.of(id));
        none("IntervalRepository.known", organization, agent, new UUID[] {nobody});
        assertThat(run("IntervalRepository.captured", organization, bob, now, later))
                .hasToString(
                        "Union[activeMillis=60000, idleMillis=0, lastActiveEnd=%s]"
                                .formatted(now.plusSeconds(60)));
    }

    /** Calls a method that has to find or change something. */
    private @Nullable Object run(String name, @Nullable Object... arguments) {
        Method method = method(name, arguments.length);
        called.add(method);
        Object result = invoke(method, arguments);
        if (method.getReturnType() != void.class) {
            assertThat(isNone(result)).as("%s found nothing", name).isFalse();
            Object one = one(result);
            assertThat(one).as(name).isInstanceOf(declared(method.getGenericReturnType()));
        }
        return result;
    }

    /** Calls a method that has nothing to find or change. */
    private void none(String name, @Nullable Object... arguments) {
        Method method = method(name, arguments.length);
        Object result = invoke(method, arguments);
        assertThat(isNone(result)).as("%s found %s", name, result).isTrue();
        if (method.getReturnType() == Optional.class) {
            assertThat(result).as("%s gives null for an Optional", name).isNotNull();
        }
    }

    private static boolean isNone(@Nullable Object result) {
        return switch (result) {
            case null -> true;
            case Optional<?> optional -> optional.isEmpty();
            case List<?> list -> list.isEmpty();
            case Boolean bool -> !bool;
            case Number number -> number.longValue() == 0;
            default -> false;
        };
    }

    private static @Nullable Object one(@Nullable Object result) {
        return switch (result) {
            case Optional<?> optional -> optional.orElseThrow();
            case List<?> list -> list.getFirst();
            case null, default -> result;
        };
    }

    private static Class<?> declared(Type type) {
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getActualTypeArguments()[0];
        }
        if (type == boolean.class) {
            return Boolean.class;
        }
        return type == long.class ? Long.class : (Class<?>) type;
    }

    private static Method method(String name, int parameters) {
        String[] parts = name.split("\\.");
        return methods().stream()
                .filter(method -> method.getDeclaringClass().getSimpleName().equals(parts[0]))
                .filter(method -> method.getName().equals(parts[1]))
                .filter(method -> method.getParameterCount() == parameters)
                .findAny()
                .orElseThrow(() -> new AssertionError("there is no " + name));
    }

    private static Set<Method> methods() {
        return REPOSITORIES.values().stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> !method.isDefault() && !method.isSynthetic())
                .collect(Collectors.toSet());
    }

    private static @Nullable Object invoke(Method method, @Nullable Object... arguments) {
        try {
            method.setAccessible(true);
            return method.invoke(app().bean(method.getDeclaringClass()), arguments);
        } catch (InvocationTargetException e) {
            return fail(method + " fails", e.getCause());
        } catch (IllegalAccessException e) {
            return fail(e);
        }
    }
}
