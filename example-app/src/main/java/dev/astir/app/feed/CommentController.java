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
 * What people say about an event: {@code /api/activities/{id}/comments}. Thread-safe.
 *
 * <p>Parameters are for the API's description: the stream reads the request itself.
 */
@Problems
@ForPeople
@Tag(name = "Activities")
@Controller(FeedAnswers.PATH + "/{id}/comments")
@Secured(Role.IS_EMPLOYEE)
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
class CommentController {
    private final FeedAnswers answers;

    CommentController(FeedAnswers answers) {
        this.answers = answers;
    }

    /**
     * Lists the comments on an event, the oldest first.
     *
     * @param limit how many at most
     * @param after the {@code next} of the page before
     */
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
                                                                    CommentDescription.Comments
                                                                            .class))))
    HttpResponse<?> list(
            HttpRequest<?> request,
            UUID id,
            @Nullable
                    @QueryValue
                    @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50")
                    String limit,
            @Nullable @QueryValue String after) {
        return answers.answer(request);
    }

    /** Comments on an event, or answers a comment. */
    @Post
    @Operation(
            responses =
                    @ApiResponse(
                            responseCode = "201",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    CommentDescription.Comment
                                                                            .class))))
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CommentDescription.NewComment.class)))
    HttpResponse<?> write(HttpRequest<?> request, UUID id, @Nullable @Body String body) {
        return answers.answer(request, body);
    }

    /** Edits a comment. */
    @Patch("/{commentId}")
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
                                                                    CommentDescription.Comment
                                                                            .class))))
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            implementation =
                                                    CommentDescription.CommentChange.class)))
    HttpResponse<?> edit(
            HttpRequest<?> request, UUID id, UUID commentId, @Nullable @Body String body) {
        return answers.answer(request, body);
    }

    /**
     * Deletes a comment; its place is left where it has answers.
     *
     * @param reason why, for the trail, where it is another's
     */
    @Delete("/{commentId}")
    @ApiResponse(responseCode = "204", description = "It is gone.")
    HttpResponse<?> delete(
            HttpRequest<?> request,
            UUID id,
            UUID commentId,
            @Nullable @QueryValue @Schema(maxLength = 500) String reason) {
        return answers.answer(request);
    }
}
