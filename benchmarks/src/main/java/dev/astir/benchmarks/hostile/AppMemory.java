package dev.astir.benchmarks.hostile;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.astir.benchmarks.ProcessTree;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * What the app's process holds, asked through its Java machine's management, which the app knows
 * nothing of. Thread-safe.
 */
final class AppMemory implements AutoCloseable {
    /** Lets the Java machine count its memory outside of the heap. */
    static final String OPTION = "-XX:NativeMemoryTracking=summary";

    /** What is allocated by its libraries, as Netty's buffers are. */
    private static final Pattern OTHER = Pattern.compile("Other \\(reserved=(\\d+)KB");

    private static final int KILO = 1_024;
    private static final int COLLECTIONS = 2;
    private static final int PATIENCE_SECONDS = 15;
    private static final int SAMPLE_MILLIS = 50;
    private static final long UNKNOWN = -1;

    private final ProcessTree process;
    private final JMXConnector connector;
    private final MBeanServerConnection server;
    private final AtomicLong resident = new AtomicLong();
    private final Thread sampler = new Thread(this::sample, "resident memory");
    private volatile boolean isClosed;

    /** The address comes from the process itself, which is of our making. */
    @SuppressWarnings("BanJNDI")
    AppMemory(long pid) throws IOException {
        process = new ProcessTree(pid);
        connector = JMXConnectorFactory.connect(new JMXServiceURL(agent(pid)));
        server = connector.getMBeanServerConnection();
        sampler.setDaemon(true);
        sampler.start();
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
     * The bytes of live objects and of buffers outside of the heap, after collections of garbage;
     * negative when the app is not able to say.
     */
    long live() throws InterruptedException {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        Thread asking = new Thread(() -> answer.complete(ask()), "memory");
        asking.setDaemon(true);
        asking.start();
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return UNKNOWN;
        }
    }

    private long ask() {
        try {
            MemoryMXBean memory =
                    ManagementFactory.newPlatformMXBeanProxy(
                            server, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
            for (int i = 0; i < COLLECTIONS; i++) {
                memory.gc();
            }
            return memory.getHeapMemoryUsage().getUsed() + outside();
        } catch (IOException | JMException | RuntimeException e) {
            return UNKNOWN;
        }
    }

    private long outside() throws IOException, JMException {
        Object summary =
                server.invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "vmNativeMemory",
                        new Object[] {new String[] {"summary"}},
                        new String[] {String[].class.getName()});
        Matcher other = OTHER.matcher(String.valueOf(summary));
        if (!other.find()) {
            throw new IOException("The app was not started with " + OPTION);
        }
        return Long.parseLong(other.group(1)) * KILO;
    }

    /** The most bytes that were resident since the last call. */
    long highestResident() {
        return resident.getAndSet(0);
    }

    private void sample() {
        try {
            while (!isClosed) {
                resident.accumulateAndGet(process.residentBytes(), Math::max);
                Thread.sleep(SAMPLE_MILLIS);
            }
        } catch (InterruptedException | IllegalStateException e) {
            // The app ended.
        }
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        connector.close();
    }
}
