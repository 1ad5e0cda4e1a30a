package dev.astir.stream.rest;

import dev.astir.stream.StreamException;
import dev.astir.stream.feed.FeedProblem;

/** Ends a request with a problem. */
final class RefusedException extends StreamException {
    private static final long serialVersionUID = 1L;

    private final transient FeedProblem problem;

    private RefusedException(FeedProblem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    static RefusedException notFound() {
        return new RefusedException(FeedProblem.notFound());
    }

    static RefusedException forbidden(String detail) {
        return new RefusedException(FeedProblem.forbidden(detail));
    }

    static RefusedException method(String allowed) {
        return new RefusedException(FeedProblem.method(allowed));
    }

    static RefusedException because(FeedProblem problem) {
        return new RefusedException(problem);
    }

    FeedProblem problem() {
        return problem;
    }
}
