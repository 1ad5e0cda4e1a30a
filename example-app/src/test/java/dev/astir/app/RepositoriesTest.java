package dev.astir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.addresses.AddressCalls;
import dev.astir.app.alerts.AlertCalls;
import dev.astir.app.audit.AuditCalls;
import dev.astir.app.categories.CategoryCalls;
import dev.astir.app.clients.ClientCalls;
import dev.astir.app.days.DayCalls;
import dev.astir.app.devices.DeviceCalls;
import dev.astir.app.factors.FactorCalls;
import dev.astir.app.identity.IdentityCalls;
import dev.astir.app.identity.tokens.ApiTokenCalls;
import dev.astir.app.insights.InsightCalls;
import dev.astir.app.integrations.IntegrationCalls;
import dev.astir.app.invitations.InvitationCalls;
import dev.astir.app.jobs.JobCalls;
import dev.astir.app.mail.MailCalls;
import dev.astir.app.mentions.MentionCalls;
import dev.astir.app.notifications.NotificationCalls;
import dev.astir.app.organizations.OrganizationCalls;
import dev.astir.app.people.PersonCalls;
import dev.astir.app.policies.PolicyCalls;
import dev.astir.app.presence.PresenceCalls;
import dev.astir.app.privacy.PrivacyCalls;
import dev.astir.app.projects.ProjectCalls;
import dev.astir.app.prompts.PromptCalls;
import dev.astir.app.reports.ReportCalls;
import dev.astir.app.savedreports.SavedReportCalls;
import dev.astir.app.sessions.SessionCalls;
import dev.astir.app.singlesignon.SingleSignOnCalls;
import dev.astir.app.summaries.SummaryCalls;
import dev.astir.app.teams.TeamCalls;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.timeline.IntervalCalls;
import dev.astir.app.timesheets.TimesheetCalls;
import dev.astir.app.trail.TrailCalls;
import dev.astir.app.visits.VisitCalls;
import dev.astir.app.webhooks.WebhookCalls;
import org.junit.jupiter.api.Test;

/**
 * Every method of every repository, once and against the real database: half of what can be wrong
 * with a query passes the compiler.
 */
class RepositoriesTest extends AppTest {

    @Test
    void everyMethodDoesWhatItsTypesSay() {
        RepositoryCalls.Scene scene = new RepositoryCalls.Scene(app());
        DeviceCalls devices = new DeviceCalls(scene);
        SessionCalls sessions = new SessionCalls(scene);
        CategoryCalls categories = new CategoryCalls(scene);
        SavedReportCalls saved = new SavedReportCalls(scene);
        AlertCalls alerts = new AlertCalls(scene);
        NotificationCalls notifications = new NotificationCalls(scene);
        PrivacyCalls privacy = new PrivacyCalls(scene);
        ClientCalls clients = new ClientCalls(scene);
        IntegrationCalls integrations = new IntegrationCalls(scene);
        WebhookCalls webhooks = new WebhookCalls(scene);
        Transactions transactions = app().bean(Transactions.class);
        transactions.inOrganization(
                scene.organization(),
                () -> {
                    new OrganizationCalls(scene).make();
                    new TrailCalls(scene).make();
                    new IdentityCalls(scene).make();
                    new ApiTokenCalls(scene).make();
                    new FactorCalls(scene).make();
                    new PersonCalls(scene).make();
                    new MailCalls(scene).make();
                    new TeamCalls(scene).make();
                    new InvitationCalls(scene).make();
                    new SingleSignOnCalls(scene).make();
                    new ProjectCalls(scene).make();
                    new PolicyCalls(scene).make();
                    devices.make();
                    new PresenceCalls(scene).make();
                    devices.finish();
                    new DayCalls(scene).make();
                    sessions.make();
                    new IntervalCalls(scene).make();
                    categories.make();
                    new SummaryCalls(scene).make();
                    new TimesheetCalls(scene).make();
                    new ReportCalls(scene).make();
                    new PromptCalls(scene).make();
                    new InsightCalls(scene).make();
                    new AddressCalls(scene).make();
                    new VisitCalls(scene).make();
                    new MentionCalls(scene).make();
                    saved.make();
                    clients.make();
                    integrations.make();
                    webhooks.make();
                    alerts.make();
                    notifications.make();
                    new AuditCalls(scene).make();
                    privacy.make();
                });
        transactions.asSystem(alerts::makeAsSystem);
        transactions.asSystem(categories::makeAsSystem);
        transactions.asSystem(clients::makeAsSystem);
        transactions.asSystem(integrations::makeAsSystem);
        transactions.asSystem(webhooks::makeAsSystem);
        transactions.inOrganization(scene.organization(), webhooks::finish);
        transactions.asSystem(webhooks::finishAsSystem);
        transactions.inOrganization(scene.organization(), webhooks::whileSomebodyIsErased);
        transactions.inOrganization(scene.organization(), clients::finish);
        transactions.inOrganization(scene.organization(), integrations::finish);
        transactions.inOrganization(scene.organization(), privacy::makeWithClients);
        transactions.asSystem(clients::finishAsSystem);
        transactions.asSystem(privacy::makeAsSystem);
        transactions.asSystem(sessions::makeAsSystem);
        transactions.asSystem(saved::makeAsSystem);
        transactions.asSystem(new JobCalls(scene)::makeAsSystem);
        transactions.asSystem(notifications::makeAsSystem);
        transactions.inOrganization(scene.organization(), saved::finish);
        transactions.inOrganization(scene.organization(), notifications::finish);
        transactions.inOrganization(scene.organization(), categories::finish);
        transactions.inOrganization(scene.organization(), privacy::finish);

        assertThat(scene.called()).containsExactlyInAnyOrderElementsOf(RepositoryCalls.methods());
    }
}
