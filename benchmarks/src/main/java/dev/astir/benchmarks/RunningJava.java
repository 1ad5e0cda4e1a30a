package dev.astir.benchmarks;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * A Java machine of this computer, asked through its management, which the program in it knows
 * nothing of. Thread-safe.
 */
public final class RunningJava implements AutoCloseable {
    /** Lets the Java machine count its memory outside of the heap. */
    public static final String COUNTING_OPTION = "-XX:NativeMemoryTracking=summary";

    /** What is allocated by its libraries, as Netty's buffers are. */
    private static final Pattern OTHER = Pattern.compile("Other \\(reserved=(\\d+)KB");

    private static final int KILO = 1_024;
    private static final int COLLECTIONS = 2;

    private final JMXConnector connector;
    private final MBeanServerConnection server;

    /** The address comes from the process itself, which is of our making. */
    @SuppressWarnings("BanJNDI")
    public RunningJava(long pid) throws IOException {
        connector = JMXConnectorFactory.connect(new JMXServiceURL(agent(pid)));
        server = connector.getMBeanServerConnection();
    }

    private static String agent(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return machine.startLocalManagementAgent();
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }

    /**
     * The bytes of live objects and of buffers outside of the heap, after collections of garbage.
     *
     * @throws IOException also if it was not started with {@link #COUNTING_OPTION}
     */
    public long liveBytes() throws IOException {
        MemoryMXBean memory =
                ManagementFactory.newPlatformMXBeanProxy(
                        server, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
        for (int i = 0; i < COLLECTIONS; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed() + outside();
    }

    private long outside() throws IOException {
        Object summary;
        try {
            summary =
                    server.invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "vmNativeMemory",
                            new Object[] {new String[] {"summary"}},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new IOException(e);
        }
        Matcher other = OTHER.matcher(String.valueOf(summary));
        if (!other.find()) {
            throw new IOException("The app was not started with " + COUNTING_OPTION);
        }
        return Long.parseLong(other.group(1)) * KILO;
    }

    /** For how long its collectors of garbage have worked since its start. */
    public Duration collecting() throws IOException {
        long millis =
                ManagementFactory.getPlatformMXBeans(server, GarbageCollectorMXBean.class).stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .filter(each -> each > 0) // -1 where it is not known
                        .sum();
        return Duration.ofMillis(millis);
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
