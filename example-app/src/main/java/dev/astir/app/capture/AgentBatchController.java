package dev.astir.app.capture;

import dev.astir.app.devices.AgentAuthentication;
import dev.astir.app.devices.BlockedException;
import dev.astir.app.devices.Device;
import dev.astir.app.web.ApiDescription;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.Problems;
import dev.astir.protocol.AgentMessage.Batch;
import dev.astir.protocol.MessageCodec;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
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

/** Batches from where sockets are forbidden; the server unpacks gzip before this. Stateless. */
@Problems
@Tag(name = "Agents")
@Controller("/api/agent/batch")
@Secured(AgentAuthentication.ROLE)
@SecurityRequirement(name = ApiDescription.AGENT_KEY)
@ExecuteOn(TaskExecutors.BLOCKING)
class AgentBatchController {

    private final AgentDesk desk;
    private final MessageCodec codec = MessageCodec.json();

    AgentBatchController(AgentDesk desk) {
        this.desk = desk;
    }

    /** Takes a batch of what a device captured; sending it again changes nothing. */
    @Post
    @Produces(MediaType.APPLICATION_JSON)
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = BatchDescription.Answered.class)))
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = BatchDescription.Sent.class)))
    byte[] batch(HttpRequest<?> request, @Body byte[] body) {
        Device device = AgentAuthentication.device(request);
        Batch batch = codec.decodeBatch(body);
        try {
            return codec.encode(desk.batch(device, batch));
        } catch (BlockedException e) {
            throw ProblemException.forbidden("agent-blocked", BlockedException.MESSAGE);
        }
    }
}
