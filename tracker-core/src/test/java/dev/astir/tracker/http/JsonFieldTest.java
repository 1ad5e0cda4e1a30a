package dev.astir.tracker.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldTest {
    private final JsonField field = JsonField.named("client_id");

    private Optional<String> find(String json) {
        return find(json, UTF_8);
    }

    private Optional<String> find(String json, Charset charset) {
        byte[] bytes = json.getBytes(charset);
        return field.find(bytes, bytes.length);
    }

    @Test
    void findsTextAndWholeNumbers() {
        assertThat(find("{\"client_id\":\"ARAUC_XALAP\"}")).contains("ARAUC_XALAP");
        assertThat(find("{\"client_id\":\"\\u00e9\\n\"}")).contains("é\n");
        assertThat(find("{\"client_id\":12345678901234567890}")).contains("12345678901234567890");
        assertThat(find("{\"client_id\":\"é\"}", UTF_16LE)).contains("é");
    }

    @Test
    void findsTheFieldAtTheTopLevelOnly() {
        assertThat(find("{\"a\":{\"client_id\":\"no\"},\"b\":[{}],\"client_id\":\"yes\"}"))
                .contains("yes");
        assertThat(find("{\"a\":{\"client_id\":\"no\"}}")).isEmpty();
        assertThat(find("[{\"client_id\":\"no\"}]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "\"client_id\"",
                "not json",
                "{\"client_id\":null}",
                "{\"client_id\":true}",
                "{\"client_id\":1.5}",
                "{\"client_id\":{\"a\":1}}",
                "{\"client_id\":\"cut o",
                "{\"a\":1,}{\"client_id\":\"x\"}"
            })
    void findsNothingInAnythingElse(String json) {
        assertThat(find(json)).isEmpty();
    }

    @Test
    void findsTheFieldInABodyThatIsCutOffBehindIt() {
        assertThat(find("{\"client_id\":\"a\",\"records\":[{\"x\":")).contains("a");
    }

    @Test
    void neverThrowsForAnyBytes() {
        Random random = new Random(1);
        byte[] valid = "{\"a\":[1,{\"b\":null}],\"client_id\":\"x\"}".getBytes(UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = valid.clone();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertThat(field.find(bytes, random.nextInt(bytes.length + 1))).isNotNull();
        }
    }

    /** The short way must find what the parser finds, however the document is cut off. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"client_id\":\"ARAUC_XALAP\",\"records\":[]}",
                " \n{\t\"client_id\" \r: \"a b\" }",
                "{\"client_id\":\"\u00e9\\u00e9\\\"\"}",
                "{\"client_id\":1,\"client_id\":\"x\"}",
                "{\"type\":\"client_id\",\"client_id\":\"x\"}",
                "{\"a\":[1,{\"client_id\":\"no\"}],\"b\":{\"client_id\":\"no\"},\"client_id\":\"yes\"}",
                "{\"a\":\"}],{[\\\"\",\"b\\\\\":[[\"]\"],{}],\"client_id\":\"x\"}",
                "{\"a\":\"\u00e9\",\"\u00e9\":1.5e3,\"client_id\" : \"x\"}",
                "{\"a\":\"\u00e9\",\"client_id\" : true}",
                "[\"client_id\",{\"client_id\":\"no\"}]",
                "{\"client_id\":null,\"a\":1}{\"client_id\":\"no\"}"
            })
    void findsTheFieldAsTheParserDoes(String json) {
        Random random = new Random(2);
        byte[] valid = json.getBytes(UTF_8);
        for (int length = 0; length <= valid.length; length++) {
            assertThat(field.find(valid, length))
                    .as("%d bytes", length)
                    .isEqualTo(field.parse(valid, length));
        }
        for (int i = 0; i < 30_000; i++) {
            byte[] bytes = valid.clone();
            for (int changes = random.nextInt(3); changes > 0; changes--) {
                byte[] likely = {'{', '"', '\\', ':', ' ', '\n', 0, 'c', (byte) 0xc3, (byte) 0xef};
                bytes[random.nextInt(bytes.length)] =
                        random.nextBoolean()
                                ? likely[random.nextInt(likely.length)]
                                : (byte) random.nextInt(256);
            }
            int length = random.nextInt(bytes.length + 1);
            findsAtLeastWhatTheParserFinds(bytes, length);
            byte[] behind = new byte[bytes.length + 5];
            System.arraycopy(bytes, 0, behind, 3, bytes.length);
            String plain = field.findPlain(bytes, 0, length);
            assertThat(field.findPlain(behind, 3, 3 + length)).isEqualTo(plain);
            if (plain != null) {
                assertThat(field.find(bytes, length)).contains(plain);
            }
        }
    }

    /** And perhaps more, where the document is malformed before the field. */
    private void findsAtLeastWhatTheParserFinds(byte[] bytes, int length) {
        Optional<String> parsed = field.parse(bytes, length);
        if (parsed.isPresent()) {
            assertThat(field.find(bytes, length))
                    .as("%s, %d bytes", new String(bytes, ISO_8859_1), length)
                    .isEqualTo(parsed);
        }
    }

    /** Ways to write the field without its name in ASCII, and documents without the field. */
    static Stream<byte[]> documentsWithoutTheName() {
        String name = "{\"client_id\":\"x\"}";
        return Stream.of(
                "{\"a\":[1,{\"client-id\":\"x\"}],\"id\":\"x\"}".getBytes(UTF_8),
                "{\"clie\\u006et_id\":\"x\"}".getBytes(UTF_8),
                "{\"a\":\"\u00e9\",\"clie\u00f1t_id\":\"x\"}".getBytes(UTF_8),
                // 'c' in two bytes, which a decoder must not take, but may
                "{\"\u00c1\u00a3lient_id\":\"x\"}".getBytes(ISO_8859_1),
                name.getBytes(UTF_16LE),
                name.getBytes(UTF_16BE),
                ("\ufeff" + name).getBytes(UTF_16BE),
                ("\ufeff" + name).getBytes(UTF_8),
                name.getBytes(Charset.forName("UTF-32LE")),
                name.getBytes(Charset.forName("UTF-32BE")));
    }

    @ParameterizedTest
    @MethodSource("documentsWithoutTheName")
    void missesNoFieldThatTheParserFinds(byte[] document) {
        Random random = new Random(3);
        byte[] likely = {'{', '}', '"', '\\', ':', ',', 'c', '_', 'n', 'x', 0, -1, -2};
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = document.clone();
            for (int changes = i == 0 ? 0 : random.nextInt(3); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] =
                        random.nextBoolean()
                                ? likely[random.nextInt(likely.length)]
                                : (byte) random.nextInt(256);
            }
            int length = i % 2 == 0 ? bytes.length : random.nextInt(bytes.length + 1);
            findsAtLeastWhatTheParserFinds(bytes, length);
        }
    }

    @Test
    void findsTheFieldWhoseNameIsWrittenInAnotherWay() {
        assertThat(find("{\"clie\\u006et_id\":\"x\"}")).contains("x");
        assertThat(find("{\"client_id\":\"x\"}", UTF_16LE)).contains("x");
        assertThat(find("{\"client_id\":\"x\"}", UTF_16BE)).contains("x");
    }

    @Test
    void findsAFieldWhoseNameHasToBeEscaped() {
        byte[] json = "{\"a\\\"b\":\"x\"}".getBytes(UTF_8);
        assertThat(JsonField.named("a\"b").find(json, json.length)).contains("x");
        assertThat(JsonField.named("a\\\"b").find(json, json.length)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, JsonField.MAX_LIMIT + 1, Long.MAX_VALUE})
    void refusesALimitOutOfItsBounds(long limit) {
        assertThatThrownBy(() -> JsonField.checkedLimit("bodyLimit", limit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bodyLimit must be from 1 to 16777216, but is " + limit);
        assertThat(JsonField.checkedLimit("bodyLimit", 1)).isEqualTo(1);
        assertThat(JsonField.checkedLimit("bodyLimit", 16777216)).isEqualTo(16777216);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json,true",
        "Application/JSON; charset=utf-8,true",
        "application/vnd.api+json,true",
        "application/x-ndjson,false",
        "application/json-seq,false",
        " application/json ;charset=utf-8,true",
        "application/upstream+json,true",
        "application/stream+json,false",
        "Application/Stream+JSON; charset=utf-8,false",
        "application/x-ndjson+json,false",
        "application/jsonl+json,false",
        "application/jsonlines,false",
        "application/geo+json-seq,false",
        "stream+json,false",
        "+json,true",
        "text/plain,false",
        ",false"
    })
    void knowsTheContentTypesOfOneDocument(String contentType, boolean json) {
        assertThat(JsonField.isIn(contentType)).isEqualTo(json);
    }
}
