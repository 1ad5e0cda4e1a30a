package dev.astir.app.web;

import io.micronaut.core.type.Argument;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.serde.Encoder;
import io.micronaut.serde.Serializer;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Writes {@code {"status":"UP"}}: names and details of what is checked are shown to nobody. */
@Singleton
final class HealthAnswer implements Serializer<HealthResult> {

    @Override
    public void serialize(
            Encoder encoder,
            EncoderContext context,
            Argument<? extends HealthResult> type,
            HealthResult value)
            throws IOException {
        try (Encoder object = encoder.encodeObject(type)) {
            object.encodeKey("status");
            object.encodeString(value.getStatus().getName());
        }
    }
}
