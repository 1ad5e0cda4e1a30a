package dev.astir.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyTest {

    @Test
    void strictestTakesNoMoreThanBothAllow() {
        Policy agreed = new Policy(1, true, false, List.of("KeePassXC", "Signal"), 300);
        Policy offered = new Policy(2, false, true, List.of("signal", "Thunderbird"), 60);
        assertThat(agreed.strictest(offered))
                .isEqualTo(
                        new Policy(
                                2,
                                false,
                                false,
                                List.of("KeePassXC", "Signal", "Thunderbird"),
                                300));
        assertThat(offered.strictest(agreed).idleAfterSeconds()).isEqualTo(300);
    }

    @Test
    void namesTheSettingThatIsOutOfBounds() {
        assertThatThrownBy(() -> new Policy(0, false, false, List.of(), 300))
                .hasMessageStartingWith("version is '0'; allowed is 1 to ");
        assertThatThrownBy(() -> new Policy(1, false, false, List.of(), 86_401))
                .hasMessage("idleAfterSeconds is '86401'; allowed is 1 to 86400");
    }
}
