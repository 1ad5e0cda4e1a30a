package dev.astir.app.factors;

import java.util.UUID;

/** Published in the transaction that changes what second factors somebody has. Immutable. */
record FactorsChanged(UUID userId) {}
