package dev.astir.app.savedreports;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Callers.Standing;
import dev.astir.app.mail.Mail;
import dev.astir.app.reports.MadeReport;
import dev.astir.app.reports.ReportFormat;
import dev.astir.app.reports.ReportMaker;
import dev.astir.app.reports.ReportQuestion;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.PublicAddress;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes mails with reports: to each as they themselves may see it now. Methods block, and are not
 * for transactions. Thread-safe.
 */
@Singleton
class ReportMails {

    /** After this, yesterday's figures are no news. */
    private static final Duration GOOD_FOR = Duration.ofDays(2);

    private final ReportMaker reports;
    private final PublicAddress address;
    private final Clock clock;

    ReportMails(ReportMaker reports, PublicAddress address, Clock clock) {
        this.reports = reports;
        this.address = address;
        this.clock = clock;
    }

    /**
     * A mail.
     *
     * @param email the reader's
     * @param ownerName of who saved the report; null for the reader
     * @param today the day from which its period is told
     * @param isScheduled whether more mails follow
     */
    Mail write(
            SavedRow saved,
            Standing reader,
            String email,
            @Nullable String ownerName,
            LocalDate today,
            ReportFormat format,
            boolean isScheduled) {
        Definition definition = saved.definition();
        ReportQuestion question = definition.on(today);
        MailWords words =
                new MailWords(
                        saved.locale(),
                        saved.name(),
                        PeriodWords.of(question.from(), question.to(), saved.locale()),
                        ownerName);
        Instant now = clock.instant();
        Optional<MadeReport> made =
                reader.setupRequired() ? Optional.empty() : make(reader.caller(), question);
        List<String> paragraphs = new ArrayList<>();
        Mail.@Nullable Attachment file = null;
        if (made.isEmpty()) {
            paragraphs.add(reader.setupRequired() ? words.setupRequired() : words.notSeen());
        } else {
            MadeReport report = made.get();
            paragraphs.addAll(words.figures(report.headline(), report.isComplete()));
            file =
                    report.file(format, now, Mail.MOST_BYTES)
                            .map(content ->
                                    new Mail.Attachment(
                                            report.fileName(format), format.mediaType(), content))
                            .orElse(null);
            paragraphs.add(file == null ? words.tooLarge() : words.attached(file.name()));
        }
        return new Mail(
                email,
                words.subject(),
                paragraphs,
                new Mail.Link(words.open(), link(definition, question, reader.caller())),
                words.smallPrint(isScheduled),
                now.plus(GOOD_FOR),
                file,
                true);
    }

    /** Empty when the reader may not have it. */
    private Optional<MadeReport> make(Caller reader, ReportQuestion question) {
        try {
            return Optional.of(reports.make(reader, question));
        } catch (ProblemException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The page, with the days that the mail tells of. */
    private URI link(Definition definition, ReportQuestion question, Caller reader) {
        String days =
                switch (definition.period()) {
                    case TODAY, YESTERDAY -> "period=day&from=" + question.from();
                    case THIS_MONTH, LAST_MONTH -> "period=month&from=" + question.from();
                    case THIS_QUARTER, LAST_QUARTER -> "period=quarter&from=" + question.from();
                    // Weeks of the page begin as the reader's country has it.
                    default ->
                            "period=dates&from=%s&to=%s".formatted(question.from(), question.to());
                };
        UUID person =
                definition.report().isOfOnePerson() && definition.userId() == null
                        ? reader.userId()
                        : definition.userId();
        StringBuilder whom = new StringBuilder();
        if (person != null) {
            whom.append("&person=").append(person);
        } else if (definition.teamId() != null) {
            whom.append("&team=").append(definition.teamId());
        }
        if (definition.projectId() != null) {
            whom.append("&project=").append(definition.projectId());
        }
        return address.link("/reports?" + days + whom);
    }
}
