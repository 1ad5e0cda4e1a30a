package dev.astir.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.Contract;
import dev.astir.app.LiveContract;
import dev.astir.app.feed.LiveChannel;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The description of the live feed; its messages are held against it wherever tests receive some.
 */
class AsyncApiTest extends AppTest {

    private static final LiveContract CONTRACT = LiveContract.OF_THIS_APP;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void isServed() {
        Api.Answer answer = app().api().get("/asyncapi.json").expect(200);

        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.json()).isEqualTo(CONTRACT.document());
        assertThat(answer.json().get("asyncapi").asText()).isEqualTo("3.0.0");
    }

    @Test
    void fitsTheSchemaOfAsyncApi() throws Exception {
        try (InputStream schema = AsyncApiTest.class.getResourceAsStream("/asyncapi/3.0.0.json")) {
            assertThat(
                            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                                    .getSchema(schema)
                                    .validate(CONTRACT.document().toString(), InputFormat.JSON))
                    .isEmpty();
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = references(CONTRACT.document(), new ArrayList<>());

        assertThat(references).hasSizeGreaterThan(50);
        assertThat(references)
                .allSatisfy(reference -> {
                    boolean isOwn = reference.startsWith("#");
                    JsonNode document =
                            isOwn ? CONTRACT.document() : Contract.OF_THIS_APP.description();
                    assertThat(document.at(reference.replaceFirst("^[^#]*#", "")).isMissingNode())
                            .as(reference)
                            .isFalse();
                });
    }

    private static List<String> references(JsonNode node, List<String> found) {
        if (node.path("$ref").isTextual()) {
            found.add(node.get("$ref").asText());
        }
        node.forEach(child -> references(child, found));
        return found;
    }

    @Test
    void hasEveryChannelOfTheApp() {
        List<String> channels = new ArrayList<>();
        CONTRACT.document()
                .at("/components/messages/subscribe/payload/schema/properties/channel/enum")
                .forEach(channel -> channels.add(channel.asText()));

        assertThat(new TreeSet<>(channels))
                .isEqualTo(
                        Stream.concat(
                                        app().beans(LiveChannel.class).stream()
                                                .map(LiveChannel::name),
                                        Stream.of("activities"))
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"shout\"}",
                "{\"type\":\"ping\",\"loud\":true}",
                "{\"type\":\"subscribed\",\"channel\":\"activities\",\"recovered\":true}",
                "{\"type\":\"put\",\"channel\":\"presence\",\"id\":\"x\",\"item\":{}}",
                "{\"type\":\"reset\",\"channel\":\"activities\",\"reason\":\"tired\"}"
            })
    void aMessageThatIsNotDescribedIsFound(String message) throws Exception {
        JsonNode json = JSON.readTree(message);

        assertThatThrownBy(() -> CONTRACT.check(json)).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"ping\"}",
                "{\"type\":\"ping\",\"position\":\"7k3m9x2a-1\"}",
                "{\"subscription\":\"mine\",\"type\":\"reset\",\"channel\":\"activities\",\"reason\":\"slow\"}",
                "{\"type\":\"error\",\"code\":\"invalid\",\"detail\":\"d\"}",
                "{\"type\":\"remove\",\"channel\":\"alerts\",\"id\":\"019345b2-7c1e-7d3a-9f52-3b1c2d4e5f60\"}"
            })
    void whatTheProtocolSaysFits(String message) throws Exception {
        JsonNode json = JSON.readTree(message);

        assertThatCode(() -> CONTRACT.check(json)).doesNotThrowAnyException();
    }

    @Test
    void itsExamplesFitTheirSchemas() {
        List<JsonNode> examples = new ArrayList<>();
        CONTRACT.document()
                .at("/components/messages")
                .forEach(message ->
                        message.path("examples")
                                .forEach(example -> {
                                    examples.add(example);
                                    assertThat(
                                                    Contract.OF_THIS_APP.violations(
                                                            message.at("/payload/schema"),
                                                            example.get("payload")))
                                            .as(message.get("name").asText())
                                            .isEmpty();
                                }));

        assertThat(examples).hasSizeGreaterThan(4);
    }
}
