package dev.astir.app.feed;

import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Problems;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A single event, and what people react with: beneath {@code /api/activities/{id}}. Thread-safe.
 */
@Problems
@ForPeople
@Tag(name = "Activities")
@Controller(FeedAnswers.PATH + "/{id}")
@Secured(Role.IS_EMPLOYEE)
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
class EventController {
    private final FeedAnswers answers;

    EventController(FeedAnswers answers) {
        this.answers = answers;
    }

    /** Answers one event. */
    @Get
    @Operation(
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    FeedDescription.Event.class))))
    HttpResponse<?> one(HttpRequest<?> request, UUID id) {
        return answers.answer(request);
    }

    /** Edits an event: what is absent stays as it is. */
    @Patch
    @Operation(
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    FeedDescription.Event.class))))
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = FeedDescription.EventChange.class)))
    HttpResponse<?> edit(HttpRequest<?> request, UUID id, @Nullable @Body String body) {
        return answers.answer(request, body);
    }

    /**
     * Deletes an event, with its reactions and comments.
     *
     * @param reason why, for the trail, where it is another's
     */
    @Delete
    @ApiResponse(responseCode = "204", description = "It is gone.")
    HttpResponse<?> delete(
            HttpRequest<?> request,
            UUID id,
            @Nullable @QueryValue @Schema(maxLength = 500) String reason) {
        return answers.answer(request);
    }

    /** Lists who reacted to an event with what. */
    @Get("/reactions")
    @Operation(
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    FeedDescription.Reactions
                                                                            .class))))
    HttpResponse<?> reactions(HttpRequest<?> request, UUID id) {
        return answers.answer(request);
    }

    /** Reacts to an event, once with each emoji. */
    @Post("/reactions/{emoji}")
    @Operation(
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    FeedDescription.Event.class))))
    HttpResponse<?> react(HttpRequest<?> request, UUID id, String emoji) {
        return answers.answer(request);
    }

    /** Takes a reaction of one's own back. */
    @Delete("/reactions/{emoji}")
    @Operation(
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    FeedDescription.Event.class))))
    HttpResponse<?> unreact(HttpRequest<?> request, UUID id, String emoji) {
        return answers.answer(request);
    }
}
