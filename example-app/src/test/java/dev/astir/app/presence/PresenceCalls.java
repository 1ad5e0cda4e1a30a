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
        UUID[] adas = {ada};
        UUID[] bobs = {bob};
        UUID[] organizations = {organization, organization};
        UUID[] agents = {agent, nobody};
        UUID[] lines = {line, nobody};
        Long[] silences = {5L, 5L};
        none("PresenceRepository.lost", new UUID[0], new UUID[0], new UUID[0]);
        run("PresenceRepository.lost", organizations, agents, lines);
        change(false, line);
        put(line, 60_000);
        change(true, line);
        run("PresenceRepository.devices", organization);
        run("PresenceRepository.devicesOf", organization, adas);
        none("PresenceRepository.devicesOf", organization, bobs);
        none("PresenceRepository.expire");
        run("PresenceRepository.refresh", organizations, agents, lines, silences, 60_000L);
        run("PresenceRepository.leave", organization, agent, line, 5L, 0L);
        none("PresenceRepository.devices", organization);
        run("PresenceRepository.expire");
        put(line, 60_000);
        run("PresenceRepository.remove", organization, agent);
        none("PresenceRepository.devices", organization);
        run("PeopleRepository.hold", ada);
        run("PeopleRepository.came", organization, ada);
        none("PeopleRepository.came", organization, ada);
        none("PeopleRepository.came", organization, nobody);
        run("PeopleRepository.here");
        run("PeopleRepository.went", organization, ada, null);
        none("PeopleRepository.went", organization, ada, now);
        run("PeopleRepository.seen", organization, ada, now.plusSeconds(1));
        run("PeopleRepository.presentities", organization);
        run("PeopleRepository.presentitiesOf", organization, adas);
        none("PeopleRepository.presentitiesOf", organization, new UUID[] {nobody});
    }

    private void change(boolean isHere, UUID line) {
        Object[] values = {
            organization, agent, ada, line, PresenceState.IDLE, null, null, null, null, now, 60_000L
        };
        if (isHere) {
            run("PresenceRepository.change", values);
        } else {
            none("PresenceRepository.change", values);
        }
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
                0L,
                millis,
                false);
    }
}
