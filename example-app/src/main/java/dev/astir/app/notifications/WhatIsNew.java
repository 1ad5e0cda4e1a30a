package dev.astir.app.notifications;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;

/**
 * What is new for somebody. Immutable.
 *
 * @param unseen how many alerts they have not seen; {@link News#MOST} stands for more
 * @param seenUntil up to when they have seen them, on whichever device
 * @param items the newest, seen or not
 * @param inBrowser the types that a browser of theirs shows, where they allowed it to
 */
@Introspected
record WhatIsNew(long unseen, Instant seenUntil, List<NewsRow> items, List<String> inBrowser) {}
