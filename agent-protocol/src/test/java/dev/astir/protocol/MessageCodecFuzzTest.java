package dev.astir.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.protocol.AgentMessage.Activity;
import dev.astir.protocol.AgentMessage.Batch;
import dev.astir.protocol.AgentMessage.State;
import dev.astir.protocol.ServerMessage.Welcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class MessageCodecFuzzTest {

    private final MessageCodec codec = MessageCodec.json();

    @Property(tries = 300, seed = "2026")
    void batchesComeBackAsTheyWere(@ForAll("spans") List<Span> spans) {
        Batch batch = new Batch("b", spans);
        assertThat(codec.decodeAgentMessage(codec.encode(batch))).isEqualTo(batch);
        assertThat(codec.decodeBatch(codec.encode(batch))).isEqualTo(batch);
    }

    @Property(tries = 300, seed = "2026")
    void statesComeBackAsTheyWere(@ForAll("states") State state) {
        assertThat(codec.decodeAgentMessage(codec.encodeText(state))).isEqualTo(state);
    }

    @Property(tries = 300, seed = "2026")
    void policiesComeBackAsTheyWere(@ForAll("policies") Policy policy, @ForAll boolean agreed) {
        Welcome welcome = new Welcome(Instant.EPOCH, policy, agreed);
        assertThat(codec.decodeServerMessage(codec.encode(welcome))).isEqualTo(welcome);
    }

    @Property(tries = 2000, seed = "2026")
    void damageIsEitherReadableOrNamed(
            @ForAll("spans") List<Span> spans,
            @ForAll @IntRange(max = 5000) int at,
            @ForAll byte value,
            @ForAll boolean cut) {
        byte[] bytes = codec.encode(new Batch("b", spans));
        int position = at % bytes.length;
        bytes[position] = value;
        byte[] damaged = cut ? Arrays.copyOf(bytes, position) : bytes;
        try {
            assertThat(codec.decodeAgentMessage(damaged)).isNotNull();
        } catch (InvalidMessageException e) {
            assertThat(e.allowed()).isNotBlank();
        }
    }

    @Property(tries = 1000, seed = "2026")
    void anyTextIsEitherReadableOrNamed(@ForAll String text) {
        try {
            assertThat(codec.decodeServerMessage(text.getBytes(StandardCharsets.UTF_8)))
                    .isNotNull();
        } catch (InvalidMessageException e) {
            assertThat(e.allowed()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<List<Span>> spans() {
        return Combinators.combine(
                        Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(64),
                        Arbitraries.longs().between(0, 4_000_000_000_000L),
                        Arbitraries.longs().between(0, 100_000_000L),
                        Arbitraries.of(Span.Kind.class),
                        names(),
                        names(),
                        texts(),
                        texts())
                .as((id, start, length, kind, app, site, title, media) ->
                        new Span(
                                id,
                                Instant.ofEpochMilli(start),
                                Instant.ofEpochMilli(start + length),
                                kind,
                                app,
                                site,
                                title,
                                media))
                .list()
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<State> states() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 4_000_000_000_000L),
                        Arbitraries.of(Activity.class),
                        names(),
                        texts())
                .as((at, activity, app, title) ->
                        new State(Instant.ofEpochMilli(at), activity, app, null, title, app));
    }

    @Provide
    Arbitrary<Policy> policies() {
        return Combinators.combine(
                        Arbitraries.integers().greaterOrEqual(1),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.strings()
                                .alpha()
                                .ofMinLength(1)
                                .ofMaxLength(20)
                                .list()
                                .ofMaxSize(5),
                        Arbitraries.integers().between(1, 86_400))
                .as(Policy::new);
    }

    private static Arbitrary<String> names() {
        return withoutLoneSurrogates().ofMaxLength(20).injectNull(0.3);
    }

    private static Arbitrary<String> texts() {
        return withoutLoneSurrogates().ofMaxLength(200).injectNull(0.3);
    }

    // A lone half of a character has no UTF-8 form, and so cannot come back as it was.
    private static net.jqwik.api.arbitraries.StringArbitrary withoutLoneSurrogates() {
        return Arbitraries.strings()
                .withCharRange('\0', '\ud7ff')
                .withCharRange('\ue000', '\uffff');
    }
}
