package dev.astir.app;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Base of tests that need the whole app. One real app serves all of them: it starts with the first
 * and ends after the last, so tests must not depend on what others stored. Make an organization of
 * your own with {@link TestApp#registerOrganization()}.
 */
@ExtendWith(SharedApp.class)
public abstract class AppTest {

    /** The running app. */
    protected static TestApp app() {
        return SharedApp.app();
    }
}
