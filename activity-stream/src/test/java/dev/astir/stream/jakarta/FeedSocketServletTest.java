package dev.astir.stream.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.feed.EventSourceClient;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("newest-java")
class FeedSocketServletTest {
    @Test
    void saysThatItsAddressIsAWebSocket() throws Exception {
        try (FeedServer server = new FeedServer(TomcatContainer::start);
                EventSourceClient plain =
                        new EventSourceClient(server.http("/api/live"), Map.of())) {
            assertThat(plain.response().statusCode()).isEqualTo(426);
            assertThat(plain.response().headers().firstValue("Upgrade")).hasValue("websocket");
        }
    }
}
