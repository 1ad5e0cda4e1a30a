package dev.astir.tracker.spring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.multipart.MultipartFile;

/** An application as an adopter has it: it knows nothing of the tracker. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ItemsApplication.ItemsController.class, ItemsApplication.Gate.class})
class ItemsApplication {

    record Item(@Nullable String operation, @Nullable Integer count) {}

    /** Holds a request until the test lets it go on. */
    static final class Gate {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch opened = new CountDownLatch(1);
    }

    @RestController
    static class ItemsController {
        private final Gate gate;

        ItemsController(Gate gate) {
            this.gate = gate;
        }

        @GetMapping("/items")
        String list() {
            return "listed";
        }

        @GetMapping("/items/{id}")
        String get(@PathVariable String id) {
            return id;
        }

        @RequestMapping("/any")
        String anyMethod() {
            return "any";
        }

        @PostMapping("/items")
        String create(@RequestBody Item item) {
            return item.operation() + " " + item.count();
        }

        @PostMapping(path = "/lines", consumes = MediaType.APPLICATION_NDJSON_VALUE)
        String createFromLines(@RequestBody String lines) {
            return lines.lines().count() + " lines";
        }

        @PostMapping("/upload")
        String upload(@RequestParam String name, @RequestParam MultipartFile file)
                throws IOException {
            return name + "=" + new String(file.getBytes(), StandardCharsets.UTF_8);
        }

        @PostMapping("/callable")
        Callable<String> callable(@RequestBody Item item) {
            return () -> "callable " + item.operation();
        }

        @PostMapping("/deferred")
        DeferredResult<String> deferred(@RequestBody Item item) {
            DeferredResult<String> result = new DeferredResult<>();
            CompletableFuture.runAsync(() -> result.setResult("deferred " + item.operation()))
                    .exceptionally(e -> {
                        result.setErrorResult(e);
                        return null;
                    });
            return result;
        }

        @PostMapping("/failing")
        String failing(@RequestBody Item item) {
            throw new IllegalStateException("no " + item.operation());
        }

        @PostMapping("/held")
        String held(@RequestBody Item item) throws InterruptedException {
            gate.entered.countDown();
            return gate.opened.await(30, TimeUnit.SECONDS) ? "held " + item.operation() : "late";
        }
    }
}
