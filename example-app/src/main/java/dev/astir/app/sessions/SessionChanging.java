package dev.astir.app.sessions;

import dev.astir.app.sessions.SessionChanged.Change;
import java.util.UUID;

/**
 * Published as an application event inside the transaction that starts or stops a session, for what
 * must happen if, and only if, that is committed. Listeners run on its thread and may write with
 * its connection; what they throw rolls it back.
 *
 * <p>Immutable.
 *
 * @param session the session as it will be
 * @param change what is being done to it; time that is added is not told here
 */
public record SessionChanging(UUID organizationId, Session session, Change change) {}
