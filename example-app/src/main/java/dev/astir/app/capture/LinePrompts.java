package dev.astir.app.capture;

import dev.astir.app.devices.Device;
import dev.astir.app.prompts.Prompts;
import dev.astir.protocol.AgentMessage.Activity;
import dev.astir.protocol.AgentMessage.Batch;
import dev.astir.protocol.AgentMessage.Hello;
import dev.astir.protocol.AgentMessage.State;
import dev.astir.protocol.ServerMessage.IdleMessage;
import dev.astir.protocol.Span;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the person at a line is asked about idle time: once they are back, and what the agent
 * captured of their absence has come. Of all batches, it looks at the days of the person with few.
 * Not thread-safe: one task of a line after the other.
 */
final class LinePrompts {

    private static final Logger LOG = LoggerFactory.getLogger(LinePrompts.class);

    private final Prompts prompts;

    private boolean isWanted;
    private boolean isBack;

    /** From the beginning: what came on an earlier line may wait. */
    private boolean mayWait = true;

    LinePrompts(Prompts prompts) {
        this.prompts = prompts;
    }

    /** Agents that do not understand such a message get none. */
    void greeted(Hello hello) {
        isWanted = hello.isAccepted(IdleMessage.TYPE);
    }

    /** What the person does now. */
    void said(State state) {
        isBack = state.state() == Activity.ACTIVE;
    }

    /** What to tell after a batch is kept. Never throws: the batch has been answered. */
    List<IdleMessage> after(Device device, Batch batch) {
        if (!isWanted) {
            return List.of();
        }
        mayWait |= batch.spans().stream().anyMatch(span -> span.kind() == Span.Kind.IDLE);
        // A full batch is followed by another.
        boolean isAll = isBack && batch.spans().size() < Batch.MAX_SPANS;
        boolean hasWork = batch.spans().stream().anyMatch(span -> span.kind() != Span.Kind.IDLE);
        boolean mayBeOver = isAll || hasWork;
        if (!mayWait || !mayBeOver) {
            return List.of();
        }
        try {
            List<IdleMessage> due = prompts.due(device, isAll);
            mayWait = !isAll;
            return due;
        } catch (RuntimeException e) {
            LOG.warn("Agent {} is not told of idle time for now", device.id(), e);
            return List.of();
        }
    }
}
