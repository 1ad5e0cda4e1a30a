package dev.astir.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ApiTest {

    private static final int PEOPLE = 12;

    private final List<Thread> people = new ArrayList<>();
    private final AtomicInteger signingIn = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Test
    void peopleSignInOneAfterAnother() throws Exception {
        Set<Integer> answers = ConcurrentHashMap.newKeySet();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/auth/login", this::refuse);
        try (ExecutorService answering = Executors.newCachedThreadPool();
                Api api =
                        new Api(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))) {
            server.setExecutor(answering);
            server.start();
            for (int i = 0; i < PEOPLE; i++) {
                String email = i + "@demo.example";
                people.add(new Thread(() -> answers.add(api.signIn(email, "secret").status())));
            }

            people.forEach(Thread::start);

            for (Thread person : people) {
                person.join();
            }
            server.stop(0);
        }
        assertThat(answers).containsExactly(401);
        assertThat(most).hasValue(1);
    }

    private void refuse(HttpExchange exchange) throws IOException {
        most.accumulateAndGet(signingIn.incrementAndGet(), Math::max);
        // By then all others have asked, or wait for their turn.
        while (people.stream().anyMatch(ApiTest::isOnTheWay)) {
            Thread.onSpinWait();
        }
        signingIn.decrementAndGet();
        exchange.sendResponseHeaders(401, -1);
        exchange.close();
    }

    private static boolean isOnTheWay(Thread person) {
        return switch (person.getState()) {
            case NEW, RUNNABLE, BLOCKED -> true;
            case WAITING, TIMED_WAITING, TERMINATED -> false;
        };
    }
}
