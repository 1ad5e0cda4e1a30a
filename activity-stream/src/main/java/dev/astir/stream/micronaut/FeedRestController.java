package dev.astir.stream.micronaut;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.feed.Admission;
import dev.astir.stream.feed.FeedAuthenticator;
import dev.astir.stream.feed.FeedProblem;
import dev.astir.stream.rest.FeedRest;
import dev.astir.stream.rest.RestAnswer;
import dev.astir.stream.rest.RestRequest;
import io.micronaut.context.annotation.Requires;
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
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** The feed by REST, where {@code astir.stream.rest-path} says. */
@Controller
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(beans = FeedAuthenticator.class)
@Requires(property = StreamConfiguration.REST_PATH)
final class FeedRestController {
    private static final String PATH = "${" + StreamConfiguration.REST_PATH + "}";
    private static final String CSV = PATH + ".csv";
    private static final String DEEPER = PATH + "/{+deeper}";

    private final FeedRest rest;
    private final Gate gate;
    private final RestResponses responses;
    private final int mount;

    FeedRestController(
            ActivityStream stream,
            @Nullable FeedRest rest,
            Gate gate,
            RestResponses responses,
            StreamConfiguration configuration,
            HttpServerConfiguration server) {
        this.rest = rest == null ? FeedRest.of(stream) : rest;
        this.gate = gate;
        this.responses = responses;
        String context = server.getContextPath() == null ? "" : server.getContextPath();
        mount = (context + configuration.getRestPath()).length();
    }

    @Get(uris = {PATH, CSV, DEEPER})
    HttpResponse<?> get(HttpRequest<?> request) {
        return responses.of(request, answer(request, null));
    }

    @Post(uris = {PATH, DEEPER})
    HttpResponse<?> post(HttpRequest<?> request, @Body @Nullable String body) {
        return responses.of(request, answer(request, body));
    }

    @Patch(DEEPER)
    HttpResponse<?> patch(HttpRequest<?> request, @Body @Nullable String body) {
        return responses.of(request, answer(request, body));
    }

    @Delete(DEEPER)
    HttpResponse<?> delete(HttpRequest<?> request) {
        return responses.of(request, answer(request, null));
    }

    private RestAnswer answer(HttpRequest<?> request, @Nullable String body) {
        if (gate.isForeign(request)) {
            return RestAnswer.problem(FeedProblem.foreignOrigin());
        }
        Admission admission = gate.admit(request);
        if (admission instanceof Admission.Refused refused) {
            return RestAnswer.problem(FeedProblem.refused(refused.code()));
        }
        return rest.answer(
                new RestRequest(
                        request.getMethodName(),
                        request.getUri().getRawPath().substring(mount),
                        request.getParameters().asMap(),
                        body == null ? "" : body,
                        request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE)),
                (Admission.Granted) admission);
    }
}
