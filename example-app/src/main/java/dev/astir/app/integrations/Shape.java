package dev.astir.app.integrations;

import dev.astir.app.web.ProblemException;

/** How one kind of sender writes what happened. Implementations are thread-safe. */
interface Shape {

    /**
     * Reads what was sent.
     *
     * @throws ProblemException 400 when it is not what it should be, 415 when it is written in
     *     another way
     */
    Reading read(Delivery delivery);
}
