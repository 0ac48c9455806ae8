// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;

/** An executor that runs its tasks when the test says so, and keeps what they throw. */
final class TaskQueue implements Executor {

    final List<RuntimeException> uncaught = new ArrayList<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** Runs the tasks there are and those they add, until none is left. */
    void run() {
        while (runOne()) {
            // until none is left
        }
    }

    /** Runs the first task; false when there is none. */
    boolean runOne() {
        Runnable task = tasks.poll();
        if (task == null) {
            return false;
        }
        try {
            task.run();
        } catch (RuntimeException thrown) {
            uncaught.add(thrown);
        }
        return true;
    }

    int waiting() {
        return tasks.size();
    }
}
