package dev.astir.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.astir.protocol.Enrolment.EnrolRequest;
import dev.astir.protocol.Enrolment.Enrolled;
import dev.astir.protocol.Enrolment.PolicyOffer;
import dev.astir.protocol.Enrolment.PolicyRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Turns messages into bytes and back, streaming. Fields that it does not know are skipped, so that
 * either side can be newer; a field that breaks the protocol is an {@link InvalidMessageException}
 * which names the field, the value and what is allowed. A document of more than {@value
 * #MAX_MESSAGE_BYTES} bytes is refused.
 *
 * <p>Thread-safe.
 */
public final class MessageCodec {

    /** The WebSocket subprotocol of the JSON encoding. */
    public static final String SUBPROTOCOL = "astir-agent.v1";

    /** The largest message, before compression. */
    public static final int MAX_MESSAGE_BYTES = 1 << 20;

    private static final MessageCodec JSON = of(new JsonFactory());

    private final JsonFactory factory;

    private MessageCodec(JsonFactory factory) {
        this.factory = factory;
    }

    /** The codec of {@value #SUBPROTOCOL}: JSON in UTF-8. */
    public static MessageCodec json() {
        return JSON;
    }

    /**
     * The same messages in another encoding that has a {@link JsonFactory}, such as CBOR.
     *
     * @param factory copied, and bounded to this protocol's sizes
     */
    public static MessageCodec of(JsonFactory factory) {
        JsonFactory bounded =
                factory.copy()
                        .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
                        .setStreamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxDocumentLength(MAX_MESSAGE_BYTES)
                                        .maxNestingDepth(32)
                                        .maxStringLength(MAX_MESSAGE_BYTES)
                                        .build());
        return new MessageCodec(bounded);
    }

    /** Encodes what an agent says. */
    public byte[] encode(AgentMessage message) {
        return write(out -> AgentMessageEncoding.write(message, out));
    }

    /** Encodes what the server says. */
    public byte[] encode(ServerMessage message) {
        return write(out -> ServerMessageEncoding.write(message, out));
    }

    /** Encodes one span by itself. */
    public byte[] encode(Span span) {
        return write(out -> SpanEncoding.write(span, out));
    }

    /** As {@link #encode(AgentMessage)}, for a text frame; only for text encodings. */
    public String encodeText(AgentMessage message) {
        return new String(encode(message), StandardCharsets.UTF_8);
    }

    /** As {@link #encode(ServerMessage)}, for a text frame; only for text encodings. */
    public String encodeText(ServerMessage message) {
        return new String(encode(message), StandardCharsets.UTF_8);
    }

    public byte[] encode(PolicyRequest request) {
        return write(out -> EnrolmentEncoding.write(request, out));
    }

    public byte[] encode(PolicyOffer offer) {
        return write(out -> EnrolmentEncoding.write(offer, out));
    }

    public byte[] encode(EnrolRequest request) {
        return write(out -> EnrolmentEncoding.write(request, out));
    }

    public byte[] encode(Enrolled enrolled) {
        return write(out -> EnrolmentEncoding.write(enrolled, out));
    }

    /**
     * @throws InvalidMessageException if it is not an agent's message
     */
    public AgentMessage decodeAgentMessage(byte[] message) {
        return read(message, AgentMessageEncoding::read);
    }

    /**
     * @throws InvalidMessageException if it is not an agent's message
     */
    public AgentMessage decodeAgentMessage(String message) {
        return decodeAgentMessage(message.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The body of {@code POST /api/agent/batch}, in which the type may be left out.
     *
     * @throws InvalidMessageException if it is not a batch
     */
    public AgentMessage.Batch decodeBatch(byte[] body) {
        return read(body, AgentMessageEncoding::readBatch);
    }

    /**
     * @throws InvalidMessageException if it is not a server's message
     */
    public ServerMessage decodeServerMessage(byte[] message) {
        return read(message, ServerMessageEncoding::read);
    }

    /**
     * @throws InvalidMessageException if it is not a server's message
     */
    public ServerMessage decodeServerMessage(String message) {
        return decodeServerMessage(message.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @throws InvalidMessageException if it is not a span
     */
    public Span decodeSpan(byte[] span) {
        return read(span, SpanEncoding::read);
    }

    /**
     * @throws InvalidMessageException if it is not such a body
     */
    public PolicyRequest decodePolicyRequest(byte[] body) {
        return read(body, EnrolmentEncoding::readPolicyRequest);
    }

    /**
     * @throws InvalidMessageException if it is not such a body
     */
    public PolicyOffer decodePolicyOffer(byte[] body) {
        return read(body, EnrolmentEncoding::readPolicyOffer);
    }

    /**
     * @throws InvalidMessageException if it is not such a body
     */
    public EnrolRequest decodeEnrolRequest(byte[] body) {
        return read(body, EnrolmentEncoding::readEnrolRequest);
    }

    /**
     * @throws InvalidMessageException if it is not such a body
     */
    public Enrolled decodeEnrolled(byte[] body) {
        return read(body, EnrolmentEncoding::readEnrolled);
    }

    private <T> T read(byte[] bytes, MessageReader.ReaderFunction<T> function) {
        if (bytes.length > MAX_MESSAGE_BYTES) {
            // The parser checks only where it fetches more input, and this is all there at once.
            throw new InvalidMessageException(
                    "", bytes.length + " bytes", "at most " + MAX_MESSAGE_BYTES + " bytes");
        }
        return MessageReader.document(() -> factory.createParser(bytes), function);
    }

    private byte[] write(MessageWriter writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = factory.createGenerator(bytes)) {
            writer.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("A message could not be written to memory", e);
        }
        return bytes.toByteArray();
    }

    @FunctionalInterface
    private interface MessageWriter {
        void write(JsonGenerator out) throws IOException;
    }
}
