package dev.astir.tracker.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.http.JsonField;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a body does not depend on how it is read. */
class BodyPrefixTest {
    private static final JsonField FIELD = JsonField.named("client_id");
    private static final JsonField OTHER = JsonField.named("tenant");
    private static final String FIRST = "{\"client_id\":\"c\",\"tenant\":\"t\",\"x\":[1,2]}";

    private static BodyPrefix prefix(int limit, JsonField firstField) {
        return new BodyPrefix(limit, -1, firstField);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FIRST,
                "{\"tenant\":\"t\",\"client_id\":\"c\"}",
                "{\"client_id\":42,\"tenant\":\"t\"}",
                "{\"client_id\":\"\",\"tenant\":\"t\"}",
                "{\n\"tenant\":\"t\",\n\"x\":\n{},\n\"client_id\":\"c\"\n}",
                "{\"x\":\"\u00e9\u4e2d\",\"client_id\":\"\u00e9\"}"
            })
    void keepsTheBeginningHoweverItIsRead(String json) throws IOException {
        Random random = new Random(4);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = json.getBytes(UTF_8);
            int limit = 1 + random.nextInt(bytes.length + 5);
            long length = new long[] {-1, bytes.length, 3, Long.MAX_VALUE}[random.nextInt(4)];
            BodyPrefix ofBytes = new BodyPrefix(limit, length, random.nextBoolean() ? FIELD : null);
            BodyPrefix ofText = new BodyPrefix(limit, length, random.nextBoolean() ? FIELD : null);
            read(new TrackedInputStream(new TestInput(bytes), ofBytes), random);
            read(new TrackedReader(new BufferedReader(new StringReader(json)), ofText), random);
            byte[] cut = json.substring(0, Math.min(limit, json.length())).getBytes(UTF_8);

            assertThat(ofBytes.find(FIELD))
                    .isEqualTo(FIELD.find(bytes, Math.min(limit, bytes.length)));
            assertThat(ofText.find(FIELD)).isEqualTo(FIELD.find(cut, cut.length));
        }
    }

    private static void read(InputStream stream, Random random) throws IOException {
        byte[] buffer = new byte[50];
        int read = 0;
        while (read >= 0) {
            switch (random.nextInt(5)) {
                case 0 -> stream.mark(1_000);
                case 1 -> stream.reset();
                case 2 -> read = stream.read();
                case 3 -> assertThat(stream.skip(random.nextInt(5))).isNotNegative();
                default -> {
                    int offset = random.nextInt(10);
                    read = stream.read(buffer, offset, 1 + random.nextInt(buffer.length - offset));
                }
            }
        }
    }

    private static void read(BufferedReader reader, Random random) throws IOException {
        char[] buffer = new char[50];
        reader.mark(1_000);
        int read = 0;
        while (read >= 0) {
            switch (random.nextInt(6)) {
                case 0 -> reader.mark(1_000);
                case 1 -> reader.reset();
                case 2 -> read = reader.read();
                case 3 -> assertThat(reader.skip(random.nextInt(5))).isNotNegative();
                case 4 -> read = reader.readLine() == null ? -1 : 0;
                default -> {
                    int offset = random.nextInt(10);
                    read = reader.read(buffer, offset, 1 + random.nextInt(buffer.length - offset));
                }
            }
        }
    }

    @Test
    void keepsOnlyTheIdWhenItStandsInTheFirstBytes() {
        BodyPrefix prefix = prefix(1_000, FIELD);
        byte[] chunk = ("__" + FIRST).getBytes(UTF_8);
        prefix.add(chunk, 2, chunk.length - 2);
        Arrays.fill(chunk, (byte) 0);

        assertThat(prefix.find(FIELD)).contains("c");
        assertThat(prefix.find(OTHER)).isEmpty();
    }

    @Test
    void keepsEverythingWhenAnotherFieldMayBeAskedFor() {
        byte[] empty = "{\"client_id\":\"\",\"tenant\":\"t\"}".getBytes(UTF_8);
        BodyPrefix prefix = prefix(1_000, FIELD);
        prefix.add(empty, 0, empty.length);
        assertThat(prefix.find(OTHER)).contains("t");

        byte[] first = FIRST.getBytes(UTF_8);
        BodyPrefix unknown = new BodyPrefix(1_000, -1, null);
        unknown.add(first, 0, first.length);
        assertThat(unknown.find(FIELD)).contains("c");
        assertThat(unknown.find(OTHER)).contains("t");
    }
}
