package dev.astir.app.platform;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Writes each entry of the log as one JSON object on a line. What is not ASCII is escaped, so that
 * nothing in it begins a line or steers a terminal. Thread-safe.
 */
public final class JsonLines extends EncoderBase<ILoggingEvent> {

    private static final List<String> CONTEXT =
            List.of(
                    RequestTrace.REQUEST,
                    RequestTrace.TRACE,
                    RequestTrace.SPAN,
                    RequestTrace.ORGANIZATION,
                    RequestTrace.USER);

    private static final int LONGEST_STACK = 20_000;

    private final JsonFactory json =
            new JsonFactoryBuilder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @Override
    public byte[] encode(ILoggingEvent entry) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        try (JsonGenerator object = json.createGenerator(line)) {
            write(entry, object);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not in memory
        }
        line.write('\n');
        return line.toByteArray();
    }

    private static void write(ILoggingEvent entry, JsonGenerator object) throws IOException {
        object.writeStartObject();
        object.writeStringField("time", Instant.ofEpochMilli(entry.getTimeStamp()).toString());
        object.writeStringField("level", entry.getLevel().toString());
        object.writeStringField("logger", entry.getLoggerName());
        object.writeStringField("thread", entry.getThreadName());
        object.writeStringField("message", entry.getFormattedMessage());
        Map<String, String> context = entry.getMDCPropertyMap();
        for (String name : CONTEXT) {
            String value = context.get(name);
            if (value != null) {
                object.writeStringField(name, value);
            }
        }
        IThrowableProxy failure = entry.getThrowableProxy();
        if (failure != null) {
            String stack = ThrowableProxyUtil.asString(failure);
            object.writeStringField(
                    "exception", stack.substring(0, Math.min(stack.length(), LONGEST_STACK)));
        }
        object.writeEndObject();
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
