package dev.astir.tracker.servlet;

final class JettyFilterTest extends FilterContainerTest {
    @Override
    public ServletContainer start(TestApplication application) throws Exception {
        return JettyContainer.start(application);
    }
}
