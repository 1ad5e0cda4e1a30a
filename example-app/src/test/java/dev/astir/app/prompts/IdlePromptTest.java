package dev.astir.app.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.devices.AgentStatus;
import dev.astir.app.devices.Device;
import dev.astir.protocol.AgentMessage.Activity;
import dev.astir.protocol.AgentMessage.Batch;
import dev.astir.protocol.AgentMessage.State;
import dev.astir.protocol.ServerMessage.Ack;
import dev.astir.protocol.ServerMessage.IdleMessage;
import dev.astir.protocol.ServerMessage.Welcome;
import dev.astir.protocol.Span;
import dev.astir.protocol.client.AgentConnection;
import dev.astir.protocol.client.AgentListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who is told that somebody is back, and how often, by the agent's own client. */
class IdlePromptTest extends AppTest {

    private final Away away = new Away(app());

    @Test
    void whoIsBackIsToldOnceAndAtOnce() throws Exception {
        try (Line desk = new Line(away.desk, IdleMessage.TYPE)) {
            desk.says(Activity.IDLE);
            Instant half = away.left.plusSeconds(400);
            assertThat(desk.sends(away.before(), Away.span(away.left, half, Span.Kind.IDLE)))
                    .isEmpty();
            desk.says(Activity.ACTIVE);
            Span rest = Away.span(half, away.back, Span.Kind.IDLE);

            // Before any work of afterwards has come.
            List<IdleMessage> told = desk.sends(rest);

            assertThat(told).hasSize(1);
            IdleMessage message = told.getFirst();
            assertThat(message.from()).isEqualTo(away.left);
            assertThat(message.to()).isEqualTo(away.back);
            assertThat(message.seconds()).isEqualTo(Away.SECONDS);
            assertThat(message.timeZone()).isEqualTo(away.zone);
            assertThat(message.projectId()).isNull();
            assertThat(message.sessionId().toString())
                    .isEqualTo(
                            away.emil
                                    .api()
                                    .get("/api/sessions/active")
                                    .json()
                                    .at("/items/0/id")
                                    .asText());
            assertThat(desk.sends(away.after())).isEmpty();
            assertThat(desk.sends(rest)).isEmpty();
        }
        try (Line again = new Line(away.desk, IdleMessage.TYPE)) {
            again.says(Activity.ACTIVE);
            assertThat(again.sends(away.away(), away.after())).isEmpty();
        }
    }

    @Test
    void eachAbsenceIsToldWhicheverWayItComesToKnowledge() throws Exception {
        try (Line desk = new Line(away.desk, IdleMessage.TYPE)) {
            // All of it at once, as after hours without a connection, and nobody says who is there.
            Instant second = away.back.minusSeconds(360);
            List<IdleMessage> told =
                    desk.sends(
                            away.before(),
                            Away.span(away.left, second, Span.Kind.IDLE),
                            Away.span(second, second.plusSeconds(5), Span.Kind.PRIVATE),
                            Away.span(second.plusSeconds(5), away.back, Span.Kind.IDLE),
                            away.after());
            assertThat(told).extracting(IdleMessage::seconds).containsExactly(360L, 355L);

            // Shorter than the organization asks about.
            Instant end = away.back.plusSeconds(120);
            assertThat(
                            desk.sends(
                                    Away.span(end, end.plusSeconds(30), Span.Kind.IDLE),
                                    Away.span(
                                            end.plusSeconds(30),
                                            end.plusSeconds(40),
                                            Span.Kind.ACTIVE)))
                    .isEmpty();
        }
    }

    @Test
    void anOlderAgentHearsNothingAndTakesNothingAway() throws Exception {
        TestAgent.Enrolled laptop = TestAgent.enrol(app(), away.emil);
        try (Line old = new Line(away.desk);
                Line newer = new Line(laptop, "dance", IdleMessage.TYPE)) {
            assertThat(old.sends(away.before(), away.away(), away.after())).isEmpty();

            Instant end = away.back.plusSeconds(120);
            assertThat(newer.sends(Away.span(end, end.plusSeconds(9), Span.Kind.ACTIVE)))
                    .extracting(IdleMessage::from)
                    .containsExactly(away.left);
        }
    }

    @Test
    void ofTwoDevicesTheOneTellsAtWhichThePersonIs() throws Exception {
        TestAgent.Enrolled laptop = TestAgent.enrol(app(), away.emil);
        try (Line desk = new Line(away.desk, IdleMessage.TYPE);
                Line lap = new Line(laptop, IdleMessage.TYPE)) {
            desk.says(Activity.IDLE);
            lap.says(Activity.IDLE);
            assertThat(desk.sends(away.before(), away.away())).isEmpty();
            assertThat(lap.sends(away.away())).isEmpty();

            lap.says(Activity.ACTIVE);
            assertThat(lap.sends(away.after())).hasSize(1);

            desk.says(Activity.ACTIVE);
            assertThat(desk.sends(away.after())).isEmpty();
        }
    }

    @Test
    void whoWorkedAtAnotherDeviceWasNotAway() throws Exception {
        TestAgent.Enrolled laptop = TestAgent.enrol(app(), away.emil);
        try (Line desk = new Line(away.desk, IdleMessage.TYPE);
                Line lap = new Line(laptop, IdleMessage.TYPE)) {
            lap.says(Activity.ACTIVE);
            assertThat(lap.sends(Away.span(away.left, away.back, Span.Kind.ACTIVE))).isEmpty();
            desk.says(Activity.ACTIVE);
            assertThat(desk.sends(away.before(), away.away(), away.after())).isEmpty();
        }
    }

    @Test
    void withoutASessionThatRunsNobodyIsTold() throws Exception {
        Away without = new Away(app(), false);
        try (Line desk = new Line(without, without.desk, IdleMessage.TYPE)) {
            desk.says(Activity.ACTIVE);
            assertThat(desk.sends(without.before(), without.away(), without.after())).isEmpty();
        }
        try (Line desk = new Line(away.desk, IdleMessage.TYPE)) {
            assertThat(desk.sends(away.before())).isEmpty();
            String session =
                    away.emil.api().get("/api/sessions/active").json().at("/items/0/id").asText();
            away.emil.api().post("/api/sessions/" + session + "/stop").expect(200);
            desk.says(Activity.ACTIVE);
            assertThat(desk.sends(away.away(), away.after())).isEmpty();
        }
    }

    @Test
    void ofManyWhoAskAtOnceOneTells() throws Exception {
        away.uploads(away.desk, away.before(), away.away(), away.after());
        List<Callable<List<IdleMessage>>> asking = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Device device = device(away.emil);
            asking.add(() -> app().bean(Prompts.class).due(device, true));
        }
        List<IdleMessage> told = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<IdleMessage>> each : threads.invokeAll(asking)) {
                told.addAll(each.get());
            }
        }
        assertThat(told).extracting(IdleMessage::from).containsExactly(away.left);
    }

    private static Device device(Person person) {
        return new Device(
                UUID.randomUUID(), person.organizationId(), person.userId(), AgentStatus.ACTIVE, 0);
    }

    /** An agent's connection, and what it hears. */
    private final class Line implements AgentListener, AutoCloseable {

        private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        private final Person person;
        private final AgentConnection connection;

        Line(TestAgent.Enrolled device, String... accepts) throws InterruptedException {
            this(away, device, accepts);
        }

        Line(Away of, TestAgent.Enrolled device, String... accepts) throws InterruptedException {
            person = of.emil;
            connection =
                    AgentConnection.builder(app().uri(), device.agentId(), device.agentKey())
                            .accepts(accepts)
                            .listener(this)
                            .build();
            connection.start();
            assertThat(next()).isInstanceOf(Welcome.class);
        }

        /** Says what its person does; it is heard before anything that is sent next. */
        void says(Activity activity) {
            connection.publish(new State(Instant.now(), activity, null, null, null, null));
            await().untilAsserted(() ->
                    assertThat(
                                    app().api()
                                            .with("Authorization", "Bearer " + person.accessToken())
                                            .get("/api/presence")
                                            .json()
                                            .get("items")
                                            .findValuesAsText("state"))
                            .contains(activity.wireName()));
        }

        /** What is told before the next batch is answered. */
        List<IdleMessage> sends(Span... spans) throws InterruptedException {
            assertThat(connection.send(batch(spans))).isTrue();
            assertThat(((Ack) next()).rejected()).isEmpty();
            assertThat(connection.send(batch())).isTrue();
            List<IdleMessage> told = new ArrayList<>();
            Object message = next();
            while (message instanceof IdleMessage idle) {
                told.add(idle);
                message = next();
            }
            assertThat(message).isInstanceOf(Ack.class);
            return told;
        }

        private static Batch batch(Span... spans) {
            return new Batch(UUID.randomUUID().toString(), List.of(spans));
        }

        private Object next() throws InterruptedException {
            Object message = heard.poll(60, TimeUnit.SECONDS);
            assertThat(message).as("a message within 60 s").isNotNull();
            return message;
        }

        @Override
        public void welcomed(Welcome welcome) {
            heard.add(welcome);
        }

        @Override
        public void acknowledged(Ack ack) {
            heard.add(ack);
        }

        @Override
        public void idleEnded(IdleMessage message) {
            heard.add(message);
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
