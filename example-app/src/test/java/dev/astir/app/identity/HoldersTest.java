package dev.astir.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.tenancy.Transactions;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldersTest extends AppTest {

    private final AtomicInteger readings = new AtomicInteger();
    private final CountDownLatch read = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private TestApp.Person admin;
    private TestApp.Person eve;
    private UUID family;
    private Holders holders;

    @BeforeEach
    void signIn() throws Exception {
        admin = app().registerOrganization();
        eve = app().addUser(admin, Role.EMPLOYEE, "Eve");
        family =
                UUID.fromString(
                        SignedJWT.parse(eve.accessToken()).getJWTClaimsSet().getStringClaim("sid"));
        holders =
                new Holders(delayed(), app().bean(Transactions.class), Clock.systemUTC(), () -> 0);
    }

    @Test
    void whatIsBeingReadWhenARoleChangesIsNotRemembered() throws Exception {
        CompletableFuture<Optional<TokenFamilies.Holder>> before =
                CompletableFuture.supplyAsync(this::find);
        assertThat(read.await(1, TimeUnit.MINUTES)).isTrue();

        admin.api().patch("/api/users/" + eve.userId(), Map.of("role", "manager")).expect(200);
        holders.forget(eve.userId());
        goOn.countDown();

        assertThat(before.join().orElseThrow().role()).isEqualTo(Role.EMPLOYEE);
        assertThat(find().orElseThrow().role()).isEqualTo(Role.MANAGER);
    }

    @Test
    void nobodyIsReadAnewForAnotherOnesChange() {
        goOn.countDown();
        assertThat(find()).isPresent();

        holders.forget(admin.userId());

        assertThat(find()).isPresent();
        assertThat(readings).hasValue(1);
    }

    private Optional<TokenFamilies.Holder> find() {
        return holders.find(eve.organizationId(), eve.userId(), family);
    }

    /** The real rows, whose first reading takes its time to arrive. */
    private TokenFamilies delayed() {
        TokenFamilies rows = app().bean(TokenFamilies.class);
        return (TokenFamilies)
                Proxy.newProxyInstance(
                        TokenFamilies.class.getClassLoader(),
                        new Class<?>[] {TokenFamilies.class},
                        (proxy, method, arguments) -> {
                            Object found =
                                    rows.findHolder((UUID) arguments[0], (Instant) arguments[1]);
                            readings.incrementAndGet();
                            read.countDown();
                            assertThat(goOn.await(1, TimeUnit.MINUTES)).isTrue();
                            return found;
                        });
    }
}
