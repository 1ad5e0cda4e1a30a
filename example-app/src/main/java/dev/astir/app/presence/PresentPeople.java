package dev.astir.app.presence;

import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells who is there, and what they do. Methods block. Thread-safe. */
@Singleton
public class PresentPeople {

    private static final Logger LOG = LoggerFactory.getLogger(PresentPeople.class);

    private final PresenceStore store;
    private final PeopleRepository people;
    private final Transactions transactions;

    PresentPeople(PresenceStore store, PeopleRepository people, Transactions transactions) {
        this.store = store;
        this.people = people;
        this.transactions = transactions;
    }

    /**
     * Everybody in the organization, by name.
     *
     * @throws ProblemException 503 while what everybody does cannot be known
     */
    public List<Presence> everybody(UUID organizationId) {
        Map<UUID, List<DevicePresence>> devices = byPerson(store.devices(organizationId));
        return shown(
                devices,
                transactions.inOrganization(
                        organizationId, () -> people.presentities(organizationId)));
    }

    /**
     * The same for what tells of more than presence: while what everybody does cannot be known,
     * nobody is here.
     */
    public List<Presence> everybodyAsFarAsKnown(UUID organizationId) {
        try {
            return everybody(organizationId);
        } catch (ProblemException e) {
            LOG.debug("What everybody does is not known", e);
            return shown(
                    Map.of(),
                    transactions.inOrganization(
                            organizationId, () -> people.presentities(organizationId)));
        }
    }

    /** Those of these people who are shown. */
    List<Presence> these(UUID organizationId, Set<UUID> userIds) {
        Map<UUID, List<DevicePresence>> devices = byPerson(store.devices(organizationId, userIds));
        return shown(
                devices,
                transactions.inOrganization(
                        organizationId,
                        () -> people.presentitiesOf(organizationId, userIds.toArray(UUID[]::new))));
    }

    private static Map<UUID, List<DevicePresence>> byPerson(List<DevicePresence> devices) {
        return devices.stream().collect(Collectors.groupingBy(DevicePresence::userId));
    }

    private static List<Presence> shown(
            Map<UUID, List<DevicePresence>> devices, List<Presentity> shown) {
        return shown.stream()
                .map(person -> Presence.of(person, devices.getOrDefault(person.id(), List.of())))
                .toList();
    }
}
