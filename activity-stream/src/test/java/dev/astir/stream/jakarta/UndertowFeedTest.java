package dev.astir.stream.jakarta;

import jakarta.servlet.ServletContext;
import java.util.function.Consumer;

class UndertowFeedTest extends FeedEndpointsContractTest {
    @Override
    ServletContainer start(Consumer<ServletContext> application) throws Exception {
        return UndertowContainer.start(application);
    }
}
