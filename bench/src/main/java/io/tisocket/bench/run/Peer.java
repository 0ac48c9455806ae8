// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import java.util.List;
import java.util.Map;

/**
 * A server to compare.
 *
 * @param id what users and reports call it
 * @param title what it is
 * @param command starts it, with the mode as a last argument
 * @param environment added to that of this process
 * @param start runs its one-line script; empty: nothing to compare
 * @param probe tells its memory
 * @param flags what it was started with that may matter, for the report
 * @param missing why it cannot run here; empty: it can
 */
record Peer(
        String id,
        String title,
        List<String> command,
        Map<String, String> environment,
        List<String> start,
        MemoryProbe probe,
        String flags,
        String missing) {

    /** A peer that can run, with nothing special. */
    static Peer of(String id, String title, MemoryProbe probe, List<String> command) {
        return new Peer(id, title, command, Map.of(), List.of(), probe, "", "");
    }

    Peer withFlags(String flags) {
        return new Peer(id, title, command, environment, start, probe, flags, missing);
    }

    Peer withStart(List<String> start) {
        return new Peer(id, title, command, environment, start, probe, flags, missing);
    }

    Peer withEnvironment(Map<String, String> environment) {
        return new Peer(id, title, command, environment, start, probe, flags, missing);
    }

    Peer missingIf(boolean isMissing, String reason) {
        return isMissing && missing.isEmpty()
                ? new Peer(id, title, command, environment, start, probe, flags, reason)
                : this;
    }

    boolean isThere() {
        return missing.isEmpty();
    }
}
