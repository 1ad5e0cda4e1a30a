package dev.astir.app.feed;

import dev.astir.app.identity.Identity;
import dev.astir.app.identity.NeedsScope;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.Scope;
import dev.astir.app.web.ForPeople;
import dev.astir.app.web.Page;
import dev.astir.app.web.Problems;
import dev.astir.stream.micronaut.RestResponses;
import dev.astir.stream.rest.FeedRest;
import dev.astir.stream.rest.RestRequest;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpHeaders;
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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Hidden;
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

/**
 * The feed by REST: who asks is the app's business, what is answered is the stream's. Stateless.
 */
@Problems
@ForPeople
@Tag(name = "Activities")
@Controller
@Secured(Role.IS_EMPLOYEE)
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.ALL)
class ActivitiesController {
    private static final String PATH = "/api/activities";
    private static final String CSV = PATH + ".csv";
    private static final String DEEPER = PATH + "/{+deeper}";

    private final FeedRest rest;
    private final RestResponses responses;
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

    ActivitiesController(FeedRest rest, RestResponses responses, List<FeedTypes> types) {
        this.rest = rest;
        this.responses = responses;
        this.types =
                types.stream().flatMap(Type::of).sorted(Comparator.comparing(Type::name)).toList();
    }

    /** The types of events that the app knows, by name. */
    @Get(PATH + "/types")
    @Produces(MediaType.APPLICATION_JSON)
    Page<Type> types() {
        return Page.of(types);
    }

    /** A page of the feed, newest first. */
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
    HttpResponse<?> page(HttpRequest<?> request) {
        return answer(request, null);
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
    HttpResponse<?> table(HttpRequest<?> request) {
        return answer(request, null);
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
        return answer(request, body);
    }

    // Single events, their reactions and comments: docs/stream.md describes what the stream does.

    @Hidden
    @Get(DEEPER)
    @Produces(MediaType.ALL)
    HttpResponse<?> get(HttpRequest<?> request) {
        return answer(request, null);
    }

    @Hidden
    @Post(DEEPER)
    @Produces(MediaType.ALL)
    HttpResponse<?> post(HttpRequest<?> request, @Nullable @Body String body) {
        return answer(request, body);
    }

    @Hidden
    @Patch(DEEPER)
    @Produces(MediaType.ALL)
    HttpResponse<?> patch(HttpRequest<?> request, @Nullable @Body String body) {
        return answer(request, body);
    }

    @Hidden
    @Delete(DEEPER)
    @Produces(MediaType.ALL)
    HttpResponse<?> delete(HttpRequest<?> request) {
        return answer(request, null);
    }

    private HttpResponse<?> answer(HttpRequest<?> request, @Nullable String body) {
        Identity identity =
                request.getUserPrincipal(Authentication.class)
                        .flatMap(Identity::of)
                        .orElseThrow(
                                () -> new IllegalStateException("somebody was let in unknown"));
        return responses.of(
                request,
                rest.answer(
                        new RestRequest(
                                request.getMethodName(),
                                request.getUri().getRawPath().substring(PATH.length()),
                                request.getParameters().asMap(),
                                body == null ? "" : body,
                                request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE)),
                        Readers.access(identity)));
    }
}
