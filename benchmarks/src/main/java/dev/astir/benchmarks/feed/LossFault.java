package dev.astir.benchmarks.feed;

import java.util.Locale;
import java.util.function.Consumer;

/** What a subscriber can be made to do wrong, which proves that it would be noticed. */
enum LossFault {
    NONE,
    /** A message is dropped. */
    DROP,
    /** A message is taken twice. */
    REPEAT;

    private static final int MESSAGE = 100;

    static LossFault of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** Does it to one of the messages on their way; used by one thread. */
    Consumer<LossMessage> on(Consumer<LossMessage> taker) {
        if (this == NONE) {
            return taker;
        }
        return new Consumer<>() {
            private int count;

            @Override
            public void accept(LossMessage message) {
                boolean isIt = message.type().equals("put") && ++count == MESSAGE;
                if (!isIt || LossFault.this == REPEAT) {
                    taker.accept(message);
                }
                if (isIt && LossFault.this == REPEAT) {
                    taker.accept(message);
                }
            }
        };
    }
}
