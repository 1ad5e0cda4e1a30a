/**
 * Requests to servers that a tenant's administrator names, which must not become requests to what
 * only this machine can reach. The entry point is {@link dev.astir.app.outbound.OutboundHttp}.
 */
@NullMarked
package dev.astir.app.outbound;

import org.jspecify.annotations.NullMarked;
