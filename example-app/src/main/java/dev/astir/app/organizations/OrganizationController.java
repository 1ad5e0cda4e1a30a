package dev.astir.app.organizations;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.IanaTimeZone;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.StorableText;
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
            @Nullable @Size(min = 1, max = 200) @StorableText String name,
            @Nullable @IanaTimeZone String timeZone,
            @Nullable @Min(30) @Max(86_400) Integer idleAfterSeconds,
            @Nullable @Min(60) @Max(86_400) Integer overtimeAfterSeconds,
            @Nullable Boolean idleAlerts,
            @Nullable Boolean captureTitles,
            @Nullable Boolean introspection,
            @Nullable @Min(1) @Max(3_650) Integer retentionDays,
            @Nullable @Size(min = 1, max = 50) @StorableText String planType) {}

    OrganizationController(Organizations organizations, Transactions transactions, Clock clock) {
        this.organizations = organizations;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Get
    @Secured(Role.IS_EMPLOYEE)
    Organization show(Caller caller) {
        return transactions.inOrganization(
                caller.organizationId(),
                () ->
                        organizations
                                .findById(caller.organizationId())
                                .orElseThrow(ProblemException::notFound));
    }

    @Patch
    @Secured(Role.IS_ADMIN)
    Organization change(Caller caller, @Body @Valid Changes changes) {
        requireNotBlank("name", changes.name());
        requireNotBlank("planType", changes.planType());
        return transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    // Held, so that changes made at once do not undo each other.
                    Organization old =
                            organizations
                                    .hold(caller.organizationId())
                                    .orElseThrow(ProblemException::notFound);
                    return organizations.update(merge(old, changes));
                });
    }

    private static void requireNotBlank(String field, @Nullable String value) {
        if (value != null && value.isBlank()) {
            throw ProblemException.invalid(field, value, "a text that is not blank");
        }
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
                or(changes.planType(), old.planType()).strip(),
                old.createdAt(),
                clock.instant());
    }

    private static <T> T or(@Nullable T changed, T old) {
        return changed == null ? old : changed;
    }
}
