// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * One socket of an implementation; the thinnest possible layer over its own calls.
 *
 * <p>What a call throws because it is not legal becomes a {@link MisuseException}, what it throws because of the network, or
 * for want of a connection, a {@link FailureException}; also a refused property becomes a {@code MisuseException} where the
 * implementation only logs it. The same socket is the same object in every event.
 */
public interface SocketUnderTest {

    /** Returns the state's number, 1 to 5. */
    int state();

    /** Returns the host, empty when none is set. */
    String host();

    /** Sets the host. */
    void host(String host);

    /** Returns the port, 0 when none is set. */
    int port();

    /** Sets the port. */
    void port(int port);

    /** Returns the timeout in milliseconds, 0 for none. */
    long timeoutMillis();

    /** Sets the timeout in milliseconds. */
    void timeoutMillis(long timeout);

    /** Sets how many may wait. */
    void listenQueueSize(int connections);

    /** Sets the callback of a kind that {@link Kind#isSocketEvent()}. */
    void handle(Kind kind, Consumer<Happening> handler);

    /** Calls {@code connect()}. */
    void connect();

    /** Calls {@code listen()}. */
    void listen();

    /** Calls {@code accept()}, without argument when {@code request} is empty. */
    void accept(Optional<AcceptRequest> request);

    /** Calls {@code close()}. */
    void close();

    /** Aborts; called only with {@link Feature#ABORT}. */
    void abort();

    /** Reads, blocking, up to {@code length} bytes into {@code target} from {@code offset}; -1 at the end of the stream. */
    int read(byte[] target, int offset, int length);

    /** Reads as {@link #read}, asynchronously. */
    void readAsync(byte[] target, int offset, int length, Consumer<Outcome> whenRead);

    /** Writes, blocking, {@code length} bytes of {@code source} from {@code offset}. */
    int write(byte[] source, int offset, int length);

    /** Writes as {@link #write}, asynchronously. */
    void writeAsync(byte[] source, int offset, int length, Consumer<Outcome> whenWritten);

    /**
     * Writes a buffer with the bytes of {@code source} asynchronously and, before returning, overwrites that same buffer with
     * zeros.
     */
    void writeAsyncThenOverwrite(byte[] source, Consumer<Outcome> whenWritten);

    /** Pumps asynchronously, {@code maxChunk} bytes at most for each call of {@code handler}. */
    void pump(int maxChunk, Consumer<Outcome> handler);

    /** Tells whether the stream calls itself readable. */
    boolean isReadable();

    /** Tells whether the stream calls itself writable. */
    boolean isWritable();
}
