// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Whose turn it is in a round. Another server begins in each, and where each has two turns the second ones come in reverse
 * order: what gets steadily slower or faster meanwhile then meets all alike.
 */
final class Turns {

    private Turns() {}

    /** Returns those whose turn it is in {@code round}, from 1 on, one after another; {@code twice}: each two times. */
    static <T> List<T> of(List<T> servers, int round, boolean twice) {
        List<T> turns = new ArrayList<>(servers);
        Collections.rotate(turns, 1 - round);
        if (twice) {
            for (int last = servers.size() - 1; last >= 0; last--) {
                turns.add(turns.get(last));
            }
        }
        return turns;
    }
}
