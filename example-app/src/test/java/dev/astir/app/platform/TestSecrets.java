package dev.astir.app.platform;

/** The secret of a test, which is nobody's. */
public final class TestSecrets {

    private TestSecrets() {}

    /** Always the same. */
    public static Secrets make() {
        return new Secrets("a secret of this test alone, 32 bytes");
    }
}
