// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.load;

import io.tisocket.reliability.trial.Trial;
import java.util.List;

/** All trials of this kind. */
public final class LoadTrials {

    /** In the order of the report. */
    public static final List<Trial> ALL = List.of(
            new Trial("10,000 idle connections, then a message each", 1, 3, IdleCrowd::once),
            new Trial("connections one after another, " + Sequence.LENGTH + " a round", 4, 1000, Sequence::once),
            new Trial("1,000 slow readers beside a fast one", 1, 10, SlowReaders::once),
            new Trial("mixed traffic, 3 s a round", 1, 100, MixedTraffic::once));

    private LoadTrials() {}
}
