package dev.astir.app.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.platform.DatabaseQuestion.Answer;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With connections that answer when they are told to, or never. */
class DatabaseQuestionTest {

    private static final Duration NONE = Duration.ZERO;
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final ExecutorService threads =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void oneThatAnswersIsAskedAlone() throws Exception {
        Fake known = Fake.answering();

        Answer answer = question(System::nanoTime, LONG, LONG).ask(known.connection());

        assertThat(answer).isEqualTo(new Answer(known.connection(), null));
        assertThat(known.isEnded()).isFalse();
    }

    @Test
    void aSecondOneAnswersForOneThatIsSilent() throws Exception {
        Fake known = Fake.silent();
        Fake fresh = Fake.answering();

        Answer answer = question(System::nanoTime, NONE, LONG, fresh).ask(known.connection());

        assertThat(answer).isEqualTo(new Answer(fresh.connection(), null));
        assertThat(known.isEnded()).as("nobody hears it any more").isTrue();
        assertThat(fresh.isEnded()).isFalse();
    }

    @Test
    void theFirstMayStillAnswerWhileTheSecondIsAsked() throws Exception {
        Fake known = Fake.silent();
        Fake fresh = Fake.silent();
        fresh.whenAsked(known::answer);

        Answer answer = question(System::nanoTime, NONE, LONG, fresh).ask(known.connection());

        assertThat(answer).isEqualTo(new Answer(known.connection(), null));
        assertThat(fresh.isEnded()).isTrue();
    }

    @Test
    void whenNobodyAnswersTheDatabaseIsSilent() throws Exception {
        Fake known = Fake.silent();

        Answer answer =
                question(() -> 0, NONE, SHORT, Fake.silent(), Fake.answering())
                        .ask(known.connection());

        assertThat(answer.silence()).startsWith("no answer within");
        assertThat(answer.connection()).isNull();
        assertThat(known.isEnded()).isTrue();
    }

    /** Of a clock that has jumped each time when it is looked at. */
    @Test
    void whatThisProcessSleptThroughIsNoSilence() throws Exception {
        AtomicLong now = new AtomicLong();
        LongSupplier jumping = () -> now.getAndAdd(Duration.ofMinutes(10).toNanos());
        Fake awake = Fake.answering();

        Answer answer =
                question(jumping, LONG, SHORT, Fake.silent(), awake)
                        .ask(Fake.failing("08006").connection());

        assertThat(answer).isEqualTo(new Answer(awake.connection(), null));
    }

    @Test
    void aSleepIsExcusedOnce() throws Exception {
        AtomicLong now = new AtomicLong();
        LongSupplier jumping = () -> now.getAndAdd(LONG.toNanos());

        Answer answer =
                question(jumping, SHORT, SHORT, Fake.silent(), Fake.silent(), Fake.answering())
                        .ask(null);

        assertThat(answer.silence()).startsWith("no answer within");
    }

    @Test
    void whoRefusesWithReasonsAnswers() throws Exception {
        Answer full = question(System::nanoTime, LONG, LONG, Fake.failing("53300")).ask(null);
        Answer starting = question(System::nanoTime, LONG, LONG, Fake.failing("57P03")).ask(null);

        assertThat(full).isEqualTo(new Answer(null, null));
        assertThat(starting.silence()).isEqualTo("refused with 57P03");
    }

    private DatabaseQuestion question(
            LongSupplier nanoTime, Duration doubt, Duration patience, Fake... fresh) {
        Deque<Fake> next = new ConcurrentLinkedDeque<>(List.of(fresh));
        return new DatabaseQuestion(
                () -> next.removeFirst().connection(), threads, nanoTime, doubt, patience);
    }

    /** A connection that can be asked, and ended. */
    private static final class Fake {

        private final CountDownLatch answered = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);
        private final String state;
        private final Connection connection =
                fake(
                        Connection.class,
                        name ->
                                switch (name) {
                                    case "createStatement" -> statement();
                                    case "abort" -> ended();
                                    default -> null;
                                });
        private volatile Runnable whenAsked = () -> {};

        private Fake(String state) {
            this.state = state;
        }

        static Fake silent() {
            return new Fake(null);
        }

        static Fake answering() {
            Fake fake = silent();
            fake.answer();
            return fake;
        }

        static Fake failing(String state) {
            return new Fake(state);
        }

        Connection connection() {
            return connection;
        }

        void answer() {
            answered.countDown();
        }

        void whenAsked(Runnable then) {
            whenAsked = then;
        }

        boolean isEnded() {
            return ended.getCount() == 0;
        }

        private Object ended() {
            ended.countDown();
            return null;
        }

        private Statement statement() {
            return fake(Statement.class, name -> name.equals("executeQuery") ? row() : null);
        }

        private ResultSet row() throws SQLException, InterruptedException {
            whenAsked.run();
            if (state != null) {
                throw new SQLException("refused with " + state, state);
            }
            answered.await();
            return fake(ResultSet.class, name -> name.equals("next") ? true : null);
        }

        private static <T> T fake(Class<T> type, Method method) {
            return type.cast(
                    Proxy.newProxyInstance(
                            type.getClassLoader(),
                            new Class<?>[] {type},
                            (proxy, called, arguments) ->
                                    switch (called.getName()) {
                                        case "equals" -> proxy == arguments[0];
                                        case "hashCode" -> System.identityHashCode(proxy);
                                        case "toString" -> "a fake";
                                        default -> method.call(called.getName());
                                    }));
        }

        private interface Method {
            Object call(String name) throws Exception;
        }
    }
}
