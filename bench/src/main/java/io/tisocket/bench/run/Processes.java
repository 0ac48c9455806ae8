// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** All processes that were started and have not been ended: on Ctrl-C, on failure and at the end each of them is ended. */
final class Processes {

    private final Set<Process> running = new LinkedHashSet<>();
    private boolean ending;

    Processes() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endAll, "end"));
    }

    /** Tells whether the user has had enough. */
    synchronized boolean areEnding() {
        return ending;
    }

    synchronized Process start(ProcessBuilder builder) throws IOException {
        if (ending) {
            throw new IOException("the benchmark is ending");
        }
        Process process = builder.start();
        running.add(process);
        return process;
    }

    /** Ends {@code process} kindly, then after three seconds, or when there is no time, by force; and what it has started. */
    void end(Process process) {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(3, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException hurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        started.forEach(ProcessHandle::destroyForcibly);
        forget(process);
    }

    private synchronized void forget(Process process) {
        running.remove(process);
    }

    private synchronized List<Process> beginEnd() {
        ending = true;
        return new ArrayList<>(running);
    }

    private void endAll() {
        List<Process> left = beginEnd();
        left.forEach(Process::destroy);
        left.forEach(this::end);
    }
}
