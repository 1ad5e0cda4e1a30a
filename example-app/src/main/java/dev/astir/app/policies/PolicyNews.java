package dev.astir.app.policies;

import dev.astir.app.feed.AccessNews;
import io.micronaut.transaction.annotation.TransactionalEventListener;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all nodes that another policy applies to somebody, by the way on which they hear whose
 * rights changed: whoever holds a line of a device asks again. Stateless.
 */
@Singleton
class PolicyNews {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyNews.class);

    private final AccessNews news;

    PolicyNews(AccessNews news) {
        this.news = news;
    }

    /** It is committed; an agent that does not hear of it is told with its next message. */
    @TransactionalEventListener
    void changed(PolicyChanged change) {
        try {
            news.tell(change.userId().orElse(change.organizationId()));
        } catch (RuntimeException e) {
            LOG.error("Agents of {} were not told of the policy", change.organizationId(), e);
        }
    }
}
