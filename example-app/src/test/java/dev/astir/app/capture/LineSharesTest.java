package dev.astir.app.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.devices.AgentStatus;
import dev.astir.app.devices.Device;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LineSharesTest {

    private final UUID organization = UUID.randomUUID();
    private final UUID ada = UUID.randomUUID();
    private final LineShares shares = new LineShares();
    private final List<String> closed = new ArrayList<>();

    private AgentLine open(UUID person, UUID device, String name) {
        AgentLine line =
                new AgentLine(
                        new Device(device, organization, person, AgentStatus.ACTIVE, 0),
                        null,
                        null,
                        null,
                        new AgentLine.Peer() {
                            @Override
                            public void send(byte[] message) {}

                            @Override
                            public void ping() {}

                            @Override
                            public void close(int code, String reason) {
                                closed.add(name + " " + code);
                            }
                        },
                        task -> {},
                        (delay, task) -> {},
                        Clock.systemUTC(),
                        new LineSilence(new LineTime()),
                        new UnfinishedMessages(Long.MAX_VALUE));
        shares.add(line);
        return line;
    }

    @Test
    void theOldestOfADeviceEnds() {
        UUID device = UUID.randomUUID();
        for (int i = 0; i < LineShares.MOST_OF_DEVICE; i++) {
            open(ada, device, "line-" + i);
        }
        assertThat(closed).isEmpty();

        open(ada, device, "next");

        assertThat(closed).containsExactly("line-0 4008");
    }

    @Test
    void theOldestOfAPersonEnds() {
        for (int i = 0; i < LineShares.MOST_OF_PERSON; i++) {
            open(ada, UUID.randomUUID(), "line-" + i);
        }
        open(UUID.randomUUID(), UUID.randomUUID(), "another's");
        assertThat(closed).isEmpty();

        open(ada, UUID.randomUUID(), "next");

        assertThat(closed).containsExactly("line-0 4008");
    }

    @Test
    void whatEndedCountsNoMore() {
        UUID device = UUID.randomUUID();
        for (int i = 0; i < 2 * LineShares.MOST_OF_PERSON; i++) {
            shares.remove(open(ada, device, "line-" + i));
        }

        assertThat(closed).isEmpty();
    }
}
