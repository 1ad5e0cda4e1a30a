package dev.astir.demo;

import dev.astir.demo.Api.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs by itself, by an API token that somebody of the demo made for it: so that the list of
 * clients has more than people and computers. The token is kept, and used again after a restart.
 * Confined to one thread.
 */
final class Scripts implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Scripts.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int GONE = 401;

    /**
     * A script.
     *
     * @param path what it reads
     * @param every in how many rounds it does so once
     */
    private record Script(String name, String path, int every) {}

    private static final List<Script> ALL =
            List.of(
                    new Script("Wallboard in the kitchen", "/api/presence", 1),
                    new Script("Hourly export", "/api/activities?limit=200", 60));

    private final Account owner;
    private final Api api;
    private final DemoSecrets secrets;
    private final CountDownLatch end;

    Scripts(Account owner, Api api, DemoSecrets secrets, CountDownLatch end) {
        this.owner = owner;
        this.api = api;
        this.secrets = secrets;
        this.end = end;
    }

    /** Goes on until the end. */
    @Override
    public void run() {
        int round = 0;
        try {
            do {
                for (Script script : ALL) {
                    if (round % script.every() == 0) {
                        tryToCall(script);
                    }
                }
                round++;
            } while (!end.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryToCall(Script script) {
        try {
            Optional<String> kept = secrets.token(script.name());
            Answer answer = api.get(script.path(), kept.isPresent() ? kept.get() : make(script));
            if (answer.status() == GONE && kept.isPresent()) {
                // Somebody ended it, or it was another database's.
                answer = api.get(script.path(), make(script));
            }
            answer.expect(200);
        } catch (RuntimeException e) {
            LOG.debug("{} could not do its work", script.name(), e);
        }
    }

    private String make(Script script) {
        String token = owner.apiToken(script.name());
        secrets.keepToken(script.name(), token);
        return token;
    }
}
