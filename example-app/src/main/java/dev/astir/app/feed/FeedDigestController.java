package dev.astir.app.feed;

import dev.astir.app.identity.Role;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Problems;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The feed summed up: {@code /api/activities/stats} and its like. Thread-safe.
 *
 * <p>Parameters are for the API's description: the stream reads the request itself.
 */
@Problems
@ForPeople
@Tag(name = "Activities")
@Controller(FeedAnswers.PATH)
@Secured(Role.IS_EMPLOYEE)
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
class FeedDigestController {
    private final FeedAnswers answers;

    FeedDigestController(FeedAnswers answers) {
        this.answers = answers;
    }

    /**
     * Counts events by type and by hour, day, week or month.
     *
     * @param bucket of how long
     * @param zone the time zone in which these begin, such as {@code Europe/Paris}
     * @param limit how many of them at most
     */
    @Get("/stats")
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
                                                                    DigestDescription.Stats
                                                                            .class))))
    HttpResponse<?> stats(
            HttpRequest<?> request,
            @Nullable
                    @QueryValue
                    @Schema(
                            allowableValues = {"hour", "day", "week", "month"},
                            defaultValue = "day")
                    String bucket,
            @Nullable @QueryValue @Schema(defaultValue = "UTC") String zone,
            @Nullable @QueryValue @Schema(type = "integer") String limit,
            @RequestBean FilterParameters filter) {
        return answers.answer(request);
    }

    /**
     * Lists the most important events first, each with its score and why.
     *
     * @param since events since then; without it and {@code from}, those of the last seven days
     * @param limit how many at most
     */
    @Get("/highlights")
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
                                                                    DigestDescription.Highlights
                                                                            .class))))
    HttpResponse<?> highlights(
            HttpRequest<?> request,
            @Nullable @QueryValue @Schema(format = "date-time") String since,
            @Nullable
                    @QueryValue
                    @Schema(type = "integer", minimum = "1", maximum = "50", defaultValue = "10")
                    String limit,
            @RequestBean FilterParameters filter) {
        return answers.answer(request);
    }

    /**
     * Sums events up in words, in the language of {@code Accept-Language}.
     *
     * @param since events since then; without it and {@code from}, those of the last 24 hours
     */
    @Get("/summary")
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
                                                                    DigestDescription.Summed
                                                                            .class))))
    HttpResponse<?> summary(
            HttpRequest<?> request,
            @Nullable @QueryValue @Schema(format = "date-time") String since,
            @RequestBean FilterParameters filter) {
        return answers.answer(request);
    }
}
