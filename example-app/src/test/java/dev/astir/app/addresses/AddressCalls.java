package dev.astir.app.addresses;

import dev.astir.app.RepositoryCalls;

/** Calls of the repository of calendars. */
public final class AddressCalls extends RepositoryCalls {

    public AddressCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        run("CalendarRepository.sessions", organization, ada, now.minusSeconds(1), 10);
        none("CalendarRepository.sessions", organization, ada, later.plusSeconds(1), 10);
        none("CalendarRepository.sessions", organization, nobody, now.minusSeconds(1), 10);
    }
}
