package dev.astir.app.presence;

import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The table, in an app that lets nothing expire by itself. */
class PostgresPresenceStoreTest extends PresenceStoreContractTest {

    private static TestApp quiet;

    @BeforeAll
    static void start() {
        quiet = TestApp.start(Map.of(), List.of(PresenceTime.standsStill()));
    }

    @AfterAll
    static void stop() throws IOException {
        quiet.close();
    }

    @Override
    Person registered() {
        return quiet.registerOrganization();
    }

    @Override
    DeviceConnection device(Person person) {
        return new DeviceConnection(
                person.organizationId(),
                person.userId(),
                TestAgent.enrol(quiet, person).agentId(),
                UUID.randomUUID());
    }

    @Override
    PresenceStore node() {
        return quiet.bean(PresenceStore.class);
    }

    @Override
    void pass(Duration time, List<DeviceConnection> devices) {
        PresenceTime.inDatabase(quiet).pass(time, devices);
    }
}
