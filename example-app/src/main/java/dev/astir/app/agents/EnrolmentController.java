package dev.astir.app.agents;

import dev.astir.app.accounts.Caller;
import dev.astir.app.accounts.Role;
import dev.astir.app.system.ProblemException;
import dev.astir.protocol.Enrolment.PolicyOffer;
import dev.astir.protocol.InvalidMessageException;
import dev.astir.protocol.MessageCodec;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Enrolment over HTTP. The two requests of a device carry a token instead of a sign-in. Stateless.
 */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
class EnrolmentController {

    private final DeviceEnrolment enrolment;
    private final MessageCodec codec = MessageCodec.json();

    EnrolmentController(DeviceEnrolment enrolment) {
        this.enrolment = enrolment;
    }

    /**
     * @param userId whose device; the caller's own if absent
     * @param expiresInSeconds an hour if absent
     * @param maxUses one if absent
     */
    @Serdeable
    record TokenRequest(
            @Nullable UUID userId, @Nullable Long expiresInSeconds, @Nullable Integer maxUses) {}

    @Post("/enrolment-tokens")
    @Secured(Role.IS_EMPLOYEE)
    @Status(HttpStatus.CREATED)
    EnrolmentToken token(Caller caller, @Body TokenRequest request) {
        return enrolment.issue(
                caller, request.userId(), request.expiresInSeconds(), request.maxUses());
    }

    @Post("/agents/policy")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Produces(MediaType.APPLICATION_JSON)
    byte[] policy(@Body byte[] body) {
        String token = read(() -> codec.decodePolicyRequest(body)).token();
        PolicyVersion policy = enrolment.policyFor(token);
        return codec.encode(new PolicyOffer(policy.version(), policy.text(), policy.settings()));
    }

    @Post("/agents/enrol")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Status(HttpStatus.CREATED)
    @Produces(MediaType.APPLICATION_JSON)
    byte[] enrol(@Body byte[] body) {
        return codec.encode(enrolment.enrol(read(() -> codec.decodeEnrolRequest(body))));
    }

    /** What a message breaks becomes the answer's field error. */
    static <T> T read(Supplier<T> message) {
        try {
            return message.get();
        } catch (InvalidMessageException e) {
            throw ProblemException.invalid(
                    e.field().isEmpty() ? "body" : e.field(),
                    e.value() == null ? "" : e.value(),
                    e.allowed());
        }
    }
}
