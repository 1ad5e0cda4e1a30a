package dev.astir.benchmarks.dashboard;

/** Names of people who do not exist, as long as names are. */
final class Names {
    private static final String[] FIRST = {
        "Ada", "Bernd", "Chiara", "Dmitri", "Elif", "Farid", "Grace", "Hana", "Ines", "Jakub",
        "Katherine", "Lars", "Mei", "Nadia", "Oluwaseun", "Petra", "Quentin", "Rosa", "Sven",
                "Tomás",
    };
    private static final String[] LAST = {
        "Álvarez",
        "Brandt",
        "Conti",
        "Dvořák",
        "Eriksson",
        "Fischer",
        "Greenwood",
        "Hopper",
        "Ivanova",
        "Johnson",
    };

    private Names() {}

    /** The first 200 are different. */
    static String of(int index) {
        return FIRST[index % FIRST.length] + " " + LAST[index / FIRST.length % LAST.length];
    }
}
