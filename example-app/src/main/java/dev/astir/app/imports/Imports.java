package dev.astir.app.imports;

import dev.astir.app.days.Days;
import dev.astir.app.identity.Caller;
import dev.astir.app.imports.ImportFile.Entry;
import dev.astir.app.projects.NamedWork;
import dev.astir.app.sessions.ManualSessions;
import dev.astir.app.sessions.Session;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.timeline.ImportedActivities;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes time of files, in one transaction each: all of a file, or nothing. What is there already
 * stays as it is, so that a file can be sent again. Methods block. Thread-safe.
 */
@Singleton
class Imports {

    private final Transactions transactions;
    private final Days days;
    private final NamedWork work;
    private final ManualSessions sessions;
    private final ImportedActivities activities;

    Imports(
            Transactions transactions,
            Days days,
            NamedWork work,
            ManualSessions sessions,
            ImportedActivities activities) {
        this.transactions = transactions;
        this.days = days;
        this.work = work;
        this.sessions = sessions;
        this.activities = activities;
    }

    /**
     * Adds the caller's history.
     *
     * @param preview whether nothing is kept of it
     * @throws ProblemException 400 with what is wrong, line by line: times that no session can
     *     have, that another has, or that are in an approved week; projects that nobody knows and
     *     the caller may not make
     */
    ImportResult add(Caller caller, byte[] file, boolean preview) {
        String text = text(file);
        try {
            return transactions.inOrganization(
                    caller.organizationId(),
                    () -> {
                        ImportResult result = store(caller, text, preview);
                        if (preview) {
                            throw new Previewed(result);
                        }
                        return result;
                    });
        } catch (Previewed e) {
            return e.result;
        }
    }

    /** Rolls back what was stored to see whether it can be. */
    private static final class Previewed extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient ImportResult result;

        Previewed(ImportResult result) {
            super("a preview keeps nothing", null, false, false);
            this.result = result;
        }
    }

    private ImportResult store(Caller caller, String text, boolean preview) {
        LineErrors errors = new LineErrors();
        ImportFile file =
                ImportFile.read(text, days.of(caller.organizationId(), caller.userId()), errors);
        errors.throwIfAny();
        NamedWork.Names names = work.names(caller);
        Tally tally = new Tally();
        for (Entry entry : file.sessions()) {
            if (errors.isFull()) {
                break;
            }
            Session session = session(caller, entry, names, tally, errors);
            if (session != null && !entry.activities().isEmpty()) {
                int added = activities.add(caller, session.id(), entry.activities(), errors::add);
                tally.activities += added;
                tally.knownActivities += entry.activities().size() - added;
            }
        }
        errors.throwIfAny();
        List<Entry> entries = file.sessions();
        return new ImportResult(
                preview,
                tally.sessions,
                tally.knownSessions,
                tally.activities,
                tally.knownActivities,
                tally.length.toSeconds(),
                entries.stream().map(Entry::start).findFirst().orElse(null),
                entries.stream().map(Entry::end).max(Comparator.naturalOrder()).orElse(null),
                names.made());
    }

    /** What is counted of a file. */
    private static final class Tally {
        private int sessions;
        private int knownSessions;
        private int activities;
        private int knownActivities;
        private Duration length = Duration.ZERO;
    }

    private @Nullable Session session(
            Caller caller, Entry entry, NamedWork.Names names, Tally tally, LineErrors errors) {
        Session known = sessions.find(caller, entry.start(), entry.end()).orElse(null);
        if (known != null) {
            tally.knownSessions++;
            return known;
        }
        String column = "project";
        try {
            UUID project = names.project(entry.project());
            column = "task";
            UUID task = names.task(project, entry.task());
            column = "start";
            Session added =
                    sessions.add(caller, entry.start(), entry.end(), project, task, entry.reason());
            tally.sessions++;
            tally.length = tally.length.plus(Duration.between(entry.start(), entry.end()));
            return added;
        } catch (ProblemException e) {
            // Nothing failed in the database: the next lines can be looked at before it rolls back.
            errors.add(entry.line(), "endTime".equals(e.field()) ? "end" : column, e.summary());
            return null;
        }
    }

    private static String text(byte[] file) {
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(file))
                            .toString()
                            .replace("\r\n", "\n")
                            .replace('\r', '\n');
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw ProblemException.invalid("body", "in another encoding", "a text in UTF-8");
        }
    }
}
