package dev.astir.app.presence;

import dev.astir.app.RepositoryCalls;
import java.util.UUID;

/** Calls of the repositories of presence. */
public final class PresenceCalls extends RepositoryCalls {

    public PresenceCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        UUID line = UUID.randomUUID();
        put(line, 60_000);
        run("PresenceRepository.devices", organization);
        run("PresenceRepository.devices", organization, ada);
        none("PresenceRepository.devices", organization, bob);
        none("PresenceRepository.expire");
        run("PresenceRepository.leave", organization, agent, line, 0L);
        none("PresenceRepository.devices", organization);
        run("PresenceRepository.refresh", new UUID[] {line, nobody}, 60_000L);
        run("PresenceRepository.devices", organization);
        run("PresenceRepository.leave", organization, agent, line, 0L);
        run("PresenceRepository.expire");
        put(line, 60_000);
        run("PresenceRepository.remove", organization, agent);
        none("PresenceRepository.devices", organization);
        run("PresenceRepository.seen", organization, ada);
        run("PresenceRepository.presentities", organization);
        run("PresenceRepository.presentity", organization, ada);
        none("PresenceRepository.presentity", organization, nobody);
    }

    private void put(UUID line, long millis) {
        run(
                "PresenceRepository.put",
                organization,
                agent,
                ada,
                line,
                PresenceState.ACTIVE,
                "vim",
                null,
                null,
                null,
                now,
                millis);
    }
}
