package dev.astir.app.devices;

import dev.astir.app.identity.Status;
import dev.astir.app.people.PersonChanged;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Takes out the devices of a person who is removed, in the same transaction. Thread-safe. */
@Singleton
class DevicesOfRemoved {

    private final AgentRepository agents;
    private final ApplicationEventPublisher<DeviceChanged> changed;

    DevicesOfRemoved(AgentRepository agents, ApplicationEventPublisher<DeviceChanged> changed) {
        this.agents = agents;
        this.changed = changed;
    }

    @EventListener
    void changed(PersonChanged person) {
        if (person.status() != Status.REMOVED) {
            return;
        }
        UUID organizationId = person.organizationId();
        for (Agent agent : agents.removeAllOf(organizationId, person.userId())) {
            changed.publishEvent(
                    new DeviceChanged(organizationId, agent.id(), AgentStatus.REMOVED));
        }
    }
}
