package dev.astir.app.timeline;

import dev.astir.app.sessions.Session;
import dev.astir.app.sessions.SessionContents;
import dev.astir.app.sessions.StatedTime;
import dev.astir.app.web.StorableTime;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells sessions what lies in them. Thread-safe. */
@Singleton
final class SessionTime implements SessionContents {

    private final SessionTimeRepository rows;

    SessionTime(SessionTimeRepository rows) {
        this.rows = rows;
    }

    @Override
    public Posts outside(Session session, Instant from, @Nullable Instant to) {
        return posts(
                rows.outside(
                        session.organizationId(),
                        session.id(),
                        session.startTime(),
                        end(session.endTime()),
                        from,
                        end(to)));
    }

    @Override
    public Posts remove(Session session) {
        return posts(rows.remove(session.organizationId(), session.id()));
    }

    @Override
    public @Nullable Instant lastPostedEnd(Session session) {
        return rows.lastPostedEnd(session.organizationId(), session.id()).at();
    }

    @Override
    public @Nullable Instant lastStart(Session session) {
        return rows.lastStart(
                        session.organizationId(),
                        session.userId(),
                        session.id(),
                        session.startTime(),
                        end(session.endTime()))
                .at();
    }

    @Override
    public long idleSeconds(Session session, List<StatedTime> within) {
        return rows.idleSeconds(
                session.organizationId(),
                session.userId(),
                session.id(),
                session.startTime(),
                end(session.endTime()),
                within.stream()
                        .map(each -> "[%s,%s)".formatted(each.from(), each.to()))
                        .collect(Collectors.joining(",", "{", "}")));
    }

    @Override
    public List<Worked> worked(UUID organizationId, UUID userId, Instant from, Instant to) {
        return rows.worked(organizationId, userId, from, to).stream()
                .map(each -> new Worked(each.startedAt(), each.endedAt()))
                .toList();
    }

    private static Posts posts(SessionTimeRepository.Posted posted) {
        return new Posts(posted.count(), posted.seconds());
    }

    static Instant end(@Nullable Instant end) {
        return end == null ? StorableTime.LATEST : end;
    }
}
