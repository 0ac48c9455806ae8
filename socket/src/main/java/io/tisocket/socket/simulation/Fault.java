// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.simulation;

/** One way in which a network, or the machine at its end, misbehaves. All are things that real ones do. */
public enum Fault {
    /** What was sent in one piece arrives in several; decided for each piece. */
    PARTIAL_READ,
    /** The operating system takes only a part of what is written, and the rest later; decided for each attempt to write. */
    PARTIAL_WRITE,
    /** A piece, and all that follows it, arrives only after a part of {@link Faults#stall()}; decided for each piece. */
    STALL,
    /** The connection is reset and what was under way in both directions is lost; decided for each piece. */
    RESET,
    /** An attempt to connect is refused although somebody listens; decided for each address tried. */
    REFUSED,
    /** The kernel's queue of a listener is full and drops the attempt, which is repeated after 1, 2, 4 … seconds. */
    QUEUE_FULL,
    /** An attempt to connect is never answered; it fails with ETIMEDOUT after {@code 127} seconds. */
    BLACK_HOLE,
    /**
     * The machine is out of descriptors: connecting and listening fail with EMFILE, a connection that arrives waits for a
     * tenth of a second before it is seen.
     */
    NO_DESCRIPTORS,
    /** A listener breaks, with EIO, when a connection arrives. */
    LISTENER_BREAKS,
    /** A look-up of a name takes a part of {@link Faults#stall()}; addresses are not looked up. */
    SLOW_LOOKUP,
    /** A look-up of a name finds nothing. */
    FAILED_LOOKUP
}
