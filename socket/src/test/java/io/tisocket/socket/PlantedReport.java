// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import io.tisocket.socket.FaultyHistory.Told;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** One bug in what sockets report; the network below them is sound. */
enum PlantedReport {
    SECOND_CONNECTED(Told.CONNECTED, "connected again, or after its end", PlantedReport::twice),
    SECOND_ACCEPTED(Told.ACCEPTED, "accepted without having been asked to", PlantedReport::twice),
    SECOND_COMPLETION(Told.COMPLETED, "completed twice", PlantedReport::twice),
    SECOND_TERMINAL_EVENT(Told.TERMINATED, "a second terminal event", PlantedReport::twice),
    NO_COMPLETION(Told.COMPLETED, "operations", PlantedReport::never),
    NO_TERMINAL_EVENT(Told.TERMINATED, "0 terminal events", PlantedReport::never),
    LATE_COMPLETION(Told.COMPLETED, "completed after the terminal event", PlantedReport::late),
    LATE_ACCEPTED(Told.ACCEPTED, "accepted after its terminal event", PlantedReport::late),
    STRANGE_FAILURE(Told.COMPLETED, "ended in neither a failure nor a close", (history, receiver, report) -> {
        ((Talker) receiver).failed("read", new IOException("planted"));
        report.run();
    }),
    TERMINAL_EVENT_WHILE_CONNECTED(
            Told.CONNECTED, "a terminal event in state CONNECTED", (history, receiver, report) -> {
                report.run();
                ((Talker) receiver).terminated("planted");
            }),
    TERMINAL_EVENT_WHILE_LISTENING(
            Told.ACCEPTED, "a terminal event in state LISTENING", (history, receiver, report) -> {
                report.run();
                ((HistoryListener) receiver).terminated("planted");
            }),
    TERMINAL_EVENT_AFTER_ABORT(Told.COMPLETED, "a terminal event after abort()", (history, receiver, report) -> {
        report.run();
        if (((Talker) receiver).socket.state() == SocketState.CLOSED) {
            ((Talker) receiver).terminated("planted");
        }
    }),
    EXCEPTION(Told.CONNECTED, "a callback threw", (history, receiver, report) -> {
        throw new IllegalStateException("planted");
    });

    private final Told told;
    private final String says;
    private final Bug bug;

    PlantedReport(Told told, String says, Bug bug) {
        this.told = told;
        this.says = says;
        this.bug = bug;
    }

    /** What becomes of a report. */
    private interface Bug {
        void meet(FaultyHistory history, Object receiver, Runnable report);
    }

    private static void twice(FaultyHistory history, Object receiver, Runnable report) {
        report.run();
        report.run();
    }

    private static void never(FaultyHistory history, Object receiver, Runnable report) {}

    private static void late(FaultyHistory history, Object receiver, Runnable report) {
        history.loop().schedule(Duration.ofMillis(10), report);
    }

    /** Returns what is wrong in the history of {@code seed} with this bug. */
    List<String> violations(long seed) {
        return new FaultyHistory(seed) {
            @Override
            void observe(Told what, Object receiver, Runnable report) {
                if (what == told) {
                    bug.meet(this, receiver, report);
                } else {
                    report.run();
                }
            }
        }.run();
    }

    /** Returns what the judge says of it. */
    String says() {
        return says;
    }
}
