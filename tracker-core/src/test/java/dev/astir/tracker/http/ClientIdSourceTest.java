package dev.astir.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientIdSourceTest {

    @Test
    void knowsWhetherAnIdIsFound() {
        assertThat(ClientIdSource.isFound(null)).isFalse();
        assertThat(ClientIdSource.isFound(Optional.empty())).isFalse();
        assertThat(ClientIdSource.isFound(Optional.of(""))).isFalse();
        assertThat(ClientIdSource.isFound(Optional.of(" "))).isTrue();
    }
}
