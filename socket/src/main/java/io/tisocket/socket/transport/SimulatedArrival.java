// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import java.net.InetSocketAddress;

/** A connection that has arrived at a simulated listener. */
final class SimulatedArrival implements Arrival {

    private final SimulatedWire wire;

    SimulatedArrival(SimulatedWire wire) {
        this.wire = wire;
    }

    void belongsTo(SimulatedProcess process) {
        wire.belongsTo(process);
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return wire.remoteAddress();
    }

    @Override
    public void watch(Runnable gone) {
        wire.start(new GoneHandler(gone), false);
    }

    @Override
    public void release(Runnable released) {
        wire.belongsTo(null);
        released.run();
    }

    @Override
    public Wire join(Transport transport) {
        wire.belongsTo(transport instanceof SimulatedProcess process ? process : null);
        return wire;
    }

    @Override
    public void reset() {
        wire.reset();
    }
}
