package dev.astir.app.capture;

import dev.astir.protocol.ServerMessage.Ack;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;

/** Counts what agents bring. Thread-safe. */
@Context // there before the first agent is
class AgentMetrics {

    private final Counter batches;
    private final Counter stored;
    private final Counter repeated;
    private final Counter rejected;

    AgentMetrics(MeterRegistry registry) {
        batches =
                Counter.builder("astir.agents.batches")
                        .description("Batches of agents that were answered")
                        .register(registry);
        stored = spans(registry, "stored");
        repeated = spans(registry, "repeated");
        rejected = spans(registry, "rejected");
    }

    private static Counter spans(MeterRegistry registry, String result) {
        return Counter.builder("astir.agents.spans")
                .tag("result", result)
                .description("Spans of agents, by what became of them")
                .register(registry);
    }

    /** A batch is answered. */
    Ack answered(Ack answer) {
        batches.increment();
        stored.increment(answer.accepted().size());
        repeated.increment(answer.duplicates().size());
        rejected.increment(answer.rejected().size());
        return answer;
    }
}
