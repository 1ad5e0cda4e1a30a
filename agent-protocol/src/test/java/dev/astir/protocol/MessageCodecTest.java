package dev.astir.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.astir.protocol.AgentMessage.Activity;
import dev.astir.protocol.AgentMessage.Batch;
import dev.astir.protocol.AgentMessage.Hello;
import dev.astir.protocol.AgentMessage.State;
import dev.astir.protocol.Enrolment.EnrolRequest;
import dev.astir.protocol.Enrolment.Enrolled;
import dev.astir.protocol.Enrolment.PolicyOffer;
import dev.astir.protocol.Enrolment.PolicyRequest;
import dev.astir.protocol.ServerMessage.Ack;
import dev.astir.protocol.ServerMessage.IdleMessage;
import dev.astir.protocol.ServerMessage.PolicyMessage;
import dev.astir.protocol.ServerMessage.Rejection;
import dev.astir.protocol.ServerMessage.Welcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final UUID AGENT = UUID.fromString("0195a8a0-1111-7000-8000-000000000001");
    private static final Policy POLICY = new Policy(3, true, false, List.of("KeePassXC"), 300);

    private final MessageCodec codec = MessageCodec.json();

    @Test
    void writesHelloAsTheProtocolSays() {
        assertThat(codec.encodeText(new Hello(AGENT, "0.1.0", "Linux 6.1", NOON)))
                .isEqualTo(
                        """
                        {"type":"hello","agentId":"0195a8a0-1111-7000-8000-000000000001",\
                        "version":"0.1.0","os":"Linux 6.1","deviceTime":"2026-03-01T12:00:00Z"}\
                        """);
    }

    @Test
    void writesStateWithoutWhatIsUnknown() {
        assertThat(codec.encodeText(new State(NOON, Activity.IDLE, null, null, null, null)))
                .isEqualTo(
                        """
                        {"type":"state","at":"2026-03-01T12:00:00Z","state":"idle"}\
                        """);
    }

    @Test
    void writesBatchAsTheProtocolSays() {
        Span span =
                new Span(
                        "s1",
                        NOON,
                        NOON.plusSeconds(5),
                        Span.Kind.ACTIVE,
                        "firefox",
                        "example.org",
                        "Hi",
                        "Song");
        assertThat(codec.encodeText(new Batch("b1", List.of(span))))
                .isEqualTo(
                        """
                        {"type":"batch","batchId":"b1","spans":[{"id":"s1",\
                        "start":"2026-03-01T12:00:00Z","end":"2026-03-01T12:00:05Z",\
                        "kind":"active","app":"firefox","site":"example.org","title":"Hi",\
                        "media":"Song"}]}\
                        """);
    }

    @Test
    void writesServerMessagesAsTheProtocolSays() {
        assertThat(codec.encodeText(new Welcome(NOON, POLICY, true)))
                .isEqualTo(
                        """
                        {"type":"welcome","serverTime":"2026-03-01T12:00:00Z","policy":\
                        {"version":3,"captureTitles":true,"introspection":false,\
                        "neverCapture":["KeePassXC"],"idleAfterSeconds":300},\
                        "acknowledged":true}\
                        """);
        assertThat(
                        codec.encodeText(
                                new Ack(
                                        "b1",
                                        List.of("a"),
                                        List.of("b"),
                                        List.of(new Rejection("c", "too early")))))
                .isEqualTo(
                        """
                        {"type":"ack","batchId":"b1","accepted":["a"],"duplicates":["b"],\
                        "rejected":[{"id":"c","problem":"too early"}]}\
                        """);
    }

    @Test
    void readsBackEnrolmentBodies() {
        PolicyRequest ask = new PolicyRequest("token-1");
        assertThat(codec.decodePolicyRequest(codec.encode(ask))).isEqualTo(ask);
        PolicyOffer offer = new PolicyOffer(3, "We capture…", POLICY);
        assertThat(codec.decodePolicyOffer(codec.encode(offer))).isEqualTo(offer);
        EnrolRequest enrol = new EnrolRequest("token-1", "desk", "Linux", 3);
        assertThat(codec.decodeEnrolRequest(codec.encode(enrol))).isEqualTo(enrol);
        Enrolled enrolled = new Enrolled(AGENT, "key-1");
        assertThat(codec.decodeEnrolled(codec.encode(enrolled))).isEqualTo(enrolled);
    }

    @Test
    void writesAndReadsIdleTimeAsTheProtocolSays() {
        Idle.Stretch stretch = new Idle.Stretch(AGENT, NOON, NOON.plusSeconds(720), 720, null);
        IdleMessage message = IdleMessage.of(stretch, "Europe/Berlin");
        assertThat(codec.encodeText(message))
                .isEqualTo(
                        """
                        {"type":"idle","sessionId":"0195a8a0-1111-7000-8000-000000000001",\
                        "from":"2026-03-01T12:00:00Z","to":"2026-03-01T12:12:00Z","seconds":720,\
                        "timeZone":"Europe/Berlin"}\
                        """);
        assertThat(codec.decodeServerMessage(codec.encode(message))).isEqualTo(message);
        Idle.Waiting waiting =
                new Idle.Waiting(
                        List.of(stretch),
                        List.of(new Idle.Project(AGENT, "Moon")),
                        "Europe/Berlin");
        assertThat(codec.decodeIdleWaiting(codec.encode(waiting))).isEqualTo(waiting);
        Idle.Answer answer =
                new Idle.Answer(AGENT, NOON, NOON.plusSeconds(720), Idle.Decision.REASSIGN, AGENT);
        assertThat(new String(codec.encode(answer), StandardCharsets.UTF_8))
                .contains("\"decision\":\"reassign\"");
        assertThat(codec.decodeIdleAnswer(codec.encode(answer))).isEqualTo(answer);
        assertThatThrownBy(() -> new Idle.Stretch(AGENT, NOON, NOON, 0, null))
                .hasMessageContaining("to is '2026-03-01T12:00:00Z'; allowed is an instant after");
    }

    @Test
    void helloNamesWhatNotEveryAgentUnderstands() {
        Hello hello = new Hello(AGENT, "0.1.0", "Linux", NOON, List.of(IdleMessage.TYPE));
        assertThat(codec.encodeText(hello)).endsWith(",\"accepts\":[\"idle\"]}");
        Hello read = (Hello) codec.decodeAgentMessage(codec.encode(hello));
        assertThat(read).isEqualTo(hello);
        assertThat(read.isAccepted("idle")).isTrue();
        assertThat(read.isAccepted("dance")).isFalse();
        assertThat(new Hello(AGENT, "0.1.0", "Linux", NOON).isAccepted("idle")).isFalse();
        List<String> many = Collections.nCopies(17, "idle");
        assertThatThrownBy(() -> new Hello(AGENT, "0.1.0", "Linux", NOON, many))
                .hasMessageContaining("accepts is '17 elements'; allowed is at most 16");
    }

    @Test
    void readsWhyAServerRefused() {
        Refusal refusal =
                codec.decodeRefusal(
                        """
                        {"type":"urn:astir:problem:week-closed","title":"Conflict","status":409,\
                        "detail":"The week is approved.","week":"2026-02-23"}\
                        """
                                .getBytes(StandardCharsets.UTF_8));
        assertThat(refusal.is("week-closed")).isTrue();
        assertThat(refusal.is("agent-blocked")).isFalse();
        assertThat(refusal.text()).isEqualTo("The week is approved.");
        Refusal fields =
                codec.decodeRefusal(
                        """
                        {"type":"urn:astir:problem:invalid","detail":"See errors.","errors":\
                        [{"field":"to","message":"must be later, but is \\"now\\""}]}\
                        """
                                .getBytes(StandardCharsets.UTF_8));
        assertThat(fields.text()).isEqualTo("to must be later, but is \"now\"");
    }

    @Test
    void readsBackPolicyMessages() {
        PolicyMessage message = new PolicyMessage(POLICY, false);
        assertThat(codec.decodeServerMessage(codec.encode(message))).isEqualTo(message);
    }

    @Test
    void acceptsTypeBehindTheOtherFieldsAndUnknownFieldsOfAnyShape() {
        String message =
                """
                {"future":{"deep":[1,{"a":null}]},"state":"active","at":"2026-03-01T13:00:00+01:00",
                 "app":"vim","title":null,"more":[[]],"type":"state"}\
                """;
        assertThat(codec.decodeAgentMessage(message))
                .isEqualTo(new State(NOON, Activity.ACTIVE, "vim", null, null, null));
    }

    @Test
    void acceptsBatchBodyWithoutType() {
        assertThat(codec.decodeBatch(bytes("{\"batchId\":\"b\",\"spans\":[]}")))
                .isEqualTo(new Batch("b", List.of()));
    }

    @Test
    void putsBadSpansAsideAndKeepsTheOthers() {
        Batch batch =
                codec.decodeBatch(
                        bytes(
                                """
                                {"batchId":"b","spans":[
                                {"id":"ok","start":"2026-03-01T12:00:00Z","end":"2026-03-01T12:01:00Z","kind":"idle"},
                                {"id":"backwards","start":"2026-03-01T12:01:00Z","end":"2026-03-01T12:00:00Z","kind":"idle"},
                                {"id":"kind","start":"2026-03-01T12:01:00Z","end":"2026-03-01T12:02:00Z","kind":"asleep"},
                                {"start":[{}],"id":"start","end":"2026-03-01T12:02:00Z","kind":"idle"},
                                {"id":"endless","start":"2026-03-01T12:01:00Z","kind":"idle"}]}\
                                """));
        assertThat(batch.spans()).extracting(Span::id).containsExactly("ok");
        assertThat(batch.unreadable())
                .containsExactly(
                        new Rejection(
                                "backwards",
                                "spans[1].end is '2026-03-01T12:00:00Z'; allowed is an instant not"
                                        + " before start, 2026-03-01T12:01:00Z"),
                        new Rejection(
                                "kind",
                                "spans[2].kind is 'asleep'; allowed is active, idle, private"),
                        new Rejection("start", "spans[3].start is 'an array'; allowed is a string"),
                        new Rejection(
                                "endless",
                                "spans[4].end is missing; allowed is an ISO-8601 instant"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                                                   | ''         | empty
                    []                                                   | ''         | an array
                    {}                                                   | type       |
                    {"type":"sing"}                                      | type       | sing
                    {"type":7}                                           | type       | 7
                    {"type":"state","state":"active","at":"noon"}        | at         | noon
                    {"type":"state","state":"Active","at":"2026-03-01T12:00:00Z"} | state | Active
                    {"type":"hello","agentId":"1-1-1-1-1"}               | agentId    | 1-1-1-1-1
                    {"type":"hello","agentId":"0195a8a0-1111-7000-8000-000000000001","version":" ","os":"x","deviceTime":"2026-03-01T12:00:00Z"} | version | ' '
                    {"type":"batch","batchId":"b"}                       | spans      |
                    {"type":"batch","batchId":"b","spans":{}}            | spans      | an object
                    {"type":"batch","batchId":"b","spans":[3]}           | spans[0]   | 3
                    {"type":"batch","batchId":"b","spans":[{"kind":"idle"}]} | spans[0].id |
                    {"type":"batch","batchId":"b","spans":[null]}        | spans[0]   |
                    {"type":["batch"],"batchId":"b","spans":[]}          | type       | an array
                    {"type":"state","at":[60],"state":"idle"}            | at         | an array
                    {"at":[60],"state":"idle","type":"state"}            | at         | an array
                    {"type":"state","at":"2026-03-01T12:00:00Z","state":" idle"} | state | ' idle'
                    {"type":"state","at":"2026-03-01T12:00:00Z","state":1}       | state | 1
                    {"type":"state","at":"2026-03-01T12:00:00Z","state":"idle","app":7}    | app | 7
                    {"type":"state","at":"2026-03-01T12:00:00Z","state":"idle","app":true} | app | true
                    {"app":{},"type":"state","at":"2026-03-01T12:00:00Z","state":"idle"}   | app | an object
                    """)
    void namesFieldAndValueOfWhatBreaksTheProtocol(String message, String field, String value) {
        InvalidMessageException e =
                catchThrowableOfType(
                        InvalidMessageException.class, () -> codec.decodeAgentMessage(message));
        assertThat(e.field()).isEqualTo(field);
        assertThat(e.value()).isEqualTo(value);
        assertThat(e.allowed()).isNotBlank();
        assertThat(e).hasMessageContaining("; allowed is ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "yes"       | true       | 60         | captureTitles    | yes
                    "false"     | true       | 60         | captureTitles    | false
                    ""          | true       | 60         | captureTitles    | ''
                    0           | true       | 60         | captureTitles    | 0
                    null        | true       | 60         | captureTitles    |
                    true        | [true]     | 60         | introspection    | an array
                    true        | {}         | 60         | introspection    | an object
                    true        | true       | 60.7       | idleAfterSeconds | 60.7
                    true        | true       | 60.0       | idleAfterSeconds | 60.0
                    true        | true       | [60]       | idleAfterSeconds | an array
                    true        | true       | "60"       | idleAfterSeconds | 60
                    true        | true       | ""         | idleAfterSeconds | ''
                    true        | true       | true       | idleAfterSeconds | true
                    true        | true       | null       | idleAfterSeconds |
                    true        | true       | 2147483648 | idleAfterSeconds | 2147483648
                    """)
    void takesNoValueForOneOfAnotherType(
            String titles, String introspection, String idle, String field, String value) {
        String policy =
                """
                {"version":1,"captureTitles":%s,"introspection":%s,"neverCapture":[],
                "idleAfterSeconds":%s}\
                """
                        .formatted(titles, introspection, idle);
        // A late type is found only after the rest was read.
        for (String message :
                List.of(
                        "{\"type\":\"policy\",\"acknowledged\":true,\"policy\":" + policy + "}",
                        "{\"policy\":" + policy + ",\"acknowledged\":true,\"type\":\"policy\"}")) {
            InvalidMessageException e =
                    catchThrowableOfType(
                            InvalidMessageException.class,
                            () -> codec.decodeServerMessage(message));
            assertThat(e.field()).isEqualTo("policy." + field);
            assertThat(e.value()).isEqualTo(value);
            assertThat(e.allowed())
                    .isEqualTo(
                            field.equals("idleAfterSeconds")
                                    ? "a whole number up to 2147483647"
                                    : "true or false");
        }
    }

    @Test
    void namesWhatIsMissingInAPolicy() {
        assertThatThrownBy(() ->
                        codec.decodePolicyOffer(
                                bytes(
                                        """
                                        {"version":1,"text":"t","settings":{"version":1,
                                        "captureTitles":false,"neverCapture":[],
                                        "idleAfterSeconds":60}}\
                                        """)))
                .hasMessage("settings.introspection is missing; allowed is true or false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batchId\":\"b\",\"spans\":[]}garbage",
                "{\"batchId\":\"b\",\"spans\":[]}]",
                "{\"batchId\":\"b\",\"spans\":[]",
                "{\"batchId\":\"a\",\"batchId\":\"b\",\"spans\":[]}",
                "{\"batchId\":\"b\",\"spans\":[],\"new\":{\"x\":1,\"x\":2}}",
                "{\"batchId\":\"b\",\"spans\":[{\"id\":\"s\",\"id\":\"t\"}]}",
                "{'batchId':'b','spans':[]}",
                "{\"batchId\":\"b\",\"spans\":[],}"
            })
    void refusesWhatIsNotOneValidObject(String document) {
        InvalidMessageException e =
                catchThrowableOfType(
                        InvalidMessageException.class, () -> codec.decodeBatch(bytes(document)));
        assertThat(e.field()).isEmpty();
        assertThat(e.allowed()).isEqualTo("one valid object");
    }

    @Test
    void refusesAnotherMessageWhereABatchMustCome() {
        assertThatThrownBy(() -> codec.decodeBatch(bytes("{\"type\":\"hello\"}")))
                .hasMessage("type is 'hello'; allowed is batch");
        assertThatThrownBy(() ->
                        codec.decodeBatch(bytes("{\"type\":[],\"batchId\":\"b\",\"spans\":[]}")))
                .hasMessage("type is 'an array'; allowed is a string");
    }

    @Test
    void putsSpansOfWrongTypesAside() {
        Batch batch =
                codec.decodeBatch(
                        bytes(
                                """
                                {"spans":[
                                {"id":"number","start":"2026-03-01T12:00:00Z","end":"2026-03-01T12:01:00Z","kind":"idle","app":7},
                                {"id":"null","start":null,"end":"2026-03-01T12:01:00Z","kind":"idle"},
                                {"id":"long","start":"2026-03-01T12:00:00Z","end":"2026-03-01T12:01:00Z","kind":"idle","site":"%s"},
                                {"id":"ok","start":"2026-03-01T12:00:00Z","end":"2026-03-01T12:01:00Z","kind":"idle","new":{}}],
                                "batchId":"b"}\
                                """
                                        .formatted("x".repeat(257))));
        assertThat(batch.spans()).extracting(Span::id).containsExactly("ok");
        assertThat(batch.unreadable())
                .containsExactly(
                        new Rejection("number", "spans[0].app is '7'; allowed is a string"),
                        new Rejection(
                                "null",
                                "spans[1].start is missing; allowed is an ISO-8601 instant"),
                        new Rejection(
                                "long",
                                "spans[2].site is '"
                                        + "x".repeat(80)
                                        + "…'; allowed is at most 256 characters"));
    }

    @Test
    void namesTheFieldInsideAPolicy() {
        String message =
                """
                {"type":"welcome","serverTime":"2026-03-01T12:00:00Z","acknowledged":true,"policy":
                {"version":1,"captureTitles":false,"introspection":false,"neverCapture":[],
                "idleAfterSeconds":0}}\
                """;
        assertThatThrownBy(() -> codec.decodeServerMessage(message))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessage("policy.idleAfterSeconds is '0'; allowed is 1 to 86400");
    }

    @Test
    void refusesTooManySpansTooManyBytesAndASecondValue() {
        StringBuilder spans = new StringBuilder("{\"batchId\":\"b\",\"spans\":[");
        for (int i = 0; i <= Batch.MAX_SPANS; i++) {
            spans.append(i == 0 ? "" : ",")
                    .append("{\"id\":\"")
                    .append(i)
                    .append("\",\"start\":\"2026-03-01T12:00:00Z\",")
                    .append("\"end\":\"2026-03-01T12:00:00Z\",\"kind\":\"idle\"}");
        }
        assertThatThrownBy(() -> codec.decodeBatch(bytes(spans + "]}")))
                .hasMessage("spans is 'more elements'; allowed is at most 500 elements");
        assertThatThrownBy(() -> codec.decodeBatch(new byte[MessageCodec.MAX_MESSAGE_BYTES + 1]))
                .hasMessageContaining("at most 1048576 bytes");
        assertThatThrownBy(() -> codec.decodeBatch(bytes("{\"batchId\":\"b\",\"spans\":[]}{}")))
                .hasMessageContaining("more than one value");
    }

    @Test
    void neverRepeatsTokensAndKeys() {
        String secret = "s3cret".repeat(100);
        assertThatThrownBy(() -> new PolicyRequest(secret)).hasMessageNotContaining("s3cret");
        assertThat(new EnrolRequest("s3cret", "desk", "Linux", 1).toString())
                .doesNotContain("s3cret");
        assertThat(new Enrolled(AGENT, "s3cret").toString()).doesNotContain("s3cret");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
