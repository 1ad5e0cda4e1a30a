package dev.astir.tracker.postgres;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list of clients. Immutable, so safe for use by several threads.
 *
 * @param clients the clients, in the order of the list
 * @param next what to ask for the page after this one, or null at the end
 */
public record ClientActivityPage(
        List<ClientActivity> clients, @Nullable ClientActivityCursor next) {

    /** Makes a page. */
    public ClientActivityPage {
        clients = List.copyOf(clients);
    }
}
