package dev.astir.app.capture;

import dev.astir.protocol.ServerMessage.Rejection;
import dev.astir.protocol.Span;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What {@code /openapi.json} says of a batch, whose JSON is the agent protocol's: it tells messages
 * apart by their type. Nothing makes one of these records.
 */
final class BatchDescription {

    private BatchDescription() {}

    /**
     * Spans to keep.
     *
     * @param type {@code batch}
     * @param batchId names the batch in the answer; 1 to 64 characters
     * @param spans at most 500
     */
    @Schema(name = "AgentBatch")
    record Sent(@Schema(allowableValues = "batch") String type, String batchId, List<Span> spans) {}

    /**
     * What became of a batch; each id of it is in one of the lists.
     *
     * @param type {@code ack}
     * @param batchId the batch
     * @param accepted ids that are now kept
     * @param duplicates ids that were kept before
     * @param rejected ids that will never be kept, with the reason
     */
    @Schema(name = "AgentBatchAnswer")
    record Answered(
            @Schema(allowableValues = "ack") String type,
            String batchId,
            List<String> accepted,
            List<String> duplicates,
            List<Rejection> rejected) {}
}
