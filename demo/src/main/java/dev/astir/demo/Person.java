package dev.astir.demo;

import java.time.ZoneId;
import java.util.List;

/**
 * One of the demo's people. Immutable.
 *
 * @param name the full name
 * @param login what stands before the @ of the e-mail address
 * @param role what they may do, as the app's API writes it
 * @param zone where they live
 * @param job how they work
 * @param hearsMusic whether music plays at their desk, now and then
 */
public record Person(
        String name, String login, String role, ZoneId zone, Job job, boolean hearsMusic) {

    /** The domain is reserved: mail to it goes nowhere (RFC 2606). */
    public static final String DOMAIN = "demo.example";

    private static final List<Person> ALL =
            List.of(
                    person("Ada Lindqvist", "admin", "admin", "Europe/Stockholm", Job.OPERATOR),
                    person("Marcus Webb", "manager", "manager", "Europe/London", Job.LEAD),
                    person("Alice Moreau", "alice", "Europe/Paris", Job.ENGINEER).withMusic(),
                    person("Bob Okafor", "bob", "Africa/Lagos", Job.SUPPORT),
                    person("Chiyo Tanaka", "chiyo", "Asia/Tokyo", Job.DESIGNER).withMusic(),
                    person("Diego Álvarez", "diego", "America/Mexico_City", Job.ENGINEER)
                            .withMusic(),
                    person("Elif Yıldız", "elif", "Europe/Istanbul", Job.ACCOUNTANT),
                    person("Farah Haddad", "farah", "Asia/Beirut", Job.WRITER).withMusic(),
                    person("Grace O'Neill", "grace", "manager", "Europe/Dublin", Job.SUPPORT),
                    person("Hugo Lefèvre", "hugo", "manager", "Europe/Brussels", Job.OPERATOR)
                            .withMusic(),
                    person("Ines Costa", "ines", "America/Sao_Paulo", Job.DESIGNER).withMusic(),
                    person("Jonas Keller", "jonas", "Europe/Berlin", Job.ENGINEER).withMusic());

    /** The twelve; the first is the administrator. */
    public static List<Person> all() {
        return ALL;
    }

    /** Their address, with which they sign in. */
    public String email() {
        return login + "@" + DOMAIN;
    }

    /** The name of their computer. */
    String device() {
        return login + "-demo";
    }

    private static Person person(String name, String login, String zone, Job job) {
        return person(name, login, "employee", zone, job);
    }

    private static Person person(String name, String login, String role, String zone, Job job) {
        return new Person(name, login, role, ZoneId.of(zone), job, false);
    }

    private Person withMusic() {
        return new Person(name, login, role, zone, job, true);
    }
}
