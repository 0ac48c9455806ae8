// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js.host;

import io.tisocket.socket.SocketLoop;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.graalvm.polyglot.HostAccess.Export;

/**
 * All that the prelude can reach of Java: one object for each concern. Scripts never see it.
 *
 * <p>Buffers, blobs and streams pass through the prelude as handles without members of their own.
 */
public final class Host {

    /** Makes errors. */
    @Export
    public final ScriptErrors errors = new ScriptErrors();

    /** Prints. */
    @Export
    public final OutputHost output;

    /** Waits. */
    @Export
    public final TimerHost timers;

    /** Makes and edits buffers. */
    @Export
    public final BufferHost buffers = new BufferHost(errors);

    /** Makes and reads blobs. */
    @Export
    public final BlobHost blobs = new BlobHost(errors);

    /** Reads, writes and pumps streams. */
    @Export
    public final StreamHost streams;

    /** Makes, connects, binds and closes sockets. */
    @Export
    public final SocketHost sockets;

    /** Reads the script's own files. */
    @Export
    public final FileHost files;

    /** Describes the machine. */
    @Export
    public final PlatformHost platform = new PlatformHost();

    private final List<String> arguments;

    /** Creates the host of one script, which lives in {@code folder}, on {@code loop}. */
    public Host(SocketLoop loop, Path folder, List<String> arguments, PrintStream output, PrintStream errors) {
        this.output = new OutputHost(output, errors);
        this.timers = new TimerHost(loop);
        this.streams = new StreamHost(this.errors, loop);
        this.sockets = new SocketHost(this.errors, loop);
        this.files = new FileHost(this.errors, folder);
        this.arguments = List.copyOf(arguments);
    }

    /** Returns how many arguments the script was started with. */
    @Export
    public int argumentCount() {
        return arguments.size();
    }

    /** Returns one argument of the script. */
    @Export
    public String argument(int index) {
        return arguments.get(index);
    }
}
