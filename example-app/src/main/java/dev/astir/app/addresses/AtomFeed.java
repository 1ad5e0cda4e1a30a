package dev.astir.app.addresses;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.astir.app.feed.NewestEvents;
import dev.astir.app.identity.Caller;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.web.PublicAddress;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.EventFilter;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the feed as Atom (RFC 4287). It has no link to itself, which would put the token into each
 * copy of what was read. Thread-safe.
 */
@Singleton
class AtomFeed {

    /** What readers usually show. */
    static final int ENTRIES = 50;

    private static final String NAMESPACE = "http://www.w3.org/2005/Atom";
    private static final String APP = "Astir";

    private final NewestEvents feed;
    private final Organizations organizations;
    private final PublicAddress address;

    AtomFeed(NewestEvents feed, Organizations organizations, PublicAddress address) {
        this.feed = feed;
        this.organizations = organizations;
        this.address = address;
    }

    /** The newest events that the caller may see, in UTF-8. Blocks. */
    byte[] write(Caller caller, EventFilter filter) {
        UUID organizationId = caller.organizationId();
        String title = organizations.get(organizationId).name();
        List<ActivityEvent> events = feed.newest(caller, filter, ENTRIES);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter out =
                    XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, UTF_8.name());
            out.writeStartDocument(UTF_8.name(), "1.0");
            out.setDefaultNamespace(NAMESPACE);
            out.writeStartElement(NAMESPACE, "feed");
            out.writeDefaultNamespace(NAMESPACE);
            text(out, "id", "urn:uuid:" + organizationId);
            text(out, "title", title);
            // Of an empty feed nothing was ever changed, and the format wants a time.
            text(out, "updated", events.isEmpty() ? Instant.EPOCH : events.getFirst().timestamp());
            link(out, address.link("/feed").toString());
            for (ActivityEvent event : events) {
                entry(out, event);
            }
            out.writeEndElement();
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e); // it is written to memory
        }
        return bytes.toByteArray();
    }

    private void entry(XMLStreamWriter out, ActivityEvent event) throws XMLStreamException {
        out.writeStartElement(NAMESPACE, "entry");
        text(out, "id", "urn:uuid:" + event.id());
        text(out, "title", orElse(event.message(), event.eventType()));
        text(out, "published", event.timestamp());
        text(out, "updated", event.timestamp());
        out.writeStartElement(NAMESPACE, "author");
        text(out, "name", orElse(event.actorName(), APP));
        out.writeEndElement();
        out.writeEmptyElement(NAMESPACE, "category");
        out.writeAttribute("term", event.eventType());
        link(out, target(event));
        out.writeEndElement();
    }

    /** What an event is about, or the feed. */
    private String target(ActivityEvent event) {
        String url = event.entityUrl();
        if (url == null) {
            return address.link("/feed").toString();
        }
        return url.startsWith("/") ? address.link(url).toString() : url;
    }

    private static void link(XMLStreamWriter out, String target) throws XMLStreamException {
        out.writeEmptyElement(NAMESPACE, "link");
        out.writeAttribute("rel", "alternate");
        out.writeAttribute("href", target);
    }

    private static void text(XMLStreamWriter out, String name, Object value)
            throws XMLStreamException {
        out.writeStartElement(NAMESPACE, name);
        out.writeCharacters(XmlText.of(value.toString()));
        out.writeEndElement();
    }

    private static String orElse(@Nullable String text, String other) {
        return text == null || text.isBlank() ? other : text;
    }
}
