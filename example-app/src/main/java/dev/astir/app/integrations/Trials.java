package dev.astir.app.integrations;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.identity.Caller;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import dev.astir.stream.InvalidInputException;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lets administrators try what a sender would get. Methods block. Thread-safe. */
@Singleton
class Trials {

    private static final String CONTENT_TYPE = "content-type";

    private final IntegrationRepository rows;
    private final Shapes shapes;
    private final SigningSecrets secrets;
    private final Intake intake;
    private final Actors actors;
    private final Transactions transactions;
    private final Clock clock;

    Trials(
            IntegrationRepository rows,
            Shapes shapes,
            SigningSecrets secrets,
            Intake intake,
            Actors actors,
            Transactions transactions,
            Clock clock) {
        this.rows = rows;
        this.shapes = shapes;
        this.secrets = secrets;
        this.intake = intake;
        this.actors = actors;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What a sender would get.
     *
     * @param receipt null when it would be a problem
     * @param problem in one line; null when it would be none
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Result(int status, @Nullable Receipt receipt, @Nullable String problem) {}

    /**
     * Sends a sample, signed with the integration's secret, as its sender does.
     *
     * @throws ProblemException 404 when there is no such integration
     */
    Result send(Caller caller, UUID id) {
        Integration integration =
                transactions
                        .inOrganization(caller.organizationId(), () -> rows.find(id))
                        .orElseThrow(ProblemException::notFound);
        Instant now = clock.instant();
        Kind kind = Kind.of(integration.kind());
        Delivery sample = Sample.of(kind, shapes.of(integration), now);
        List<String> inForce = secrets.inForce(integration, now);
        Delivery sent =
                inForce.isEmpty() ? sample : Sample.signed(kind, sample, inForce.getFirst(), now);
        try {
            Receipt receipt = intake.take(integration.publicId(), sent, null, null);
            return new Result(HttpStatus.ACCEPTED.getCode(), receipt, null);
        } catch (ProblemException e) {
            return new Result(e.status(), null, e.summary());
        }
    }

    /**
     * The event that a request would become; stores nothing.
     *
     * @throws ProblemException 400 and 415 as the sender would get them, and 400 for a mapping that
     *     is wrong
     */
    Preview preview(Caller caller, Preview.Request request) {
        Reading reading = shapes.of(request.kind(), request.mapping()).read(delivery(request));
        return switch (reading) {
            case Reading.Ignored ignored -> new Preview(ignored.senderId(), ignored.why(), null);
            case Reading.Event event ->
                    new Preview(event.senderId(), null, event(caller, event.draft()));
        };
    }

    private Preview.Event event(Caller caller, Draft draft) {
        try {
            return transactions.inOrganization(
                    caller.organizationId(),
                    () -> Preview.Event.of(actors.event(draft, "preview", "Integration")));
        } catch (InvalidInputException e) {
            throw Intake.problem(e);
        }
    }

    private static Delivery delivery(Preview.Request request) {
        Map<String, String> headers = new HashMap<>();
        if (request.headers() != null) {
            request.headers()
                    .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        }
        boolean isStructured =
                request.kind() == Kind.CLOUDEVENTS
                        && Stream.of("ce-id", "ce-type", "ce-source")
                                .noneMatch(headers::containsKey);
        headers.putIfAbsent(
                CONTENT_TYPE, isStructured ? CloudEventShape.STRUCTURED : "application/json");
        JsonNode body = request.body();
        String text = body.isTextual() ? body.textValue() : body.toString();
        return new Delivery(headers, text.getBytes(UTF_8));
    }
}
