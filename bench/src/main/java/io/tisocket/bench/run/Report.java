// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import java.util.List;

/** Everything that a report is made from. */
record Report(Options options, Machine machine, List<Peer> peers, List<Workload> workloads, Results results) {

    /** Returns the servers that took part. */
    List<Peer> present() {
        return peers.stream().filter(Peer::isThere).toList();
    }

    /** Returns the workloads under which something was measured. */
    List<Workload> measured() {
        return workloads.stream().filter(results::has).toList();
    }
}
