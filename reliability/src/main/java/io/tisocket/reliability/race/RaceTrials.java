// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.race;

import io.tisocket.reliability.trial.Trial;
import java.util.List;

/** All trials of this kind. */
public final class RaceTrials {

    /** In the order of the report. */
    public static final List<Trial> ALL = List.of(
            new Trial("close() against connect()", 100, 25_000, CloseRaces::connect),
            new Trial("abort() against connect()", 100, 25_000, CloseRaces::abortConnect),
            new Trial("close() against accept()", 100, 25_000, CloseRaces::accept),
            new Trial("close() against a read and arriving bytes", 100, 25_000, CloseRaces::read),
            new Trial("close() against writes", 100, 25_000, CloseRaces::write),
            new Trial("close() against close()", 100, 25_000, CloseRaces::close),
            new Trial("close() inside every callback", 20, 5_000, InsideCallbacks::once),
            new Trial("every method from four threads", 10, 1_000, ForeignThreads::once),
            new Trial("a loop closed with everything under way", 10, 1_000, LoopEnd::once),
            new Trial("connections spread over four loops", 5, 500, SpreadConnections::once),
            new Trial("a loop closed while connections are handed to it", 30, 5_000, SpreadEnd::once));

    private RaceTrials() {}
}
