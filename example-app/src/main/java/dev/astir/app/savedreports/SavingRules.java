package dev.astir.app.savedreports;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.mail.Mailer;
import dev.astir.app.reports.ReportKind;
import dev.astir.app.reports.ReportMaker;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.Problem.FieldError;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** What may be saved, and who may get it. Methods block. Thread-safe. */
@Singleton
class SavingRules {

    private final ReportMaker reports;
    private final RecipientRepository recipients;
    private final Mailer mailer;
    private final Transactions transactions;

    SavingRules(
            ReportMaker reports,
            RecipientRepository recipients,
            Mailer mailer,
            Transactions transactions) {
        this.reports = reports;
        this.recipients = recipients;
        this.mailer = mailer;
        this.transactions = transactions;
    }

    /** What may be done. */
    record Checked(Definition definition, List<UUID> recipients) {}

    /**
     * Whether the caller may save this.
     *
     * @throws ProblemException 400 for what does not belong together, is not seen or is not there,
     *     403 {@code managers-only}, 409 {@code no-mail}
     */
    Checked check(Caller caller, SavedReportRequest request) {
        Definition definition = request.definition();
        if (definition.report() == ReportKind.TEAM && !caller.mayAskAs(Role.IS_MANAGER)) {
            throw ProblemException.forbidden(
                    "managers-only",
                    "The report team is for managers; usage and hours are for you.");
        }
        if (request.schedule() != null && !mailer.isConfigured()) {
            throw ProblemException.conflict(
                    "no-mail",
                    "Nothing can be mailed: this app has no mail server (ASTIR_SMTP_URL). Save it"
                            + " without a schedule.");
        }
        Checked checked = new Checked(definition, recipients(caller, request));
        List<FieldError> errors = new ArrayList<>();
        people(caller, definition, errors);
        recipients(caller, checked.recipients(), errors);
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return checked;
    }

    private static List<UUID> recipients(Caller caller, SavedReportRequest request) {
        if (request.recipients() != null) {
            return request.recipients().stream().filter(Objects::nonNull).distinct().toList();
        }
        return request.schedule() == null ? List.of() : List.of(caller.userId());
    }

    private void people(Caller caller, Definition definition, List<FieldError> errors) {
        UUID userId = definition.userId();
        if (userId != null && !(caller.sight().includes(userId) && exists(caller, userId))) {
            errors.add(FieldError.of("userId", "must be somebody whom you see", userId));
        }
        UUID teamId = definition.teamId();
        if (teamId != null && !reports.seesOf(caller, teamId)) {
            errors.add(FieldError.of("teamId", "must be a team of which you see somebody", teamId));
        }
        UUID projectId = definition.projectId();
        if (projectId != null && !reports.hasProject(caller, projectId)) {
            errors.add(FieldError.of("projectId", "must be a project", projectId));
        }
    }

    private boolean exists(Caller caller, UUID userId) {
        return !transactions
                .inOrganization(
                        caller.organizationId(),
                        () -> recipients.names(caller.organizationId(), new UUID[] {userId}))
                .isEmpty();
    }

    /** Others get what they may see themselves; who sees nobody has nothing to send to them. */
    private void recipients(Caller caller, List<UUID> wanted, List<FieldError> errors) {
        Set<UUID> known =
                new HashSet<>(
                        transactions.inOrganization(
                                caller.organizationId(),
                                () ->
                                        recipients.active(
                                                caller.organizationId(),
                                                wanted.toArray(UUID[]::new))));
        boolean isForOthers = caller.mayAskAs(Role.IS_MANAGER);
        for (int i = 0; i < wanted.size(); i++) {
            UUID each = wanted.get(i);
            String field = "recipients[" + i + "]";
            if (!isForOthers && !each.equals(caller.userId())) {
                errors.add(FieldError.of(field, "must be yourself", each));
            } else if (!known.contains(each)) {
                errors.add(
                        FieldError.of(
                                field,
                                "must be somebody of the organization who may come in",
                                each));
            }
        }
    }
}
