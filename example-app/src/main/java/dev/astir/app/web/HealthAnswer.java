package dev.astir.app.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Writes {@code {"status":"UP"}}: names and details of what is checked are shown to nobody. */
@Singleton
final class HealthAnswer extends JsonSerializer<HealthResult> {

    @Override
    public void serialize(HealthResult value, JsonGenerator json, SerializerProvider provider)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("status", value.getStatus().getName());
        json.writeEndObject();
    }
}
