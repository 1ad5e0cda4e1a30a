package dev.astir.tracker.micronaut;

import io.micronaut.core.io.buffer.ByteBuffer;
import io.micronaut.core.io.buffer.ReferenceCounted;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.multipart.StreamingFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads bodies in every way, and answers with how many bytes it has read. */
@Controller("/bodies")
@Secured(SecurityRule.IS_ANONYMOUS)
class BodiesController {
    private final Gate gate;

    BodiesController(Gate gate) {
        this.gate = gate;
    }

    @Post(value = "/arrays", consumes = MediaType.ALL)
    Mono<String> arrays(@Body Publisher<byte[]> body) {
        return Flux.from(body).map(bytes -> bytes.length).reduce(0, Integer::sum).map(this::text);
    }

    @Post(value = "/buffers", consumes = MediaType.ALL)
    Mono<String> buffers(@Body Publisher<ByteBuffer<?>> body) {
        return Flux.from(body)
                .map(buffer -> {
                    int readable = buffer.readableBytes();
                    if (buffer instanceof ReferenceCounted counted) {
                        counted.release();
                    }
                    return readable;
                })
                .reduce(0, Integer::sum)
                .map(this::text);
    }

    @Post(value = "/stream", consumes = MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    String stream(@Body InputStream body) throws IOException {
        try (body) {
            return text(body.readAllBytes().length);
        }
    }

    /** Reads nothing before the gate opens. */
    @Post(value = "/late", consumes = MediaType.ALL)
    Mono<String> late(@Body Publisher<byte[]> body) {
        return Mono.fromFuture(gate.opened()).then(arrays(body));
    }

    @Post(value = "/refused", consumes = MediaType.ALL)
    HttpResponse<String> refused() {
        return HttpResponse.status(HttpStatus.CONFLICT).body("refused");
    }

    @Post(value = "/upload", consumes = MediaType.MULTIPART_FORM_DATA)
    Mono<String> upload(StreamingFileUpload file) {
        return Flux.from(file)
                .map(part -> {
                    try {
                        return part.getBytes().length;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .reduce(0, Integer::sum)
                .map(this::text);
    }

    private String text(int number) {
        return Integer.toString(number);
    }
}
