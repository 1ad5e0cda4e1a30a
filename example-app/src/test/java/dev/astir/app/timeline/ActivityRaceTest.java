package dev.astir.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.sessions.OneSessionTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ActivityRaceTest extends OneSessionTest {

    @Test
    void theSameActivityManyTimesAtOnceCountsOnce() throws Exception {
        Map<String, Object> activity = event(active(60));

        List<Api.Answer> answers =
                atOnce(IntStream.range(0, 20).mapToObj(i -> () -> post(activity)));

        for (Api.Answer answer : answers) {
            assertThat(answer.expect(201).json().at("/activity/id").asText())
                    .isEqualTo(activity.get("id").toString());
            assertTotals(answer.json().get("session"), 60, 0);
        }
        assertTotals(running(), 60, 0);
    }

    @Test
    void fiftyRequestsAtOnceSumExactly() throws Exception {
        List<Api.Answer> answers =
                atOnce(
                        IntStream.rangeClosed(1, 50)
                                .mapToObj(i -> () -> post(i % 2 == 0 ? active(i) : idle(i))));

        answers.forEach(answer -> answer.expect(201));
        JsonNode after = running();
        assertTotals(after, 650, 625);
        assertThat(after.get("version").intValue()).isEqualTo(51);
        assertThat(answers.stream().map(a -> a.json().at("/session/version").intValue()))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(2, 51).boxed().toList());
        assertThat(changes()).hasSize(51);
    }

    @Test
    void overlappingBatchesAtOnceCountEachIdOnce() throws Exception {
        List<Map<String, Object>> events =
                Stream.generate(() -> event(active(1))).limit(300).toList();
        // Each request has two thirds of them, half of the requests in the opposite order.
        List<Callable<Api.Answer>> requests = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            List<Map<String, Object>> part = new ArrayList<>(events.subList(0, 200));
            part.addAll(events.subList(200, 300));
            part.subList(i % 3 * 100, i % 3 * 100 + 100).clear();
            List<Map<String, Object>> sent = i % 2 == 0 ? part : part.reversed();
            requests.add(() -> batch(sent));
        }

        List<Api.Answer> answers = atOnce(requests.stream());

        int processed = 0;
        for (Api.Answer answer : answers) {
            JsonNode json = answer.expect(200).json();
            processed += json.get("processedCount").intValue();
            assertThat(
                            json.get("processedCount").intValue()
                                    + json.get("duplicateCount").intValue())
                    .isEqualTo(200);
        }
        assertThat(processed).isEqualTo(300);
        assertTotals(running(), 300, 0);
    }

    @Test
    void activitiesAndAStopAtOnceAgree() throws Exception {
        List<Callable<Api.Answer>> requests = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            requests.add(() -> post(active(1)));
        }
        requests.add(10, () -> person.api().post("/api/sessions/" + session + "/stop"));

        List<Api.Answer> answers = atOnce(requests.stream());

        answers.get(10).expect(200);
        long taken = answers.stream().filter(answer -> answer.status() == 201).count();
        assertThat(answers).extracting(Api.Answer::status).isSubsetOf(200, 201, 409);
        assertTotals(finished(), taken, 0);
    }
}
