package dev.astir.app.feed;

import dev.astir.app.identity.NeedsScope;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.Scope;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.Problems;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The feed: {@code /api/activities}. Thread-safe. */
@Problems
@ForPeople
@Tag(name = "Activities")
@Controller
@Secured(Role.IS_EMPLOYEE)
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.ALL)
class ActivitiesController {
    private static final String PATH = FeedAnswers.PATH;
    private static final String CSV = PATH + ".csv";

    private final FeedAnswers answers;
    private final List<Type> types;

    /**
     * A type of event, for those who choose or show some.
     *
     * @param reserved whether the app alone publishes it
     */
    @Introspected
    record Type(String name, String icon, String color, boolean important, boolean reserved) {
        static Stream<Type> of(FeedTypes declared) {
            return declared.types().stream()
                    .map(type ->
                            new Type(
                                    type.name(),
                                    type.icon(),
                                    type.color(),
                                    type.important(),
                                    declared.isReserved()));
        }
    }

    ActivitiesController(FeedAnswers answers, List<FeedTypes> types) {
        this.answers = answers;
        this.types =
                types.stream().flatMap(Type::of).sorted(Comparator.comparing(Type::name)).toList();
    }

    /** The types of events that the app knows, by name. */
    @Get(PATH + "/types")
    @Produces(MediaType.APPLICATION_JSON)
    Page<Type> types() {
        return Page.of(types);
    }

    /**
     * A page of the feed, newest first.
     *
     * @param limit how many at most
     * @param before the {@code next} of the page before, or a time
     * @param fold whether runs and storms of events are one item each
     */
    @Get(PATH)
    @Produces(MediaType.ALL)
    @Operation(
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    FeedDescription.Events.class))))
    HttpResponse<?> page(
            HttpRequest<?> request,
            @Nullable
                    @QueryValue
                    @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50")
                    String limit,
            @Nullable @QueryValue String before,
            @Nullable @QueryValue @Schema(type = "boolean", defaultValue = "false") String fold,
            @RequestBean FilterParameters filter) {
        return answers.answer(request);
    }

    /** The feed as a table, newest first. */
    @Get(CSV)
    @Produces(MediaType.ALL)
    @Operation(
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = "text/csv",
                                            schema = @Schema(type = "string"))))
    HttpResponse<?> table(HttpRequest<?> request, @RequestBean FilterParameters filter) {
        return answers.answer(request);
    }

    /** Publishes an event. */
    @Post(PATH)
    @Produces(MediaType.ALL)
    @NeedsScope(Scope.PUBLISH)
    @Operation(
            responses =
                    @ApiResponse(
                            responseCode = "201",
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    FeedDescription.Event.class))))
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = FeedDescription.NewEvent.class)))
    HttpResponse<?> publish(HttpRequest<?> request, @Nullable @Body String body) {
        return answers.answer(request, body);
    }
}
