package dev.astir.app.imports;

import dev.astir.app.days.Days;
import dev.astir.app.identity.Caller;
import dev.astir.app.imports.ImportFile.Entry;
import dev.astir.app.projects.NamedWork;
import dev.astir.app.sessions.Session;
import dev.astir.app.sessions.SessionImports;
import dev.astir.app.sessions.SessionImports.Wanted;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.timeline.ImportedActivities;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    private final SessionImports sessions;
    private final ImportedActivities activities;

    Imports(
            Transactions transactions,
            Days days,
            NamedWork work,
            SessionImports sessions,
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
        List<Entry> entries = file.sessions();
        if (entries.isEmpty()) {
            errors.throwIfAny();
            return ImportResult.nothing(preview);
        }
        Instant from = entries.getFirst().start();
        Instant to = entries.stream().map(Entry::end).max(Comparator.naturalOrder()).orElseThrow();
        NamedWork.Names names = work.names(caller);
        // Also with errors of reading: whoever mends a file is told of all its lines at once.
        Plan plan = plan(sessions.present(caller, from, to), entries, names, errors);
        errors.throwIfAny();
        List<Session> added = sessions.add(caller, plan.wanted);
        for (int i = 0; i < added.size(); i++) {
            plan.sessions.put(plan.unknown.get(i), added.get(i));
        }
        int activitiesAdded = 0;
        int activitiesInAll = 0;
        for (Entry entry : entries) {
            if (!entry.activities().isEmpty()) {
                Session session = Objects.requireNonNull(plan.sessions.get(entry));
                activitiesAdded += activities.add(session, entry.activities());
                activitiesInAll += entry.activities().size();
            }
        }
        return new ImportResult(
                preview,
                added.size(),
                entries.size() - added.size(),
                activitiesAdded,
                activitiesInAll - activitiesAdded,
                plan.unknown.stream()
                        .map(entry -> Duration.between(entry.start(), entry.end()))
                        .reduce(Duration.ZERO, Duration::plus)
                        .toSeconds(),
                from,
                to,
                names.made());
    }

    /** What is to be done for a file. */
    private static final class Plan {
        /** Of each entry, once it is there. */
        private final Map<Entry, Session> sessions = new IdentityHashMap<>();

        private final List<Entry> unknown = new ArrayList<>();

        /** As many, in the same order. */
        private final List<Wanted> wanted = new ArrayList<>();
    }

    private Plan plan(
            SessionImports.Present present,
            List<Entry> entries,
            NamedWork.Names names,
            LineErrors errors) {
        Plan plan = new Plan();
        for (Entry entry : entries) {
            @Nullable Session known = present.find(entry.start(), entry.end());
            if (known != null) {
                plan.sessions.put(entry, known);
            } else {
                wanted(present, entry, names, errors)
                        .ifPresent(wanted -> {
                            plan.unknown.add(entry);
                            plan.wanted.add(wanted);
                        });
            }
            activities.check(entry.activities(), errors::add);
        }
        return plan;
    }

    private static Optional<Wanted> wanted(
            SessionImports.Present present, Entry entry, NamedWork.Names names, LineErrors errors) {
        Optional<Work> work = work(entry, names, errors);
        try {
            present.require(entry.start(), entry.end());
        } catch (ProblemException e) {
            // Nothing failed in the database: the next lines can be looked at before it rolls back.
            errors.add(entry.line(), "endTime".equals(e.field()) ? "end" : "start", e.summary());
            return Optional.empty();
        }
        return work.map(on ->
                new Wanted(entry.start(), entry.end(), on.project(), on.task(), entry.reason()));
    }

    private record Work(@Nullable UUID project, @Nullable UUID task) {}

    private static Optional<Work> work(Entry entry, NamedWork.Names names, LineErrors errors) {
        String column = "project";
        try {
            UUID project = names.project(entry.project());
            column = "task";
            return Optional.of(new Work(project, names.task(project, entry.task())));
        } catch (ProblemException e) {
            errors.add(entry.line(), column, e.summary());
            return Optional.empty();
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
