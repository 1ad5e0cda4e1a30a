package dev.astir.app.reports;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** What files there are of a report. */
@Introspected
public enum ReportFormat {
    /** For a spreadsheet. */
    @JsonProperty("csv")
    CSV,
    /** On paper. */
    @JsonProperty("pdf")
    PDF;

    /** The type of the file. */
    public String mediaType() {
        return this == CSV ? ReportFiles.CSV + "; charset=utf-8" : ReportFiles.PDF;
    }

    /** The name in JSON and in the database, and the ending of files: lower case. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
