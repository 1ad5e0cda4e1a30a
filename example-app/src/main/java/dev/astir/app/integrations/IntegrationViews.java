package dev.astir.app.integrations;

import dev.astir.app.web.ProblemException;
import dev.astir.app.web.PublicAddress;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows integrations to administrators, in a transaction of the organization. Thread-safe. */
@Singleton
class IntegrationViews {

    private static final String PATH = "/api/integrations/";

    private final OverviewRepository rows;
    private final AnswerRepository answers;
    private final Shapes shapes;
    private final PublicAddress address;
    private final Clock clock;

    IntegrationViews(
            OverviewRepository rows,
            AnswerRepository answers,
            Shapes shapes,
            PublicAddress address,
            Clock clock) {
        this.rows = rows;
        this.answers = answers;
        this.shapes = shapes;
        this.address = address;
        this.clock = clock;
    }

    /** All of them, by name. */
    List<IntegrationView> all() {
        return rows.list(null).stream().map(this::view).toList();
    }

    /**
     * One of them.
     *
     * @throws ProblemException 404 when there is none
     */
    IntegrationView one(UUID id) {
        return rows.list(id).stream()
                .findFirst()
                .map(this::view)
                .orElseThrow(ProblemException::notFound);
    }

    /**
     * The same with what senders were answered last.
     *
     * @throws ProblemException 404 when there is none
     */
    IntegrationView withAnswers(UUID id) {
        return one(id).withAnswers(
                        answers.newest(id, Answers.SHOWN).stream()
                                .map(IntegrationView.Answer::of)
                                .toList());
    }

    private IntegrationView view(OverviewRepository.Row row) {
        Instant answeredAt = row.answeredAt();
        Integer status = row.answerStatus();
        return new IntegrationView(
                row.id(),
                row.publicId(),
                address.link(PATH + row.publicId()).toString(),
                row.name(),
                Kind.of(row.kind()),
                row.status(),
                shapes.read(row.mapping()),
                row.createdAt(),
                row.updatedAt(),
                toCome(row.previousUntil()),
                row.lastSeen(),
                answeredAt == null || status == null
                        ? null
                        : new IntegrationView.LastAnswer(answeredAt, status),
                null,
                null);
    }

    private @Nullable Instant toCome(@Nullable Instant time) {
        return time == null || !time.isAfter(clock.instant()) ? null : time;
    }
}
