package dev.astir.tracker.servlet;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class TomcatFilterTest extends FilterContainerTest implements Http2Contract {
    @TempDir private static Path directory;

    @Override
    public ServletContainer start(TestApplication application) throws Exception {
        return TomcatContainer.start(application, Files.createTempDirectory(directory, "tomcat"));
    }
}
