package dev.astir.benchmarks;

/** What a benchmark ran on. */
final class Machine {
    private Machine() {}

    static String describe() {
        return "%d cores, %s %s, %s %s %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.vm.version"),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"));
    }
}
