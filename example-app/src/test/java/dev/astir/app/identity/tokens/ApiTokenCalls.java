package dev.astir.app.identity.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.RepositoryCalls;
import java.util.List;
import java.util.UUID;

/** Calls of the repositories of API tokens. */
public final class ApiTokenCalls extends RepositoryCalls {

    public ApiTokenCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        UUID token = UUID.randomUUID();
        UUID lowest = new UUID(0, 0);
        byte[] hash = {4};
        none("ApiTokenRepository.count", ada);
        insertApiToken(token);
        run("ApiTokenRepository.count", ada);
        assertThat(run("ApiTokenRows.find", hash))
                .hasToString(
                        "Optional[Known[id=%s, organizationId=%s, userId=%s, name=deploy,"
                                        .formatted(token, organization, ada)
                                + " scopes=[read, publish]]]");
        none("ApiTokenRows.find", new byte[] {5});
        run("ApiTokenRows.use", new UUID[] {token}, now, now);
        none("ApiTokenRows.use", new UUID[] {token}, now, now.minusSeconds(1));
        run("TokenFamilies.findHolder", token, now);
        none("TokenFamilies.findHolder", token, later);
        run("ApiTokenRepository.page", null, null, 10);
        assertThat(run("ApiTokenRepository.page", ada, lowest, 10))
                .hasToString(
                        "[ApiToken[id=%s, userId=%s, userName=Ada, name=deploy, prefix=ast_abc,"
                                        .formatted(token, ada)
                                + " scopes=[read, publish], createdAt=%s, expiresAt=%s,"
                                        .formatted(now, later)
                                + " lastUsedAt=%s]]".formatted(now));
        none("ApiTokenRepository.page", bob, null, 10);
        none("ApiTokenRepository.page", ada, token, 10);
        none("ExpiredApiTokens.deleteExpired", later, 10);
        none("ApiTokenRepository.end", token, bob);
        run("ApiTokenRepository.end", token, ada);
        none("ApiTokenRepository.end", token, null);
        insertApiToken(token);
        run("ExpiredApiTokens.deleteExpired", later.plusSeconds(1), 10);
        insertApiToken(token);
        run("ApiTokenRows.deleteAllOf", ada);
    }

    private void insertApiToken(UUID token) {
        run(
                "ApiTokenRepository.insert",
                organization,
                token,
                ada,
                "deploy",
                "ast_abc",
                new byte[] {4},
                List.of("read", "publish"),
                now,
                later);
    }
}
