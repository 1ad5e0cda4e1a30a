package dev.astir.app.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** One organization keeps the database as busy as it can. */
class BusyTenantTest extends AppTest {

    private static final int AS_MANY_AS_IT_LIKES = 100;

    @Test
    void anotherOrganizationIsServedMeanwhile() {
        TestApp.Person busy = app().registerOrganization();
        TestApp.Person other = app().registerOrganization();
        Transactions transactions = app().bean(Transactions.class);
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(15);
        List<CompletableFuture<Void>> work = new ArrayList<>();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (int i = 0; i < AS_MANY_AS_IT_LIKES; i++) {
                    work.add(
                            CompletableFuture.runAsync(
                                    () ->
                                            transactions.inOrganization(
                                                    busy.organizationId(),
                                                    () -> {
                                                        begun.countDown();
                                                        await(gate);
                                                    }),
                                    threads));
                }
                await(begun);

                other.api().get("/api/auth/me").expect(200);
                other.api().get("/api/users").expect(200);
                app().signIn(other.email());
            } finally {
                gate.countDown();
            }
        }

        assertThat(work).allMatch(done -> !done.isCompletedExceptionally());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
