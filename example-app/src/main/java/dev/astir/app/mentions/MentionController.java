package dev.astir.app.mentions;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.Problems;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whom the caller may mean: {@code /api/mentions}. Thread-safe. */
@Problems
@ForPeople
@Tag(name = "Activities")
@Controller("/api/mentions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.IS_EMPLOYEE)
class MentionController {

    private static final int MOST = 8;
    private static final int LONGEST = 100;

    private final Mentions mentions;

    MentionController(Mentions mentions) {
        this.mentions = mentions;
    }

    /**
     * Suggests whom one may mean, the likeliest first: names and no more.
     *
     * @param q how a name begins
     * @param eventId who took part in this event comes first
     */
    @Get
    Page<Suggestion> suggest(
            Caller caller,
            @QueryValue(defaultValue = "") @Size(max = LONGEST) String q,
            @Nullable @QueryValue UUID eventId) {
        return Page.of(mentions.suggest(caller, q, eventId, MOST));
    }
}
