package dev.astir.tracker.spring;

import static java.util.stream.Collectors.joining;

import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.TrackerDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ConfigurableApplicationContext;

/** A Spring Boot application on a port of its own, and a client of it. */
final class RunningApplication implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Runs an application without Spring Security, which would ask every test for a password. */
    static RunningApplication start(Class<?> application, Map<String, ?> properties) {
        Map<String, Object> all = new HashMap<>();
        all.put("spring.autoconfigure.exclude", security());
        all.putAll(properties);
        return startSecured(application, all);
    }

    /** Runs an application with everything that is on the class path. */
    static RunningApplication startSecured(Class<?> application, Map<String, ?> properties) {
        Map<String, Object> all = new HashMap<>();
        all.put("server.address", "127.0.0.1");
        all.put("server.port", 0);
        all.put("spring.flyway.enabled", false);
        all.putAll(properties);
        SpringApplication spring = new SpringApplication(application);
        spring.setBannerMode(Banner.Mode.OFF);
        spring.setRegisterShutdownHook(false);
        spring.setDefaultProperties(all);
        return new RunningApplication(spring.run());
    }

    /** The settings that an adopter has anyway. */
    static Map<String, Object> dataSource(TrackerDatabase database) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("spring.datasource.url", database.url());
        properties.put("spring.datasource.hikari.maximum-pool-size", 2);
        return properties;
    }

    private static String security() {
        return ImportCandidates.load(
                        AutoConfiguration.class, RunningApplication.class.getClassLoader())
                .getCandidates()
                .stream()
                .filter(name -> name.startsWith("org.springframework.boot.security."))
                .collect(joining(","));
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    ActivityTracker tracker() {
        return context.getBean(ActivityTracker.class);
    }

    HttpClient client() {
        return client;
    }

    HttpRequest.Builder request(String path) {
        String port = context.getEnvironment().getProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    HttpRequest.Builder post(String path, String contentType, String body) {
        return request(path)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    @Override
    public void close() {
        context.close();
    }
}
