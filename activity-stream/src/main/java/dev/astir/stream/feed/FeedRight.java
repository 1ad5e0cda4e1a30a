package dev.astir.stream.feed;

/** What somebody may do besides reading. */
public enum FeedRight {
    /** Publish events of their own, and edit and delete them. */
    PUBLISH,
    /** React and comment. */
    DISCUSS,
    /** Delete what others wrote. */
    REMOVE,
    /** Edit events of others, and leave their comments as they are. */
    EDIT,
    /** Edit and delete what others wrote. */
    MODERATE
}
