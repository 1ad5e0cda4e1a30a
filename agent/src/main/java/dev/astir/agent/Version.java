package dev.astir.agent;

/** This agent's version and system, as it tells them to servers and people. */
final class Version {

    static String agent() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    static String operatingSystem() {
        return System.getProperty("os.name") + " " + System.getProperty("os.version");
    }

    private Version() {}
}
