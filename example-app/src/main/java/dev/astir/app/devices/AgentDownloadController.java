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
import java.nio.file.Path;

/** The desktop agent for whoever is about to enrol a computer. Stateless. */
@Problems
@Controller("/download")
@ExecuteOn(TaskExecutors.BLOCKING)
class AgentDownloadController {

    private static final String NAME = "astir-agent.jar";

    private final AgentJar jar;

    AgentDownloadController(AgentJar jar) {
        this.jar = jar;
    }

    @Get("/" + NAME)
    @Secured(SecurityRule.IS_ANONYMOUS)
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
