package dev.astir.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What plays at a desk over a day: music for an hour or so, then silence. Stateless. */
final class Playlist {

    private static final Duration SHORTEST_TRACK = Duration.ofMinutes(3);
    private static final Duration LONGEST_TRACK = Duration.ofMinutes(5);

    private static final List<String> TRACKS =
            List.of(
                    "Time (You and I) · Khruangbin",
                    "Chega de Saudade · João Gilberto",
                    "So What · Miles Davis",
                    "Gymnopédie No. 1 · Erik Satie",
                    "Teardrop · Massive Attack",
                    "Pink + White · Frank Ocean",
                    "Clair de Lune · Claude Debussy",
                    "Águas de Março · Elis Regina",
                    "Everything in Its Right Place · Radiohead",
                    "Roygbiv · Boards of Canada",
                    "Lujon · Henry Mancini",
                    "La Femme d'Argent · Air",
                    "Nightcall · Kavinsky",
                    "Take Five · Dave Brubeck",
                    "Svefn-g-englar · Sigur Rós",
                    "Kerala · Bonobo",
                    "Two Weeks · Grizzly Bear",
                    "Naima · John Coltrane",
                    "Pyramid Song · Radiohead",
                    "Dreams · Fleetwood Mac",
                    "Africa · Toto",
                    "Holocene · Bon Iver",
                    "An Ending (Ascent) · Brian Eno",
                    "Avril 14th · Aphex Twin",
                    "Cantaloupe Island · Herbie Hancock",
                    "Feeling Good · Nina Simone",
                    "Merry Christmas Mr. Lawrence · Ryuichi Sakamoto",
                    "Music for a While · Henry Purcell",
                    "Autobahn · Kraftwerk",
                    "The Girl from Ipanema · Stan Getz",
                    "Bibo no Aozora · Ryuichi Sakamoto",
                    "Windowlicker · Aphex Twin",
                    "Harvest Moon · Neil Young",
                    "Oye Como Va · Santana",
                    "Zombie · Fela Kuti",
                    "Yègellé Tezeta · Mulatu Astatke",
                    "Strobe · deadmau5",
                    "Plastic Love · Mariya Takeuchi",
                    "Goldberg Variations: Aria · Johann Sebastian Bach",
                    "Nuvole Bianche · Ludovico Einaudi");

    private Playlist() {}

    /** The tracks between two times, in order. */
    static List<Track> plan(Instant from, Instant to, Random random) {
        List<String> order = new ArrayList<>(TRACKS);
        Collections.shuffle(order, random);
        List<Track> plays = new ArrayList<>();
        Instant now = from.plus(minutes(5, 40, random));
        while (now.isBefore(to)) {
            Instant silence = now.plus(minutes(40, 110, random));
            while (now.isBefore(silence) && now.isBefore(to)) {
                long seconds =
                        random.nextLong(SHORTEST_TRACK.toSeconds(), LONGEST_TRACK.toSeconds() + 1);
                Instant end = now.plusSeconds(seconds);
                plays.add(new Track(now, end, order.get(plays.size() % order.size())));
                now = end;
            }
            now = now.plus(minutes(15, 45, random));
        }
        return plays;
    }

    private static Duration minutes(int fewest, int most, Random random) {
        return Duration.ofSeconds(random.nextInt(fewest * 60, most * 60 + 1));
    }
}
