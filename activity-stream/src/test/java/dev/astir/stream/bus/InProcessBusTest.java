package dev.astir.stream.bus;

class InProcessBusTest extends FeedBusContractTest {
    private final InProcessBus bus = new InProcessBus();

    @Override
    protected FeedBus node() {
        return bus;
    }
}
