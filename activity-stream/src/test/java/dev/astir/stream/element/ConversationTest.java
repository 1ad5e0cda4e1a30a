package dev.astir.stream.element;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.Actor;
import dev.astir.stream.FeedReader;
import dev.astir.stream.MediaLink;
import dev.astir.stream.NewComment;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConversationTest extends BrowserTest {
    private ActivityEvent event = ActivityEvent.builder("none").build();

    @BeforeEach
    void publish() {
        server().publish(feed, "An older event");
        event = server().publish(feed, "Something to talk about");
    }

    @Test
    void reactionsReachTheOthersAtOnce() {
        react("carol", "👍");
        try (FeedPage alice = open("alice");
                FeedPage bob = open("bob")) {
            assertThat(reaction(alice, "👍 1")).hasAttribute("aria-pressed", "false");
            reaction(alice, "👍 1").click();
            assertThat(reaction(alice, "👍 2")).hasAttribute("aria-pressed", "true");
            assertThat(reaction(bob, "👍 2")).hasAttribute("aria-pressed", "false");

            reaction(bob, "👍 2").click();
            assertThat(reaction(alice, "👍 3")).hasAttribute("aria-pressed", "true");
            reaction(alice, "👍 3").click();
            assertThat(reaction(bob, "👍 2")).hasAttribute("aria-pressed", "true");
            assertThat(reaction(alice, "👍 2")).hasAttribute("aria-pressed", "false");

            // What one did is known again after loading anew.
            bob.page().reload();
            assertThat(reaction(bob, "👍 2")).hasAttribute("aria-pressed", "true");
        }
    }

    @Test
    void aReactionIsChosenWithTheKeyboard() {
        try (FeedPage page = open("alice")) {
            Locator add = talk(page).locator("[part=react]");
            talk(page).focus();
            page.press("Tab");
            assertThat(add).isFocused();
            page.press("Enter");
            assertThat(page.find(".picker button").first()).isFocused();
            page.press("ArrowRight");
            page.press("ArrowRight");
            page.press("ArrowRight");
            page.press("Enter");
            assertThat(reaction(page, "🎉 1")).hasAttribute("aria-pressed", "true");
            assertThat(add).isFocused();
            page.press("Enter");
            assertThat(page.find(".picker")).isVisible();
            page.press("Escape");
            assertThat(page.find(".picker")).isHidden();
            assertThat(add).isFocused();
        }
    }

    @Test
    void aRefusedReactionIsTakenBackAndSaid() {
        react("carol", "👍");
        try (FeedPage page = open("alice")) {
            page.page()
                    .route(
                            address -> address.contains("/reactions/"),
                            route -> route.fulfill(new Route.FulfillOptions().setStatus(500)));
            reaction(page, "👍 1").click();
            assertThat(talk(page).locator(".body > [role=alert]"))
                    .hasText("The reaction could not be saved.");
            assertThat(reaction(page, "👍 1")).hasAttribute("aria-pressed", "false");
        }
    }

    @Test
    void whatTheServerDoesNotDoIsNotOfferedAnyMore() {
        react("carol", "👍");
        try (FeedPage page = open("alice")) {
            page.page()
                    .route(
                            address -> address.contains("/reactions/"),
                            route -> route.fulfill(new Route.FulfillOptions().setStatus(405)));
            reaction(page, "👍 1").click();
            assertThat(reaction(page, "👍 1")).isDisabled();
            assertThat(talk(page).locator("[part=react]")).isHidden();
        }
        try (FeedPage page = window().show(server(), "alice", feed, "readonly=")) {
            assertThat(reaction(page, "👍 1")).isDisabled();
            assertThat(page.find("[part=react]:visible")).hasCount(0);
            assertThat(page.find("[part=comments]:visible")).hasCount(0);
        }
    }

    @Test
    void whoMayOnlyReadIsToldSo() {
        react("carol", "👍");
        try (FeedPage page = open("guest")) {
            openThread(page);
            write(page, "May I?");
            assertThat(talk(page).locator(".thread [role=status]")).not().isEmpty();
            assertThat(talk(page).locator("[part=composer]")).isHidden();
            reaction(page, "👍 1").click();
            assertThat(reaction(page, "👍 1")).isDisabled();
            assertThat(reaction(page, "👍 1")).hasAttribute("aria-pressed", "false");
        }
    }

    @Test
    void twoPeopleTalkLive() {
        try (FeedPage alice = open("alice");
                FeedPage bob = open("bob")) {
            openThread(alice);
            openThread(bob);
            write(alice, "Is this <b>right</b>?");
            assertThat(comment(bob, "Is this <b>right</b>?")).hasCount(1);
            assertThat(talk(bob).locator("[part=comments]")).hasText("1");
            assertThat(comment(bob, "right").getByText("Edit")).hasCount(0);

            comment(bob, "right").getByText("Reply").click();
            bob.page().keyboard().type("Yes, @Alice Ahmadi, and @Nobody knows");
            bob.press("Control+Enter");
            Locator answer = comment(alice, "and @Nobody");
            assertThat(answer).hasAttribute("data-depth", "1");
            assertThat(answer.locator(".mention")).hasText("@Alice Ahmadi");
            assertThat(talk(alice).locator("[part=comments]")).hasText("2");

            comment(alice, "right").getByText("Edit").click();
            alice.press("Control+a");
            alice.page().keyboard().type("Is this good?");
            alice.press("Control+Enter");
            assertThat(comment(bob, "Is this good?")).containsText("edited");

            comment(bob, "and @Nobody").getByText("Delete").click();
            comment(bob, "and @Nobody").getByText("Really delete?").click();
            assertThat(comment(alice, "and @Nobody")).hasCount(0);
            assertThat(talk(alice).locator("[part=comments]")).hasText("1");
        }
    }

    @Test
    void aThreadIsReadInPagesAndByKeyboard() {
        IntStream.rangeClosed(1, 60).forEach(i -> say("bob", "Comment " + i + "."));
        try (FeedPage page = open("alice")) {
            talk(page).focus();
            page.press("Alt+PageDown");
            assertThat(comments(page)).hasCount(50);
            assertThat(comments(page).first()).isFocused();
            assertThat(comments(page).first()).hasAttribute("aria-posinset", "1");
            page.press("PageDown");
            assertThat(comments(page).nth(1)).isFocused();
            page.press("Control+Home");
            assertThat(talk(page)).isFocused();
            page.press("Alt+PageDown");
            page.press("Control+End");
            assertThat(page.event("An older event")).isFocused();

            page.button("More comments").click();
            assertThat(comments(page)).hasCount(60);
            assertThat(comments(page).nth(50)).isFocused();
            assertThat(comments(page).nth(59)).hasAttribute("aria-setsize", "60");
        }
    }

    @Test
    void whatCouldNotBeSentStaysInTheField() {
        try (FeedPage page = open("alice")) {
            openThread(page);
            page.page()
                    .route(
                            address -> address.contains("/comments"),
                            route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
            write(page, "My long thought");
            assertThat(talk(page).locator(".composer [role=alert]"))
                    .hasText("This could not be saved. The text is still here.");
            assertThat(talk(page).locator("textarea")).hasValue("My long thought");
        }
    }

    @Test
    void picturesShowOnlyWhereTheyAreLetIn() {
        List<MediaLink> media =
                List.of(
                        new MediaLink("/pages/picture.svg", "image/svg+xml", "A circle"),
                        new MediaLink("/missing.png", "image/png", "Nothing"),
                        MediaLink.of("/files/report%20one.pdf", "application/pdf"));
        server().publish(
                        feed,
                        ActivityEvent.builder("report.made")
                                .message("A report")
                                .media(media)
                                .build());
        try (FeedPage page = open("alice")) {
            assertThat(page.find("[part=media]"))
                    .hasText(new String[] {"A circle", "Nothing", "report one.pdf"});
            assertThat(page.find("img")).hasCount(0);
        }
        try (FeedPage page = window().show(server(), "alice", feed, "media=images")) {
            Locator picture = page.find("[part=media] img");
            assertThat(picture)
                    .hasCount(1); // the other one could not be loaded, and is a link again
            assertThat(picture).hasAttribute("alt", "A circle");
            assertThat(picture).hasAttribute("loading", "lazy");
            assertThat(picture).hasAttribute("referrerpolicy", "no-referrer");
            assertThat((int) picture.evaluate("node => node.offsetHeight")).isBetween(50, 200);
            assertThat(page.find("[part=media]").nth(1)).hasText("Nothing");
        }
    }

    private static Locator talk(FeedPage page) {
        return page.event("Something to talk about");
    }

    private static Locator reaction(FeedPage page, String label) {
        return talk(page).locator("[part=reaction][aria-label='" + label + "']");
    }

    private static Locator comments(FeedPage page) {
        return talk(page).locator("[part=comment]");
    }

    private static Locator comment(FeedPage page, String text) {
        return comments(page).filter(new Locator.FilterOptions().setHasText(text));
    }

    private static void openThread(FeedPage page) {
        talk(page).hover();
        talk(page).locator("[part=comments]").click();
        assertThat(talk(page).locator("[part=composer]")).isVisible();
    }

    private static void write(FeedPage page, String text) {
        talk(page).locator("textarea").fill(text);
        page.button("Send").click();
    }

    private void react(String person, String emoji) {
        server().stream().react(FeedReader.of(feed), event.id(), Actor.of(person, null), emoji);
    }

    private void say(String person, String text) {
        server().stream()
                .comment(
                        FeedReader.of(feed),
                        event.id(),
                        NewComment.of(Actor.of(person, "Bob Ahmadi"), text));
    }
}
