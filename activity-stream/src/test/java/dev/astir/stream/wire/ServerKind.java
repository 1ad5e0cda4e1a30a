package dev.astir.stream.wire;

import dev.astir.stream.feed.LiveServer;
import dev.astir.stream.jakarta.FeedServer;
import dev.astir.stream.jakarta.JettyContainer;
import dev.astir.stream.jakarta.TomcatContainer;
import dev.astir.stream.jakarta.UndertowContainer;
import dev.astir.stream.micronaut.TestServer;
import dev.astir.stream.rest.FeedRest;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Where the endpoints run. */
enum ServerKind {
    MICRONAUT {
        @Override
        LiveServer start(Duration downloadPatience) {
            // Told to go at once: a test that restarts it is not about the time that takes.
            return new TestServer(
                    Map.of(
                            "astir.stream.drain",
                            "0s",
                            "astir.stream.rest-path",
                            "/api/activities",
                            TestServer.DOWNLOAD_PATIENCE,
                            downloadPatience,
                            "astir.stream.allowed-origins",
                            List.of("https://listed.example")));
        }
    },
    TOMCAT {
        @Override
        LiveServer start(Duration downloadPatience) throws Exception {
            return new FeedServer(TomcatContainer::start, downloadPatience);
        }
    },
    JETTY {
        @Override
        LiveServer start(Duration downloadPatience) throws Exception {
            return new FeedServer(JettyContainer::start, downloadPatience);
        }
    },
    UNDERTOW {
        @Override
        LiveServer start(Duration downloadPatience) throws Exception {
            return new FeedServer(UndertowContainer::start, downloadPatience);
        }
    };

    final LiveServer start() throws Exception {
        return start(FeedRest.DEFAULT_DOWNLOAD_PATIENCE);
    }

    /** Starts it; whoever takes nothing of a file for so long is cut. */
    abstract LiveServer start(Duration downloadPatience) throws Exception;
}
