package dev.astir.tracker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What editors show for the settings. */
class MetadataTest {

    @Test
    void describesEachSetting() throws Exception {
        Map<String, JsonNode> described = described();

        for (RecordComponent component : TrackerProperties.class.getRecordComponents()) {
            String name =
                    "astir.tracker."
                            + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase();
            assertThat(described).containsKey(name);
            assertThat(described.get(name).path("description").asString())
                    .as(name)
                    .isNotBlank()
                    .endsWith(".");
            assertThat(described.get(name).has("defaultValue"))
                    .as(name)
                    .isEqualTo(hasDefault(component));
        }
        assertThat(
                        described
                                .get("management.health.activity-tracker.enabled")
                                .path("description")
                                .asString())
                .isNotBlank()
                .endsWith(".");
        assertThat(described.get("astir.tracker.client-id").get("defaultValue").toString())
                .isEqualTo("[\"json:client_id\",\"query:client_id\"]");
    }

    private static boolean hasDefault(RecordComponent component) {
        return Arrays.stream(TrackerProperties.class.getDeclaredConstructors()[0].getParameters())
                .filter(parameter -> parameter.getName().equals(component.getName()))
                .anyMatch(parameter -> parameter.isAnnotationPresent(DefaultValue.class));
    }

    private static Map<String, JsonNode> described() throws Exception {
        try (InputStream metadata =
                TrackerProperties.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI()
                        .resolve("META-INF/spring-configuration-metadata.json")
                        .toURL()
                        .openStream()) {
            return new JsonMapper()
                    .readTree(metadata)
                    .get("properties")
                    .valueStream()
                    .collect(
                            Collectors.toMap(
                                    property -> property.get("name").stringValue(),
                                    property -> property));
        }
    }
}
