package dev.astir.app.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.AppTest;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogsTest extends AppTest {

    @Test
    void whatWaitsIsANumberOnceItWasCounted() {
        app().bean(Backlogs.class).count();

        List<String> metrics = app().api().get("/metrics").expect(200).body().lines().toList();

        for (Backlog each : app().beans(Backlog.class)) {
            String name = each.name().replace('.', '_') + " ";
            assertThat(metrics)
                    .as(name)
                    .anyMatch(line -> line.startsWith(name) && line.matches(".* [0-9.E]+"));
        }
    }
}
