package dev.astir.protocol;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.astir.protocol.Enrolment.EnrolRequest;
import dev.astir.protocol.Enrolment.Enrolled;
import dev.astir.protocol.Enrolment.PolicyOffer;
import dev.astir.protocol.Enrolment.PolicyRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Turns messages into bytes and back, as the records say. Fields that it does not know are skipped,
 * so that either side can be newer; a field that breaks the protocol is an {@link
 * InvalidMessageException} which names the field, the value and what is allowed. Types are strict:
 * a number is no text, and {@code 60.0} is no whole number. A document with a name twice in one
 * object, with anything behind its end, or of more than {@value #MAX_MESSAGE_BYTES} bytes is
 * refused as a whole.
 *
 * <p>Thread-safe.
 */
public final class MessageCodec {

    /** The WebSocket subprotocol of the JSON encoding. */
    public static final String SUBPROTOCOL = "astir-agent.v1";

    /** The largest message, before compression. */
    public static final int MAX_MESSAGE_BYTES = 1 << 20;

    private static final MessageCodec JSON = of(new JsonFactory());

    private final ObjectMapper mapper;

    private MessageCodec(ObjectMapper mapper) {
        this.mapper = mapper;
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
                        .configure(JsonParser.Feature.STRICT_DUPLICATE_DETECTION, true)
                        .setStreamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxDocumentLength(MAX_MESSAGE_BYTES)
                                        .maxNestingDepth(32)
                                        .maxStringLength(MAX_MESSAGE_BYTES)
                                        .build());
        return new MessageCodec(StrictMapper.of(bounded));
    }

    /** Encodes what an agent says. */
    public byte[] encode(AgentMessage message) {
        return write(message);
    }

    /** Encodes what the server says. */
    public byte[] encode(ServerMessage message) {
        return write(message);
    }

    /** Encodes one span by itself. */
    public byte[] encode(Span span) {
        return write(span);
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
        return write(request);
    }

    public byte[] encode(PolicyOffer offer) {
        return write(offer);
    }

    public byte[] encode(EnrolRequest request) {
        return write(request);
    }

    public byte[] encode(Enrolled enrolled) {
        return write(enrolled);
    }

    public byte[] encode(Idle.Waiting waiting) {
        return write(waiting);
    }

    public byte[] encode(Idle.Answer answer) {
        return write(answer);
    }

    /**
     * @throws InvalidMessageException if it is not an agent's message
     */
    public AgentMessage decodeAgentMessage(byte[] message) {
        return read(message, AgentMessage.class);
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
        return read(body, AgentMessage.Batch.class);
    }

    /**
     * @throws InvalidMessageException if it is not a server's message
     */
    public ServerMessage decodeServerMessage(byte[] message) {
        return read(message, ServerMessage.class);
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
        return read(span, Span.class);
    }

    /**
     * @throws InvalidMessageException if it is not such a body
     */
    public PolicyRequest decodePolicyRequest(byte[] body) {
        return read(body, PolicyRequest.class);
    }

    /**
     * @throws InvalidMessageException if it is not such a body
     */
    public PolicyOffer decodePolicyOffer(byte[] body) {
        return read(body, PolicyOffer.class);
    }

    /**
     * @throws InvalidMessageException if it is not such a body
     */
    public EnrolRequest decodeEnrolRequest(byte[] body) {
        return read(body, EnrolRequest.class);
    }

    /**
     * @throws InvalidMessageException if it is not such a body
     */
    public Enrolled decodeEnrolled(byte[] body) {
        return read(body, Enrolled.class);
    }

    /**
     * @throws InvalidMessageException if it is not such a body
     */
    public Idle.Waiting decodeIdleWaiting(byte[] body) {
        return read(body, Idle.Waiting.class);
    }

    /**
     * @throws InvalidMessageException if it is not such a body
     */
    public Idle.Answer decodeIdleAnswer(byte[] body) {
        return read(body, Idle.Answer.class);
    }

    /**
     * Why a server refused a request.
     *
     * @throws InvalidMessageException if it is not such a body
     */
    public Refusal decodeRefusal(byte[] body) {
        return read(body, Refusal.class);
    }

    private <T> T read(byte[] bytes, Class<T> type) {
        if (bytes.length > MAX_MESSAGE_BYTES) {
            // The parser checks only where it fetches more input, and this is all there at once.
            throw new InvalidMessageException(
                    "", bytes.length + " bytes", "at most " + MAX_MESSAGE_BYTES + " bytes");
        }
        try (JsonParser parser = mapper.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                String value =
                        parser.hasCurrentToken()
                                ? Problems.shown(mapper.readTree(parser))
                                : "empty";
                throw new InvalidMessageException("", value, "an object");
            }
            T message = mapper.readValue(parser, type);
            if (parser.nextToken() != null) {
                throw new InvalidMessageException("", "more than one value", "one object");
            }
            return message;
        } catch (JsonMappingException e) {
            throw Problems.of(e, tree(bytes));
        } catch (JacksonException e) {
            throw Problems.of(e);
        } catch (IOException e) {
            throw new InvalidMessageException("", e.getMessage(), "a readable message", e);
        }
    }

    private JsonNode tree(byte[] bytes) {
        try {
            return mapper.readTree(bytes);
        } catch (JacksonException e) {
            throw Problems.of(e);
        } catch (IOException e) {
            throw new UncheckedIOException("A message could not be read from memory", e);
        }
    }

    private byte[] write(Object message) {
        try {
            return mapper.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A message could not be written to memory", e);
        }
    }
}
