package dev.astir.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.Map;

/**
 * The schemas of an API's description, as JSON Schema has them: what OpenAPI 3.0 calls nullable is
 * a type more, also beside a reference, as is usual there; and a member that an object's schema
 * does not name is wrong. Thread-safe.
 */
final class ContractSchemas {

    private static final String BASE = "https://contract.test/schemas";
    private static final String OF_COMPONENTS = "#/components/schemas/";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final SchemaRegistry registry;

    ContractSchemas(JsonNode description) {
        ObjectNode all = NODES.objectNode();
        ObjectNode definitions = all.putObject("$defs");
        description
                .at("/components/schemas")
                .properties()
                .forEach(schema -> definitions.set(schema.getKey(), convert(schema.getValue())));
        this.registry =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder ->
                                builder.schemas(Map.of(BASE, all.toString()))
                                        .schemaRegistryConfig(
                                                SchemaRegistryConfig.builder()
                                                        .formatAssertionsEnabled(true)
                                                        .build()));
    }

    /** A reference to one of the description's schemas, as the description writes it. */
    static JsonNode refTo(String name) {
        return NODES.objectNode().put("$ref", OF_COMPONENTS + name);
    }

    /** A schema of the description, ready to be used. */
    Schema compile(JsonNode schema) {
        return registry.getSchema(
                SchemaLocation.of(BASE + "/used"), convert(schema).toString(), InputFormat.JSON);
    }

    private static JsonNode convert(JsonNode node) {
        if (node.isArray()) {
            ArrayNode converted = NODES.arrayNode();
            node.forEach(item -> converted.add(convert(item)));
            return converted;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode schema = NODES.objectNode();
        node.properties().stream()
                // Extensions, of which the validator would warn.
                .filter(member -> !member.getKey().startsWith("x-"))
                .forEach(member ->
                        schema.set(
                                member.getKey(),
                                isLiteral(member.getKey())
                                        ? member.getValue()
                                        : convert(member.getValue())));
        if (schema.path("$ref").isTextual()) {
            schema.put(
                    "$ref",
                    schema.get("$ref")
                            .asText()
                            .replaceFirst(
                                    "^(/openapi\\.json)?" + OF_COMPONENTS, BASE + "#/\\$defs/"));
        }
        if (schema.path("properties").isObject() && !schema.has("additionalProperties")) {
            schema.put("additionalProperties", false);
        }
        if (schema.path("type").asText().equals("object")
                && !schema.has("properties")
                && !schema.has("additionalProperties")) {
            schema.remove("type"); // so the compiler writes an Object: whatever it is
        }
        JsonNode nullable = schema.remove("nullable");
        return nullable != null && nullable.asBoolean() ? orNull(schema) : schema;
    }

    private static boolean isLiteral(String keyword) {
        return keyword.equals("enum") || keyword.equals("example") || keyword.equals("default");
    }

    private static ObjectNode orNull(ObjectNode schema) {
        ObjectNode either = NODES.objectNode();
        either.putArray("anyOf").add(NODES.objectNode().put("type", "null")).add(schema);
        return either;
    }
}
