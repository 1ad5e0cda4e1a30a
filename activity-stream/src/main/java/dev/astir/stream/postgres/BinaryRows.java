package dev.astir.stream.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PreferQueryMode;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/**
 * Rows in the form of the types' receive functions ({@code array_recv}, {@code record_recv} and so
 * on in PostgreSQL's source), which the server need not parse.
 */
final class BinaryRows implements RowArray {
    private static final int TSVECTOR = 3614; // the driver has no constant for it
    private static final int JSONB_VERSION = 1;
    private static final int NULL = -1;

    /** From 1970 to 2000, where PostgreSQL's times begin. */
    private static final long EPOCH_MILLIS = 946_684_800_000L;

    private static final int AT_FIRST = 16_384;
    private static final int NO_ROW = -1;

    private final String arrayType;
    private final int rowOid;
    private final int fields;
    private ByteBuffer bytes = ByteBuffer.allocate(AT_FIRST);
    private int rows;
    private int rowStart = NO_ROW;

    private BinaryRows(String arrayType, int rowOid, int fields) {
        this.arrayType = arrayType;
        this.rowOid = rowOid;
        this.fields = fields;
    }

    /**
     * Rows for this connection, if its driver takes them: its own interface may be hidden by a
     * wrapper, it may be set to send text alone, or be too old.
     */
    static @Nullable RowArray on(Connection connection, String type, int fields)
            throws SQLException {
        try {
            if (!connection.isWrapperFor(BaseConnection.class)) {
                return null;
            }
            BaseConnection driver = connection.unwrap(BaseConnection.class);
            if (driver.getPreferQueryMode() == PreferQueryMode.SIMPLE) {
                return null;
            }
            String arrayType = "_" + type;
            int rowOid = driver.getTypeInfo().getPGType(type);
            int arrayOid = driver.getTypeInfo().getPGType(arrayType);
            if (rowOid == Oid.UNSPECIFIED || arrayOid == Oid.UNSPECIFIED) {
                return null; // as text, PostgreSQL says what is missing
            }
            driver.getQueryExecutor().addBinarySendOid(arrayOid);
            return new BinaryRows(arrayType, rowOid, fields);
        } catch (LinkageError e) {
            return null;
        }
    }

    @Override
    public void row() {
        endRow();
        rows++;
        room(2 * Integer.BYTES);
        rowStart = bytes.position();
        bytes.putInt(0); // the length, when it is known
        bytes.putInt(fields);
    }

    private void endRow() {
        if (rowStart != NO_ROW) {
            bytes.putInt(rowStart, bytes.position() - rowStart - Integer.BYTES);
        }
    }

    @Override
    public void uuid(UUID value) {
        field(Oid.UUID, 2 * Long.BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits());
    }

    @Override
    public void text(@Nullable String value) {
        if (value == null) {
            room(2 * Integer.BYTES).putInt(Oid.TEXT).putInt(NULL);
        } else {
            byte[] text = value.getBytes(UTF_8);
            field(Oid.TEXT, text.length).put(text);
        }
    }

    @Override
    public void int4(int value) {
        field(Oid.INT4, Integer.BYTES).putInt(value);
    }

    @Override
    public void int8(long value) {
        field(Oid.INT8, Long.BYTES).putLong(value);
    }

    @Override
    public void bool(boolean value) {
        field(Oid.BOOL, 1).put((byte) (value ? 1 : 0));
    }

    @Override
    public void time(Instant value) {
        field(Oid.TIMESTAMPTZ, Long.BYTES).putLong((value.toEpochMilli() - EPOCH_MILLIS) * 1_000);
    }

    @Override
    public void texts(Collection<String> values) {
        int start = begin(Oid.TEXT_ARRAY);
        arrayHeader(Oid.TEXT, values.size());
        for (String value : values) {
            byte[] text = value.getBytes(UTF_8);
            room(Integer.BYTES + text.length).putInt(text.length).put(text);
        }
        end(start);
    }

    @Override
    public void json(String value) {
        byte[] text = value.getBytes(UTF_8);
        field(Oid.JSONB, 1 + text.length).put((byte) JSONB_VERSION).put(text);
    }

    @Override
    public void words(Collection<String> values) {
        int start = begin(TSVECTOR);
        room(Integer.BYTES).putInt(values.size());
        for (String value : values) {
            byte[] text = value.getBytes(UTF_8);
            // It ends with a zero byte; then comes the number of its positions.
            room(text.length + 1 + Short.BYTES).put(text).put((byte) 0).putShort((short) 0);
        }
        end(start);
    }

    @Override
    public void bind(PreparedStatement statement, int index) throws SQLException {
        endRow();
        ByteBuffer written = bytes;
        int length = written.position();
        bytes = ByteBuffer.allocate(length + 5 * Integer.BYTES);
        arrayHeader(rowOid, rows);
        bytes.put(written.array(), 0, length);
        statement.setObject(index, new Parameter(arrayType, bytes));
    }

    private void arrayHeader(int elementOid, int elements) {
        int dimensions = elements == 0 ? 0 : 1;
        room(5 * Integer.BYTES).putInt(dimensions).putInt(0).putInt(elementOid);
        if (dimensions > 0) {
            int lowerBound = 1;
            bytes.putInt(elements).putInt(lowerBound);
        }
    }

    /** A field of a known length, whose bytes are to follow. */
    private ByteBuffer field(int oid, int length) {
        return room(2 * Integer.BYTES + length).putInt(oid).putInt(length);
    }

    /** A field whose length {@link #end} fills in. */
    private int begin(int oid) {
        room(2 * Integer.BYTES).putInt(oid).putInt(0);
        return bytes.position();
    }

    private void end(int start) {
        bytes.putInt(start - Integer.BYTES, bytes.position() - start);
    }

    private ByteBuffer room(int length) {
        if (bytes.remaining() < length) {
            int needed = Math.addExact(bytes.position(), length);
            ByteBuffer larger = ByteBuffer.allocate(Math.max(needed, 2 * bytes.capacity()));
            bytes = larger.put(bytes.array(), 0, bytes.position());
        }
        return bytes;
    }

    /** What the driver asks for a value of a type that it does not know. */
    private static final class Parameter extends PGobject implements PGBinaryObject {
        private static final long serialVersionUID = 1;

        private final transient ByteBuffer bytes;

        Parameter(String type, ByteBuffer bytes) {
            this.bytes = bytes;
            setType(type);
        }

        @Override
        public void setByteValue(byte[] value, int offset) {
            throw new UnsupportedOperationException("only sent");
        }

        @Override
        public int lengthInBytes() {
            return bytes.position();
        }

        @Override
        public void toBytes(byte[] target, int offset) {
            System.arraycopy(bytes.array(), 0, target, offset, bytes.position());
        }
    }
}
