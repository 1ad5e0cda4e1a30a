package dev.astir.demo;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/** Lets the demo's people work as a process of its own, beside an app that has their accounts. */
public final class Main {

    /** The command line, or what it points at, cannot be used. */
    private static final int BAD_ARGUMENTS = 2;

    /** The app does not take them. */
    private static final int FAILED = 1;

    private static final String USAGE =
            """
            usage: java -jar demo.jar SERVER SECRETS
              SERVER   the app's address, such as http://127.0.0.1:8080
              SECRETS  demo.properties of the ASTIR_HOME in which an app was once started with
                       ASTIR_DEMO=true: that makes the accounts\
            """;

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        // Before the first logger: in an app's folder there is no logback.xml but the app's.
        System.setProperty("logback.configurationFile", "dev/astir/demo/logback.xml");
        if (args.length != 2) {
            System.err.println(USAGE);
            System.exit(BAD_ARGUMENTS);
        }
        Demo demo;
        try {
            demo = Demo.start(server(args[0]), secrets(args[1]), Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            System.err.println("demo: " + e.getMessage());
            System.exit(BAD_ARGUMENTS);
            return;
        } catch (DemoException e) {
            System.err.println("demo: " + e.getMessage());
            System.exit(FAILED);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "astir-demo-shutdown"));
        System.out.println(Person.all().size() + " people are at work at " + args[0]);
        new CountDownLatch(1).await(); // the shutdown hook does the rest
    }

    private static URI server(String text) {
        URI server;
        try {
            server = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw badServer(text);
        }
        String scheme = server.getScheme();
        if (server.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw badServer(text);
        }
        return server;
    }

    private static IllegalArgumentException badServer(String text) {
        return new IllegalArgumentException(
                "SERVER is \"%s\"; allowed is http://host or https://host, optionally with port and path"
                        .formatted(text));
    }

    private static DemoSecrets secrets(String text) {
        Path file;
        try {
            file = Path.of(text);
        } catch (InvalidPathException e) {
            throw badSecrets(text);
        }
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw badSecrets(text);
        }
        return DemoSecrets.open(file);
    }

    private static IllegalArgumentException badSecrets(String text) {
        return new IllegalArgumentException(
                "SECRETS is \"%s\", which is no file that can be read; an app that is started with"
                                .formatted(text)
                        + " ASTIR_DEMO=true makes it in its ASTIR_HOME");
    }
}
