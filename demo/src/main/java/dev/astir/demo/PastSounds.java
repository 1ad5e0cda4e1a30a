package dev.astir.demo;

import dev.astir.demo.Api.Answer;
import dev.astir.protocol.AgentMessage.Batch;
import dev.astir.protocol.Enrolment.Enrolled;
import dev.astir.protocol.MessageCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * What somebody did in a session that is long over, with the music that they heard: what was done
 * in silence is entered by hand; what was done to music is uploaded by their device, since only an
 * agent can tell of it. Thread-safe.
 */
final class PastSounds {

    private final Api api;
    private final DemoSecrets secrets;
    private final MessageCodec codec = MessageCodec.json();

    PastSounds(Api api, DemoSecrets secrets) {
        this.api = api;
        this.secrets = secrets;
    }

    /** Enters what was done. Who has no device, or one that is blocked, worked in silence. */
    void enter(Account account, String session, Person person, PastDay.Worked worked) {
        Parts parts = partsOf(person, worked, secrets.seed());
        if (parts.toMusic.isEmpty() || !isUploaded(person, parts.toMusic)) {
            account.addActivities(session, person, secrets.seed(), worked.stretches());
        } else if (!parts.inSilence.isEmpty()) {
            account.addActivities(session, person, secrets.seed(), parts.inSilence);
        }
    }

    /** What was done, told apart by whether music played. Immutable. */
    record Parts(List<Stretch> inSilence, List<Slice> toMusic) {
        Parts {
            inSilence = List.copyOf(inSilence);
            toMusic = List.copyOf(toMusic);
        }
    }

    static Parts partsOf(Person person, PastDay.Worked worked, long seed) {
        List<Track> tracks =
                person.hearsMusic()
                        ? Playlist.plan(worked.start(), worked.end(), random(seed, person, worked))
                        : List.of();
        List<Stretch> inSilence = new ArrayList<>();
        List<Slice> toMusic = new ArrayList<>();
        for (Stretch stretch : worked.stretches()) {
            List<Slice> slices = Slice.cut(List.of(stretch), tracks);
            List<Slice> heard = slices.stream().filter(slice -> slice.media() != null).toList();
            if (heard.isEmpty()) {
                inSilence.add(stretch);
            } else {
                toMusic.addAll(heard);
                slices.stream()
                        .filter(slice -> slice.media() == null)
                        .map(PastSounds::stretch)
                        .forEach(inSilence::add);
            }
        }
        return new Parts(inSilence, toMusic);
    }

    private static Stretch stretch(Slice slice) {
        return new Stretch(slice.start(), slice.end(), slice.activity(), slice.app());
    }

    private static Random random(long seed, Person person, PastDay.Worked worked) {
        Instant start = worked.start();
        return PastDay.random(seed, "past music " + person.login() + " " + start);
    }

    /** Whether they have a device that may tell of it. */
    private boolean isUploaded(Person person, List<Slice> slices) {
        Optional<Enrolled> device = secrets.device(person);
        if (device.isEmpty()) {
            return false;
        }
        for (int i = 0; i < slices.size(); i += Batch.MAX_SPANS) {
            Batch batch =
                    new Batch(
                            UUID.randomUUID().toString(),
                            slices.subList(i, Math.min(slices.size(), i + Batch.MAX_SPANS)).stream()
                                    .map(slice -> slice.span(person, secrets.seed()))
                                    .toList());
            Answer answer =
                    api.post("/api/agent/batch", device.get().agentKey(), codec.encode(batch));
            if (answer.status() == 403) {
                return false;
            }
            answer.expect(200);
        }
        return true;
    }
}
