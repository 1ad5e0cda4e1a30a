package dev.astir.app.platform;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterURIUtil;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where Redis is: one server, one that Sentinels watch, or nodes of a Redis Cluster. Immutable, if
 * nobody changes the addresses.
 *
 * @param nodes one, or for a cluster those to ask first
 * @param isCluster whether they are a Redis Cluster
 */
public record RedisAddress(List<RedisURI> nodes, boolean isCluster) {

    private static final String ALLOWED =
            "redis://host:6379, rediss://host:6379 (with TLS),"
                    + " redis-sentinel://host:26379,host:26379#name, or"
                    + " redis://host:6379,host:6379 for a Redis Cluster";

    public RedisAddress {
        nodes = List.copyOf(nodes);
    }

    /**
     * @throws SettingsException naming what is allowed; a password in the address is not shown
     */
    static RedisAddress parse(String url) {
        try {
            URI uri = URI.create(url.strip());
            String scheme = String.valueOf(uri.getScheme());
            boolean isPlain = scheme.equals("redis") || scheme.equals("rediss");
            if (isPlain && String.valueOf(uri.getAuthority()).contains(",")) {
                return new RedisAddress(RedisClusterURIUtil.toRedisURIs(uri), true);
            }
            boolean isSentinel =
                    scheme.equals("redis-sentinel") || scheme.equals("rediss-sentinel");
            if (isPlain || (isSentinel && uri.getFragment() != null)) {
                return new RedisAddress(List.of(RedisURI.create(uri)), false);
            }
        } catch (IllegalArgumentException e) {
            // the same answer as for an address of another kind
        }
        throw SettingsException.of(
                "ASTIR_REDIS_URL", url.replaceFirst("//[^/]*@", "//…@"), ALLOWED);
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return nodes.stream()
                        .flatMap(node ->
                                node.getSentinels().isEmpty()
                                        ? Stream.of(node)
                                        : node.getSentinels().stream())
                        .map(node -> node.getHost() + ":" + node.getPort())
                        .toList()
                + (isCluster ? " (cluster)" : "");
    }
}
