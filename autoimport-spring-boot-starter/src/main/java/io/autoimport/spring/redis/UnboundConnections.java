package io.autoimport.spring.redis;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisSentinelConnection;

/**
 * The host's connections, but never the one that a transaction of the host has bound to the thread: there a command
 * would be queued until the end of the transaction, and a lock that nobody has taken yet would look as if it were held.
 * Spring finds bound connections by their factory, and does not know this one. Thread-safe.
 */
final class UnboundConnections implements RedisConnectionFactory {

    private final RedisConnectionFactory host;

    UnboundConnections(RedisConnectionFactory host) {
        this.host = host;
    }

    @Override
    public RedisConnection getConnection() {
        return host.getConnection();
    }

    @Override
    public RedisClusterConnection getClusterConnection() {
        return host.getClusterConnection();
    }

    @Override
    public RedisSentinelConnection getSentinelConnection() {
        return host.getSentinelConnection();
    }

    @Override
    public boolean getConvertPipelineAndTxResults() {
        return host.getConvertPipelineAndTxResults();
    }

    @Override
    public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException e) {
        return host.translateExceptionIfPossible(e);
    }
}
