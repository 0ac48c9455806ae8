// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

/** What a connection or a listener shares with all threads; it outlives them, until the socket has the next. */
sealed interface Ledger permits Ledger.Blank, Traffic, Reception {

    /** Returns the numbers as they are now. Any thread. */
    SocketCounters counters();

    /** The ledger of a socket that has been neither CONNECTED nor LISTENING. */
    enum Blank implements Ledger {
        BLANK;

        @Override
        public SocketCounters counters() {
            return SocketCounters.ZERO;
        }
    }
}
