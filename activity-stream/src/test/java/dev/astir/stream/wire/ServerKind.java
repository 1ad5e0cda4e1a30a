package dev.astir.stream.wire;

import dev.astir.stream.feed.LiveServer;
import dev.astir.stream.jakarta.FeedServer;
import dev.astir.stream.jakarta.JettyContainer;
import dev.astir.stream.jakarta.TomcatContainer;
import dev.astir.stream.jakarta.UndertowContainer;
import dev.astir.stream.micronaut.TestServer;
import java.util.List;
import java.util.Map;

/** Where the endpoints run. */
enum ServerKind {
    MICRONAUT {
        @Override
        LiveServer start() {
            // Told to go at once: a test that restarts it is not about the time that takes.
            return new TestServer(
                    Map.of(
                            "astir.stream.drain",
                            "0s",
                            "astir.stream.allowed-origins",
                            List.of("https://listed.example")));
        }
    },
    TOMCAT {
        @Override
        LiveServer start() throws Exception {
            return new FeedServer(TomcatContainer::start);
        }
    },
    JETTY {
        @Override
        LiveServer start() throws Exception {
            return new FeedServer(JettyContainer::start);
        }
    },
    UNDERTOW {
        @Override
        LiveServer start() throws Exception {
            return new FeedServer(UndertowContainer::start);
        }
    };

    abstract LiveServer start() throws Exception;
}
