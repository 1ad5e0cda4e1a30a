package dev.astir.demo;

import static dev.astir.demo.Stay.minutes;
import static dev.astir.demo.Stay.seconds;

import java.util.List;

/** How people of one trade work: long stays in their tools, short looks at something else. */
public enum Job {
    /** Writes programs. */
    ENGINEER(
            Circle.PRODUCT,
            "Astir core",
            List.of(
                    minutes(App.of("IntelliJ IDEA"), 8, 45, 4),
                    minutes(App.of("Visual Studio Code"), 8, 30, 1)),
            List.of(
                    seconds(App.of("Terminal"), 45, 120, 4),
                    seconds(App.site("github.com"), 45, 150, 3),
                    seconds(App.of("Slack"), 40, 120, 2)),
            100),
    /** Keeps systems running. */
    OPERATOR(
            Circle.OPERATIONS,
            "Platform",
            List.of(
                    minutes(App.of("Terminal"), 4, 16, 4),
                    minutes(App.site("grafana.com"), 3, 12, 3),
                    minutes(App.of("Visual Studio Code"), 6, 20, 1)),
            List.of(
                    seconds(App.of("Slack"), 45, 150, 3),
                    seconds(App.site("github.com"), 45, 120, 1)),
            90),
    /** Draws. */
    DESIGNER(
            Circle.PRODUCT,
            "Mobile app",
            List.of(
                    minutes(App.of("Figma"), 8, 36, 5),
                    minutes(App.of("Inkscape"), 8, 25, 1),
                    minutes(App.of("GIMP"), 6, 20, 1)),
            List.of(
                    seconds(App.of("Slack"), 45, 120, 3),
                    seconds(App.site("figma.com"), 60, 240, 2),
                    seconds(App.site("wikipedia.org"), 60, 180, 1)),
            100),
    /** Writes for people. */
    WRITER(
            Circle.OPERATIONS,
            "Handbook",
            List.of(
                    minutes(App.of("LibreOffice Writer"), 6, 28, 4),
                    minutes(App.site("docs.google.com"), 3, 10, 2),
                    minutes(App.of("Thunderbird"), 2, 7, 2)),
            List.of(seconds(App.of("Slack"), 45, 120, 1)),
            80),
    /** Answers customers. */
    SUPPORT(
            Circle.OPERATIONS,
            "Support desk",
            List.of(
                    minutes(App.site("zammad.com"), 2, 7, 4),
                    minutes(App.of("Thunderbird"), 2, 6, 3),
                    minutes(App.of("Slack"), 2, 4, 1),
                    minutes(App.site("docs.google.com"), 2, 5, 1)),
            List.of(),
            0),
    /** Keeps the books. */
    ACCOUNTANT(
            Circle.OPERATIONS,
            "Month end",
            List.of(
                    minutes(App.of("LibreOffice Calc"), 6, 28, 4),
                    minutes(App.of("Thunderbird"), 3, 8, 2),
                    minutes(App.site("bank.example"), 4, 12, 1)),
            List.of(seconds(App.of("Slack"), 45, 120, 1)),
            80),
    /** Leads a team. */
    LEAD(
            Circle.PRODUCT,
            "Planning",
            List.of(
                    minutes(App.of("Slack"), 2, 7, 3),
                    minutes(App.of("Thunderbird"), 3, 12, 3),
                    minutes(App.site("calendar.google.com"), 2, 5, 1),
                    minutes(App.of("LibreOffice Writer"), 5, 15, 1)),
            List.of(),
            0);

    /** Who meets whom. */
    enum Circle {
        PRODUCT,
        OPERATIONS
    }

    private final Circle circle;
    private final String project;
    private final List<Stay> tools;
    private final List<Stay> looks;
    private final int lookPercent;

    Job(Circle circle, String project, List<Stay> tools, List<Stay> looks, int lookPercent) {
        this.circle = circle;
        this.project = project;
        this.tools = tools;
        this.looks = looks;
        this.lookPercent = lookPercent;
    }

    Circle circle() {
        return circle;
    }

    /** The name of the project that they work on. */
    String project() {
        return project;
    }

    /** The name of the project in which they help now and then. */
    String secondProject() {
        return switch (this) {
            case ENGINEER -> "Mobile app";
            case OPERATOR, ACCOUNTANT -> "Support desk";
            case DESIGNER, SUPPORT, LEAD -> "Handbook";
            case WRITER -> "Astir core";
        };
    }

    /** Whether they may be asked for on a Saturday, or in the evening. */
    boolean isOnCall() {
        return this == OPERATOR || this == SUPPORT;
    }

    /** What they work with. */
    List<Stay> tools() {
        return tools;
    }

    /** What they look at in between. */
    List<Stay> looks() {
        return looks;
    }

    /** After how many of a hundred stays in a tool they look at something else. */
    int lookPercent() {
        return lookPercent;
    }
}
