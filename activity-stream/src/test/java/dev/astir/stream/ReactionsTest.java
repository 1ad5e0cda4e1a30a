package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.astir.stream.Outcome.Done;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reactions to events. */
class ReactionsTest extends ConversationFixture {
    @Test
    void countsReactionsAndTellsSubscribersTheDifference() {
        ActivityEvent event = publish(event("Words").build());
        subscribe(EventFilter.all());

        stream.react(reader, event.id(), ALICE, "👍");
        stream.react(reader, event.id(), BOB, "👍");
        Done<ActivityEvent> again = done(stream.react(reader, event.id(), BOB, "👍"));
        stream.react(reader, event.id(), BOB, "🎉");
        stream.unreact(reader, event.id(), "bob", "👍");
        stream.unreact(reader, event.id(), "bob", "🎉");
        Done<ActivityEvent> none = done(stream.unreact(reader, event.id(), "bob", "🎉"));

        assertThat(again.isChanged()).isFalse();
        assertThat(none.isChanged()).isFalse();
        assertThat(none.value().reactions()).isEqualTo(Map.of("👍", 1));
        assertThat(stream.find(reader, event.id()).orElseThrow().reactions())
                .isEqualTo(Map.of("👍", 1));
        assertThat(head()).isEqualTo(6);
        // What is null in a patch is absent in what the sink reads.
        assertThat(sink.await("patch", 5))
                .extracting(patch -> patch.get("changes"))
                .containsExactly(
                        Map.of("reactions", Map.of("👍", 1)),
                        Map.of("reactions", Map.of("👍", 2)),
                        Map.of("reactions", Map.of("🎉", 1)),
                        Map.of("reactions", Map.of("👍", 1)),
                        Map.of("reactions", Map.of()));
        assertThat(sink.messages("put")).isEmpty();
    }

    @Test
    void listsWhoReacted() {
        ActivityEvent one = publish(event("one").build());
        ActivityEvent two = publish(event("two").build());
        ActivityEvent three = publish(event("three").build());
        stream.react(reader, one.id(), ALICE, "👍");
        stream.react(reader, one.id(), BOB, "🎉");
        stream.react(reader, two.id(), BOB, "❤️");
        stream.react(reader, two.id(), BOB, "👍");

        assertThat(stream.reactions(reader, one.id()).orElseThrow())
                .extracting(Reaction::emoji, Reaction::actorId, Reaction::actorName)
                .containsExactlyInAnyOrder(
                        tuple("👍", "alice", "Alice"), tuple("🎉", "bob", "Bob"));
        assertThat(stream.reactionsOf(reader, "bob", List.of(one.id(), two.id(), three.id())))
                .containsOnlyKeys(one.id(), two.id())
                .containsEntry(one.id(), List.of("🎉"))
                .hasEntrySatisfying(
                        two.id(),
                        emojis -> assertThat(emojis).containsExactlyInAnyOrder("❤️", "👍"));
        assertThat(stream.reactionsOf(reader, "bob", List.of())).isEmpty();
        assertThatThrownBy(
                        () -> stream.reactionsOf(reader, "bob", Collections.nCopies(201, one.id())))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void limitsHowManyDifferentEmojisAnEventHas() {
        ActivityEvent event = publish(event("Words").build());
        for (int i = 0; i < 50; i++) {
            stream.react(reader, event.id(), ALICE, Character.toString(0x1F600 + i));
        }

        assertThatThrownBy(() -> stream.react(reader, event.id(), ALICE, "👍"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("emoji")
                .hasMessageContaining("50");
        assertThat(done(stream.react(reader, event.id(), BOB, "😀")).value().reactions())
                .hasSize(50)
                .containsEntry("😀", 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "👍",
                "👍🏽",
                "❤",
                "❤️",
                "🎉",
                "👨‍👩‍👧‍👦",
                "🕵️‍♂️",
                "🏳️‍🌈",
                "🇨🇭",
                "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
                "1️⃣",
                "#️⃣",
                "©️",
                "ℹ️",
                "‼️",
                "〰️",
                "㊗️",
                "↔️",
                "🅰️",
                "🫨",
                "🧑🏽‍🤝‍🧑🏿",
                "✅"
            })
    void reactsWithAnyEmoji(String emoji) {
        ActivityEvent event = publish(event("Words").build());

        assertThat(done(stream.react(reader, event.id(), ALICE, emoji)).value().reactions())
                .isEqualTo(Map.of(emoji, 1));
        assertThat(stream.find(reader, event.id()).orElseThrow().reactions())
                .isEqualTo(Map.of(emoji, 1));
        assertThat(done(stream.unreact(reader, event.id(), "alice", emoji)).value().reactions())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "ok",
                "1",
                "+1",
                ":+1:",
                "👍👍",
                "👍 ",
                "👍a",
                "\u0000",
                "\u202E👍",
                "\u200D",
                "👍\u200D",
                "\uD83D",
                "🇨",
                "<b>",
                "日",
                "\n",
                "é",
                "👍\uFE0F\uFE0F",
                "\uFE0F",
                "🏽🏽🏽"
            })
    void refusesWhatIsNotOneEmoji(String emoji) {
        ActivityEvent event = publish(event("Words").build());

        assertThatThrownBy(() -> stream.react(reader, event.id(), ALICE, emoji))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("emoji");
        assertThat(head()).isEqualTo(1);
    }

    @Test
    void refusesAnEndlessEmoji() {
        String family = "👨" + "\u200D👨".repeat(11);

        assertThatThrownBy(() -> stream.react(reader, UUID.randomUUID(), ALICE, family))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("32");
    }
}
