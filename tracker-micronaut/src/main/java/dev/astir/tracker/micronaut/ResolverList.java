package dev.astir.tracker.micronaut;

/** Resolvers as settings name them, such as {@code json:client_id, query:client_id}. */
final class ResolverList {
    private static final String ENTRIES = "json:NAME, query:NAME, header:NAME, principal";

    private ResolverList() {}

    static ClientIdResolver parse(String list, int bodyLimit) {
        String[] entries = list.split(",", -1);
        ClientIdResolver[] resolvers = new ClientIdResolver[entries.length];
        for (int i = 0; i < entries.length; i++) {
            String entry = entries[i].strip();
            int colon = entry.indexOf(':');
            String kind = colon < 0 ? entry : entry.substring(0, colon).strip();
            String name = colon < 0 ? "" : entry.substring(colon + 1).strip();
            if (name.isEmpty() != kind.equals("principal")) {
                throw wrong(list);
            }
            resolvers[i] =
                    switch (kind) {
                        case "json" -> ClientIdResolver.jsonField(name, bodyLimit);
                        case "query" -> ClientIdResolver.queryParameter(name);
                        case "header" -> ClientIdResolver.header(name);
                        case "principal" -> ClientIdResolver.principal();
                        default -> throw wrong(list);
                    };
        }
        return ClientIdResolver.firstOf(resolvers);
    }

    private static IllegalArgumentException wrong(String list) {
        return new IllegalArgumentException(
                "clientId must be a list of %s, but is \"%s\"".formatted(ENTRIES, list));
    }
}
