package dev.astir.app.categories;

import java.util.UUID;

/** Published in the transaction after which history is to follow other rules. Immutable. */
record CategoriesChanged(UUID organizationId) {}
