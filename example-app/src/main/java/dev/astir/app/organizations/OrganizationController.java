package dev.astir.app.organizations;

import dev.astir.app.accounts.Accounts;
import dev.astir.app.accounts.Caller;
import dev.astir.app.accounts.Role;
import dev.astir.app.system.ProblemException;
import dev.astir.app.system.Transactions;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The caller's organization and its settings: {@code /api/organization}. */
@Controller("/api/organization")
@ExecuteOn(TaskExecutors.BLOCKING)
class OrganizationController {

    private final Organizations organizations;
    private final Transactions transactions;
    private final Clock clock;

    /** What may change; a field that is absent stays as it is. */
    @Serdeable
    record Changes(
            @Nullable @Size(min = 1, max = 200) String name,
            @Nullable String timeZone,
            @Nullable @Min(30) @Max(86_400) Integer idleAfterSeconds,
            @Nullable @Min(60) @Max(86_400) Integer overtimeAfterSeconds,
            @Nullable Boolean idleAlerts,
            @Nullable Boolean captureTitles,
            @Nullable Boolean introspection,
            @Nullable @Min(1) @Max(3_650) Integer retentionDays) {}

    OrganizationController(Organizations organizations, Transactions transactions, Clock clock) {
        this.organizations = organizations;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Get
    @Secured(Role.IS_EMPLOYEE)
    Organization show(Caller caller) {
        return transactions.inOrganization(
                caller.organizationId(), () -> find(caller.organizationId()));
    }

    @Patch
    @Secured(Role.IS_ADMIN)
    Organization change(Caller caller, @Body @Valid Changes changes) {
        if (changes.timeZone() != null) {
            Accounts.requireTimeZone(changes.timeZone());
        }
        if (changes.name() != null && changes.name().isBlank()) {
            throw ProblemException.invalid("name", changes.name(), "a name that is not blank");
        }
        return transactions.inOrganization(
                caller.organizationId(),
                () -> organizations.update(merge(find(caller.organizationId()), changes)));
    }

    private Organization find(UUID id) {
        return organizations.findById(id).orElseThrow(ProblemException::notFound);
    }

    private Organization merge(Organization old, Changes changes) {
        return new Organization(
                old.id(),
                or(changes.name(), old.name()).strip(),
                or(changes.timeZone(), old.timeZone()),
                or(changes.idleAfterSeconds(), old.idleAfterSeconds()),
                or(changes.overtimeAfterSeconds(), old.overtimeAfterSeconds()),
                or(changes.idleAlerts(), old.idleAlerts()),
                or(changes.captureTitles(), old.captureTitles()),
                or(changes.introspection(), old.introspection()),
                or(changes.retentionDays(), old.retentionDays()),
                old.planType(),
                old.createdAt(),
                clock.instant());
    }

    private static <T> T or(@Nullable T changed, T old) {
        return changed == null ? old : changed;
    }
}
