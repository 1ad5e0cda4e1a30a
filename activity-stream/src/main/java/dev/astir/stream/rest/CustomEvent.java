package dev.astir.stream.rest;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.Actor;
import dev.astir.stream.InvalidInputException;
import java.util.function.Predicate;

/** The body of a request that publishes: what somebody says happened. Stateless. */
final class CustomEvent {
    private CustomEvent() {}

    /**
     * @throws InvalidInputException naming the field that cannot be accepted
     */
    static ActivityEvent read(String body, Actor actor, Predicate<String> reserved) {
        Fields fields = Fields.of(body);
        String type = fields.required("eventType", "a type such as task.created");
        if (reserved.test(type)) {
            throw new InvalidInputException("eventType", type, "a type that is not reserved");
        }
        return ActivityEvent.builder(type)
                .actor(actor.id(), actor.name())
                .entity(fields.text("entityType"), fields.text("entityId"))
                .entityName(fields.text("entityName"))
                .entityUrl(fields.text("entityUrl"))
                .entityReference(fields.text("entityReference"))
                .message(fields.text("message"))
                .metadata(fields.object("metadata"))
                .media(fields.media())
                .important(Boolean.TRUE.equals(fields.truth("important")))
                .build();
    }
}
