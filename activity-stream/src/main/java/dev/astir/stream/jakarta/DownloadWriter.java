package dev.astir.stream.jakarta;

import dev.astir.stream.rest.RestAnswer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a file to a response, without ever waiting for its reader: a piece is read when the one
 * before has been written.
 *
 * <p>Either the container says when it is time to write, or the piece that was read; never both at
 * once, because a piece is read only while the response is ready.
 */
final class DownloadWriter implements WriteListener, AsyncListener {
    /** The attribute of a request whose response is to be cut. */
    private static final String CUT = DownloadWriter.class.getName() + ".cut";

    private static final Logger LOG = LoggerFactory.getLogger(DownloadWriter.class);

    private final AsyncContext async;
    private final ServletOutputStream output;
    private final RestAnswer.Content content;
    private final FeedThreads threads;
    private final AtomicBoolean isEnded = new AtomicBoolean();

    // Belong to whose turn it is.
    private byte @Nullable [] piece;
    private boolean isFlushed;

    private DownloadWriter(
            AsyncContext async,
            ServletOutputStream output,
            RestAnswer.Content content,
            FeedThreads threads) {
        this.async = async;
        this.output = output;
        this.content = content;
        this.threads = threads;
    }

    /** Sends the file as the response of this request. */
    static void begin(
            AsyncContext async,
            ServletOutputStream output,
            RestAnswer.Content content,
            FeedThreads threads) {
        // The content's patience is what counts.
        async.setTimeout(0);
        DownloadWriter writer = new DownloadWriter(async, output, content, threads);
        content.onStall(writer::cutStalled);
        async.addListener(writer);
        output.setWriteListener(writer);
    }

    /** Ends a request that was dispatched again because its response is to be cut. */
    static void failIfCut(ServletRequest request) throws IOException {
        if (request.getAttribute(CUT) instanceof String cause) {
            throw new CutException(cause);
        }
    }

    @Override
    public void onWritePossible() {
        write();
    }

    private void write() {
        try {
            while (output.isReady()) {
                byte[] next = piece;
                if (next == null) {
                    read();
                    return;
                }
                if (next.length > 0) {
                    piece = null;
                    output.write(next);
                } else if (!isFlushed) {
                    // Completing must find nothing to wait for.
                    isFlushed = true;
                    output.flush();
                } else {
                    complete();
                    return;
                }
            }
            // The container has the next word, and may be saying it already.
        } catch (IOException e) {
            LOG.debug("a reader of a download has left", e);
            complete();
        } catch (RuntimeException e) {
            LOG.warn("a download could not be written", e);
            cut("the file could not be written");
        }
    }

    private void read() {
        content.next()
                .whenComplete((next, failure) -> {
                    if (failure != null) {
                        LOG.warn("a download came to no end", failure);
                        cut("the file could not be read to its end");
                    } else {
                        piece = next;
                        write();
                    }
                });
    }

    private void complete() {
        if (isEnded.compareAndSet(false, true)) {
            content.close();
            try {
                async.complete();
            } catch (IllegalStateException e) {
                LOG.debug("the response was ended already", e);
            }
        }
    }

    private void cutStalled() {
        LOG.debug("a reader of a download takes nothing");
        cut("the reader takes nothing");
    }

    /** Completing would end the file well, as far as its reader can see. */
    private void cut(String cause) {
        if (isEnded.compareAndSet(false, true)) {
            content.close();
            threads.blocking().execute(() -> dispatch(cause));
        }
    }

    private void dispatch(String cause) {
        ServletRequest request = async.getRequest();
        if (UndertowConnection.close(request)) {
            return;
        }
        try {
            request.setAttribute(CUT, cause);
            async.dispatch();
        } catch (IllegalStateException e) {
            LOG.debug("the response was ended already", e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("a reader of a download has left", failure);
        complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        isEnded.set(true);
        content.close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        cut("the container takes no more");
    }

    @Override
    public void onError(AsyncEvent event) {
        content.close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}

    /** Makes a container end the connection; one that logs it says no more than the cause. */
    private static final class CutException extends IOException {
        private static final long serialVersionUID = 1L;

        CutException(String cause) {
            super(cause);
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
