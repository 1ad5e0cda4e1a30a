package dev.astir.app.feed;

import dev.astir.app.accounts.Caller;
import dev.astir.app.accounts.Role;
import dev.astir.app.system.Problem;
import dev.astir.app.system.ProblemException;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.EventFilter;
import dev.astir.stream.InvalidInputException;
import dev.astir.stream.feed.EventJson;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The feed by pages, and the door for custom events. The JSON is the stream's own. Stateless. */
@Controller("/api/activities")
@Secured(Role.IS_EMPLOYEE)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.APPLICATION_JSON)
class ActivitiesController {

    private final ActivityStream stream;

    ActivitiesController(ActivityStream stream) {
        this.stream = stream;
    }

    @Get
    String page(
            Caller caller,
            HttpRequest<?> request,
            @QueryValue(defaultValue = "50") int limit,
            @Nullable @QueryValue String before) {
        Map<String, List<String>> parameters = request.getParameters().asMap();
        return checked(() ->
                EventJson.write(
                        stream.page(
                                Readers.of(caller),
                                EventFilter.fromQuery(parameters),
                                before,
                                limit)));
    }

    @Get("/{id}")
    String one(Caller caller, UUID id) {
        return stream.find(Readers.of(caller), id)
                .map(EventJson::write)
                .orElseThrow(ProblemException::notFound);
    }

    /** Publishes what the caller says happened; answered after the commit. */
    @Post
    @Status(HttpStatus.CREATED)
    String publish(Caller caller, @Body String body) {
        String feed = Readers.feed(caller.organizationId());
        ActivityEvent event =
                checked(() ->
                        stream.enrich(
                                feed,
                                CustomEvent.read(body)
                                        .by(caller.userId().toString(), caller.name())));
        return EventJson.write(event, stream.publish(feed, event).join());
    }

    /** What the stream refuses becomes the answer's field error. */
    private static <T> T checked(Supplier<T> work) {
        try {
            return work.get();
        } catch (InvalidInputException e) {
            throw ProblemException.invalid(
                    List.of(new Problem.FieldError(e.field(), String.valueOf(e.getMessage()))));
        }
    }
}
