package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.stream.feed.EventJson;
import dev.astir.stream.feed.MediaJson;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaLinkTest {
    private static final MediaLink PICTURE =
            new MediaLink(
                    "https://files.example/a.png", "image/png", "A \"screen\"</script>\u0000");

    @Test
    void isStoredWithItsEventAndReadFromAPage() {
        try (TestDatabase database = TestDatabase.migrated();
                ActivityStream stream = ActivityStream.of(database.owner())) {
            ActivityEvent event =
                    ActivityEvent.builder("a.b")
                            .media(List.of(PICTURE, MediaLink.of("/films/1", "video/mp4")))
                            .build()
                            .withCounts(Map.of("👍", 3), 7);
            stream.publish("f", event).join();

            ActivityEvent read = stream.page("f", EventFilter.all(), null, 1).items().get(0);

            assertThat(read.media()).isEqualTo(event.media());
            // Nobody can publish reactions.
            assertThat(read.reactions()).isEmpty();
            assertThat(read.commentCount()).isZero();
        }
    }

    @Test
    void isPartOfTheEventOnTheWire() {
        ActivityEvent event =
                ActivityEvent.builder("a.b")
                        .media(List.of(PICTURE, MediaLink.of("b.pdf", "application/pdf")))
                        .build()
                        .withCounts(Map.of("👍", 3), 7);

        Map<String, Object> json = EventJson.readObject(EventJson.write(event));

        assertThat(json)
                .containsEntry("reactions", Map.of("👍", 3))
                .containsEntry("commentCount", 7)
                .containsEntry(
                        "media",
                        List.of(
                                Map.of(
                                        "url",
                                        "https://files.example/a.png",
                                        "type",
                                        "image/png",
                                        "title",
                                        "A \"screen\"</script>\uFFFD"),
                                Map.of("url", "b.pdf", "type", "application/pdf")));
        assertThat(MediaJson.of(json.get("media"))).isEqualTo(event.media());
        assertThat(EventJson.readObject(EventJson.write(ActivityEvent.builder("a.b").build())))
                .containsEntry("reactions", Map.of())
                .containsEntry("commentCount", 0)
                .containsEntry("media", List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:image/png;base64,AAAA",
                "//files.example/a.png",
                "java\nscript:alert(1)",
                ""
            })
    void refusesOtherUrls(String url) {
        assertThatThrownBy(() -> MediaLink.of(url, "image/png"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("media.url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "image/", "/png", "image/png; x=\"", "Image/PNG", "a/b/c", ""})
    void refusesOtherTypes(String type) {
        assertThatThrownBy(() -> MediaLink.of("/a", type))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("media.type");
    }

    @Test
    void refusesMoreThanTen() {
        ActivityEvent.Builder event = ActivityEvent.builder("a.b");

        assertThat(event.media(Collections.nCopies(10, PICTURE)).build().media()).hasSize(10);
        assertThatThrownBy(() -> event.media(Collections.nCopies(11, PICTURE)).build())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("media")
                .hasMessageContaining("at most 10");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[1]",
                "[{\"url\":\"/a\"}]",
                "[{\"type\":\"a/b\"}]",
                "[{\"url\":1,\"type\":\"a/b\"}]"
            })
    void refusesOtherJson(String json) {
        assertThatThrownBy(() -> MediaJson.read(json))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("media");
    }
}
