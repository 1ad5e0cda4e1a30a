package dev.astir.app.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A mail as its two alternatives. Immutable. */
record MailText(String plain, String html) {

    static MailText of(Mail mail) {
        return new MailText(plain(mail), html(mail));
    }

    private static String plain(Mail mail) {
        List<String> blocks = new ArrayList<>(mail.paragraphs());
        Mail.@Nullable Link link = mail.link();
        if (link != null) {
            blocks.add(link.text() + ":\n" + link.address());
        }
        blocks.addAll(mail.smallPrint());
        return String.join("\n\n", blocks) + "\n";
    }

    /** Mail programs know no style sheets, so the few styles stand with their elements. */
    private static String html(Mail mail) {
        Mail.@Nullable Link link = mail.link();
        String button =
                link == null
                        ? ""
                        : """
                        <p style="margin:24px 0"><a href="%s" style="background:#0b6e5f;color:#ffffff;\
                        padding:12px 20px;border-radius:6px;text-decoration:none;display:inline-block">\
                        %s</a></p>
                        """
                                .formatted(escape(link.address().toString()), escape(link.text()));
        return """
        <!doctype html>
        <html><head><meta charset="utf-8"><title>%s</title></head>
        <body style="font-family:sans-serif;font-size:16px;line-height:1.5;color:#1b2126">
        %s%s%s</body></html>
        """
                .formatted(
                        escape(mail.subject()),
                        paragraphs(mail.paragraphs(), ""),
                        button,
                        paragraphs(mail.smallPrint(), " style=\"font-size:14px;color:#57606a\""));
    }

    private static String paragraphs(List<String> texts, String style) {
        return texts.stream()
                .map(text -> "<p" + style + ">" + escape(text) + "</p>\n")
                .collect(Collectors.joining());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
