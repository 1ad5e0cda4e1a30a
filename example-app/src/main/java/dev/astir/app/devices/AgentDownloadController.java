package dev.astir.app.devices;

import dev.astir.app.web.ProblemException;
import dev.astir.app.web.Problems;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.types.files.SystemFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.file.Path;

/** The desktop agent for whoever is about to enrol a computer. Stateless. */
@Problems
@Tag(name = "Agents")
@Controller("/download")
@ExecuteOn(TaskExecutors.BLOCKING)
class AgentDownloadController {

    private static final String NAME = "astir-agent.jar";

    private final AgentJar jar;

    AgentDownloadController(AgentJar jar) {
        this.jar = jar;
    }

    /** Downloads the desktop agent's program. */
    @Get("/" + NAME)
    @Secured(SecurityRule.IS_ANONYMOUS)
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/java-archive",
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(
            responseCode = "206",
            description = "The part that `Range` asks for",
            content =
                    @Content(
                            mediaType = "application/java-archive",
                            schema = @Schema(type = "string", format = "binary")))
    HttpResponse<SystemFile> agent() {
        Path file =
                jar.find()
                        .orElseThrow(() ->
                                ProblemException.notFound(
                                        "The agent is not packaged with this app; whoever runs it"
                                                + " can put agent.jar beside the app's own jar."));
        MediaType type = MediaType.of("application/java-archive");
        return HttpResponse.ok(new SystemFile(file.toFile(), type).attach(NAME))
                // Of an upgraded app, too: a file's time, which answers 304, need not change.
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff");
    }
}
