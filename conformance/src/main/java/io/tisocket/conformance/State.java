// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import java.util.List;

/** The numbers of the five states. */
public final class State {

    /** Nothing asked, or a connect pending. */
    public static final int INITIALIZED = 1;

    /** Connected to a peer. */
    public static final int CONNECTED = 2;

    /** Bound, connections queue up. */
    public static final int LISTENING = 3;

    /** Closed on this side. */
    public static final int CLOSED = 4;

    /** Ended by a failure. */
    public static final int ERROR = 5;

    private static final List<String> NAMES = List.of("INITIALIZED", "CONNECTED", "LISTENING", "CLOSED", "ERROR");

    private State() {}

    /** Returns the name of {@code state}, or that there is none. */
    public static String name(int state) {
        return state < 1 || state > NAMES.size() ? "no state (" + state + ")" : NAMES.get(state - 1);
    }
}
