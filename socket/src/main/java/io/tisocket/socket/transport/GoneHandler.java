// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

/** Learns only that the connection broke: bytes and the end of the stream wait until somebody has accepted it. */
record GoneHandler(Runnable gone) implements WireHandler {

    @Override
    public void readable() {
        // Not yet.
    }

    @Override
    public void failed(WireException reason) {
        gone.run();
    }
}
