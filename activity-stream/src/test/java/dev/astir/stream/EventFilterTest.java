package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventFilterTest {
    @Test
    void readsAFilterFromAQueryString() {
        EventFilter filter =
                EventFilter.fromQuery(
                        Map.of(
                                "type", List.of("task.*", "user.left"),
                                "actor", List.of("alice"),
                                "q", List.of("login bug"),
                                "important", List.of("true"),
                                "from", List.of("2026-01-01T00:00:00+01:00"),
                                "limit", List.of("50")));

        assertThat(filter)
                .isEqualTo(
                        EventFilter.types("task.*", "user.left")
                                .actor("alice")
                                .text("login bug")
                                .important(true)
                                .between(Instant.parse("2025-12-31T23:00:00Z"), null));
    }

    @Test
    void namesTheFieldTheValueAndWhatIsAllowed() {
        assertThatThrownBy(() -> EventFilter.fromQuery(Map.of("important", List.of("maybe"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("important: \"maybe\" is not allowed; expected true or false");
        assertThatThrownBy(() -> EventFilter.fromQuery(Map.of("from", List.of("yesterday"))))
                .hasMessageContaining("from")
                .hasMessageContaining("yesterday");
        assertThatThrownBy(() -> EventFilter.types("task.%")).hasMessageContaining("task.%");
        assertThatThrownBy(() -> EventFilter.types("*.created")).hasMessageContaining("*.created");
        assertThatThrownBy(() ->
                        EventFilter.types(Collections.nCopies(101, "a").toArray(String[]::new)))
                .hasMessageContaining("101");
    }

    @Test
    void boundsASearchInCharactersAndInWords() {
        String most = "w ".repeat(32).strip();

        assertThat(EventFilter.all().text(most).query()).isEqualTo(most);
        assertThatThrownBy(() -> EventFilter.fromQuery(Map.of("q", List.of(most + " x"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("q: \"w w w")
                .hasMessageContaining("at most 32 words");
        assertThatThrownBy(() -> EventFilter.all().text("x".repeat(201)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("at most 200 characters");
    }

    @Test
    void filtersThatDifferInOneFieldShareTheOthers() {
        EventFilter filter = EventFilter.all().entityId("a", "b");

        assertThat(filter.text("x").entityIds()).isSameAs(filter.entityIds());
    }

    @Test
    void aStarStandsForAnyDeeperType() {
        EventFilter filter = EventFilter.types("task.*");

        assertThat(filter.matches(ActivityEvent.builder("task.created").build())).isTrue();
        assertThat(filter.matches(ActivityEvent.builder("task.a.b").build())).isTrue();
        assertThat(filter.matches(ActivityEvent.builder("task").build())).isFalse();
        assertThat(filter.matches(ActivityEvent.builder("tasks.created").build())).isFalse();
    }
}
