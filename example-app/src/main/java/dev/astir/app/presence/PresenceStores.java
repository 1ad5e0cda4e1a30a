package dev.astir.app.presence;

import dev.astir.app.platform.Settings;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;

/** Chooses where presence is kept: in Redis where the settings name one, else in the database. */
@Factory
final class PresenceStores {

    @Singleton
    @Bean(preDestroy = "close")
    PresenceStore store(
            Settings settings,
            PresenceRepository repository,
            Transactions transactions,
            JsonMapper json) {
        return settings.redis()
                .<PresenceStore>map(
                        address -> new RedisPresenceStore(new RedisScripts(address), json))
                .orElseGet(() -> new PostgresPresenceStore(repository, transactions));
    }
}
