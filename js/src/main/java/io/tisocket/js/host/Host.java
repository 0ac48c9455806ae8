// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js.host;

import io.tisocket.socket.SocketLoop;
import java.io.PrintStream;
import java.util.function.Function;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/**
 * All that the prelude can reach of Java: one object for each concern. Scripts never see it.
 *
 * <p>Buffers, blobs and streams pass through the prelude as handles without members of their own.
 */
public final class Host {

    private final ScriptErrors errors = new ScriptErrors();

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

    /** Reads one chunk, gives up. */
    @Export
    public final PullHost pull = new PullHost(errors);

    /** Reads and writes files. */
    @Export
    public final FileHost files;

    /** Finds and evaluates modules. */
    @Export
    public final ModuleHost modules;

    /** Keeps properties. */
    @Export
    public final PropertyHost properties;

    /** Encodes and digests. */
    @Export
    public final EncodingHost encoding = new EncodingHost(errors);

    /** Describes the machine. */
    @Export
    public final PlatformHost platform = new PlatformHost();

    private final Program program;

    /** Creates the host of one script, which reaches {@code folders}, on {@code loop}. */
    public Host(SocketLoop loop, Program program, ScriptFolders folders, PrintStream output, PrintStream errors) {
        this.output = new OutputHost(output, errors);
        this.timers = new TimerHost(loop);
        this.streams = new StreamHost(this.errors, loop);
        this.sockets = new SocketHost(this.errors, loop);
        this.files = new FileHost(this.errors, folders, loop);
        this.modules = new ModuleHost(this.errors, folders, program);
        this.properties = new PropertyHost(this.errors, folders);
        this.program = program;
    }

    /** Takes what finds functions of the prelude by their names. */
    public void open(Function<String, Value> internal) {
        errors.open(internal);
        output.open(internal);
    }

    /** Tells the prelude that the main script has run to the end of its text, or has thrown. */
    public void mainHasRun() {
        modules.mainHasRun();
    }

    /** Returns how many arguments the script was started with. */
    @Export
    public int argumentCount() {
        return program.arguments().size();
    }

    /** Returns the name of the script's file, without its extension. */
    @Export
    public String title() {
        return program.title();
    }

    /** Returns one argument of the script. */
    @Export
    public String argument(int index) {
        return program.arguments().get(index);
    }
}
