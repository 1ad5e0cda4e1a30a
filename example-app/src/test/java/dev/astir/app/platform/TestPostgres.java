package dev.astir.app.platform;

import java.io.IOException;
import java.nio.file.Path;

/** Opens the unpacking of PostgreSQL to tests of other packages. */
public final class TestPostgres {

    private TestPostgres() {}

    /** The programs, unpacked into a folder that many tests share. */
    public static Path programs(Path shared) throws IOException {
        return PostgresBinaries.unpack(shared);
    }
}
