package dev.astir.tracker.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.DataRejectedException;
import dev.astir.tracker.TrackerException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStatesTest {

    /** Whether or not the key of a row is long. */
    @ParameterizedTest
    @ValueSource(strings = {"21000", "22001", "22008", "22021", "23502", "23503", "23505", "23514"})
    void blamesTheData(String state) {
        for (boolean longKey : new boolean[] {false, true}) {
            assertThat(exception(state, longKey))
                    .isExactlyInstanceOf(DataRejectedException.class)
                    .hasMessage("Could not write: as PostgreSQL says");
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "", "08006", "25006", "40001", "40P01", "42501", "42P01", "53100", "53200", "53300",
                "54001", "54011", "54023", "55P03", "57014", "57P01", "57P03", "58030", "XX000"
            })
    void blamesTheDatabase(String state) {
        for (boolean longKey : new boolean[] {false, true}) {
            assertThat(exception(state, longKey))
                    .isExactlyInstanceOf(TrackerException.class)
                    .hasMessage("Could not write");
        }
    }

    /** A database without transaction ids that are left says the same of every row. */
    @ParameterizedTest
    @CsvSource({"true, DataRejectedException", "false, TrackerException"})
    void blamesTheDataForALimitOnlyWhereAKeyIsLong(boolean longKey, String expected) {
        assertThat(exception("54000", longKey).getClass().getSimpleName()).isEqualTo(expected);
    }

    @Test
    void measuresKeysByTheBytesOfAllTheirColumns() {
        assertThat(SqlStates.isLongKey("a".repeat(1_000))).isFalse();
        assertThat(SqlStates.isLongKey("a".repeat(999), "b")).isFalse();
        assertThat(SqlStates.isLongKey("a".repeat(1_000), "b")).isTrue();
        assertThat(SqlStates.isLongKey("\u4e00".repeat(333), "b")).isFalse();
        assertThat(SqlStates.isLongKey("\u4e00".repeat(334))).isTrue();
    }

    private static TrackerException exception(String state, boolean longKey) {
        SQLException cause = new SQLException("as PostgreSQL says", state);
        return SqlStates.exception("Could not write", cause, () -> longKey);
    }
}
