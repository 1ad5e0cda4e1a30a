package dev.astir.app.singlesignon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import java.net.URI;

/** A sign-in that begins at one node and ends at another, once. */
public final class SignInOverNodes {

    private SignInOverNodes() {}

    public static void assertEndsElsewhere(TestApp one, TestApp two) {
        try (TestProvider provider = TestProvider.start()) {
            Person admin = one.registerOrganization();
            String id = ProviderTest.add(admin, provider.row("nodes.example.org"));
            provider.person =
                    TestProvider.Person.named("Grace").withEmail("grace@nodes.example.org");
            TestBrowser browser = TestBrowser.of(one);
            URI answer = browser.atProvider(browser.start(id, "/now"));

            TestBrowser atSecond = TestBrowser.of(two);
            browser.cookies("astir_sso").forEach(atSecond::keep);
            URI end =
                    atSecond.back(
                            two.uri().resolve(RedirectAddress.PATH + "?" + answer.getRawQuery()));

            assertThat(end.getPath()).isEqualTo("/now");
            assertThat(atSecond.me()).contains("Grace");
            URI again = one.uri().resolve(RedirectAddress.PATH + "?" + answer.getRawQuery());
            ProviderTest.assertFailed(browser, browser.back(again), "expired");
        }
    }
}
