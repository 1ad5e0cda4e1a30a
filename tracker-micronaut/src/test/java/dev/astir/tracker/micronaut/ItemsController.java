package dev.astir.tracker.micronaut;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.Map;

@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
class ItemsController {

    /** Answers with how much it has read. */
    @Post(value = "/items", consumes = MediaType.ALL)
    String bytes(@Body byte[] body) {
        return Integer.toString(body.length);
    }

    @Post("/objects")
    String object(@Body Map<String, Object> body) {
        return String.valueOf(body.get("operation"));
    }

    @Post(value = "/ignored", consumes = MediaType.ALL)
    String ignored() {
        return "ignored";
    }

    @Get("/items")
    String list() {
        return "listed";
    }

    @Get("/mine")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    String mine() {
        return "mine";
    }
}
