package dev.astir.tracker.servlet;

final class UndertowFilterTest extends FilterContainerTest implements Http2Contract {
    @Override
    public ServletContainer start(TestApplication application) throws Exception {
        return UndertowContainer.start(application);
    }
}
