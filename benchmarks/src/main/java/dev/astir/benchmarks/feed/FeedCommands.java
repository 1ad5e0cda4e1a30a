package dev.astir.benchmarks.feed;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.Actor;
import dev.astir.stream.Editor;
import dev.astir.stream.EventEdit;
import dev.astir.stream.FeedReader;
import dev.astir.stream.OutboxReceipt;
import dev.astir.stream.Outcome;
import dev.astir.stream.StreamException;
import dev.astir.stream.StreamPosition;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/**
 * What a writer can have a node do, each in one line: {@code publish ID}, {@code transaction ID…}
 * for events that one transaction of the caller's writes, {@code react ID} and {@code edit ID}. The
 * answer is {@code ok ID} with the first of the ids when it is committed, {@code again ID} when
 * there is no such event yet, or {@code failed ID}. Thread-safe.
 */
final class FeedCommands {
    static final String PUBLISH = "publish";
    static final String TRANSACTION = "transaction";
    static final String REACT = "react";
    static final String EDIT = "edit";

    static final String OK = "ok";
    static final String AGAIN = "again";
    static final String FAILED = "failed";

    static final String MESSAGE = "event";
    static final String EDITED_MESSAGE = "edited";
    static final String EMOJI = "\uD83D\uDC4D";

    private static final Set<String> ALL = Set.of(PUBLISH, TRANSACTION, REACT, EDIT);

    private final ActivityStream stream;
    private final DataSource dataSource;
    private final String feed;

    FeedCommands(ActivityStream stream, DataSource dataSource, String feed) {
        this.stream = stream;
        this.dataSource = dataSource;
        this.feed = feed;
    }

    static boolean isCommand(String line) {
        return ALL.contains(line.substring(0, Math.max(0, line.indexOf(' '))));
    }

    /** Does it, and answers then or later. */
    void run(String line, PrintWriter answers) {
        String[] words = line.split(" ", -1);
        List<UUID> ids = Arrays.stream(words).skip(1).map(UUID::fromString).toList();
        UUID first = ids.get(0);
        try {
            switch (words[0]) {
                case PUBLISH -> publish(first, answers);
                case TRANSACTION -> {
                    publishTogether(ids);
                    answer(answers, OK, first);
                }
                default -> answer(answers, change(words[0], first), first);
            }
        } catch (SQLException | StreamException e) {
            failed(answers, first, e);
        }
    }

    private void publish(UUID id, PrintWriter answers) {
        CompletableFuture<StreamPosition> stored = stream.publish(feed, event(id));
        Object unused =
                stored.whenComplete((position, failure) -> {
                    if (failure == null) {
                        answer(answers, OK, id);
                    } else {
                        failed(answers, id, failure);
                    }
                });
    }

    private void publishTogether(List<UUID> ids) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            for (UUID id : ids) {
                OutboxReceipt unused = stream.publish(connection, feed, event(id));
            }
            connection.commit();
        }
    }

    private String change(String command, UUID id) {
        FeedReader reader = FeedReader.of(feed);
        Outcome<ActivityEvent> outcome =
                command.equals(REACT)
                        ? stream.react(reader, id, Actor.of("reader", null), EMOJI)
                        : stream.edit(
                                reader,
                                id,
                                EventEdit.builder().message(EDITED_MESSAGE).build(),
                                Editor.anybody());
        return outcome.toOptional().isPresent() ? OK : AGAIN;
    }

    private static ActivityEvent event(UUID id) {
        return ActivityEvent.builder("task.created").id(id).message(MESSAGE).build();
    }

    private static void failed(PrintWriter answers, UUID id, Throwable failure) {
        System.err.println("a command failed: " + failure);
        answer(answers, FAILED, id);
    }

    private static void answer(PrintWriter answers, String answer, UUID id) {
        answers.println(answer + " " + id);
    }
}
