package dev.astir.app.prompts;

import dev.astir.app.devices.AgentAuthentication;
import dev.astir.app.devices.BlockedException;
import dev.astir.app.sessions.IdleDecisions;
import dev.astir.app.web.ApiDescription;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.Problems;
import dev.astir.protocol.Idle;
import dev.astir.protocol.MessageCodec;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.function.Supplier;

/** What agents ask their person about idle time. Stateless. */
@Problems
@Tag(name = "Agents")
@Controller("/api/agent/idle")
@Secured(AgentAuthentication.ROLE)
@SecurityRequirement(name = ApiDescription.AGENT_KEY)
@ExecuteOn(TaskExecutors.BLOCKING)
class AgentIdleController {

    private final AgentIdle idle;
    private final MessageCodec codec = MessageCodec.json();

    AgentIdleController(AgentIdle idle) {
        this.idle = idle;
    }

    /** Lists idle stretches that wait for their person's word, for their agent. */
    @Get
    @Produces(MediaType.APPLICATION_JSON)
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = Idle.Waiting.class)))
    byte[] waiting(HttpRequest<?> request) {
        return codec.encode(unlessBlocked(() -> idle.waiting(AgentAuthentication.device(request))));
    }

    /** Decides what an idle stretch was, as its person told their agent. */
    @Post
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = Idle.Answer.class)))
    IdleDecisions.Decided decide(HttpRequest<?> request, @Body byte[] body) {
        return unlessBlocked(() ->
                idle.decide(AgentAuthentication.device(request), codec.decodeIdleAnswer(body)));
    }

    private static <T> T unlessBlocked(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (BlockedException e) {
            throw ProblemException.forbidden("agent-blocked", BlockedException.MESSAGE);
        }
    }
}
