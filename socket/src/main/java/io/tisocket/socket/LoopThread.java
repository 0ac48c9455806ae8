// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A thread that makes a loop of its own and runs it until somebody ends it. */
final class LoopThread {

    private LoopThread() {}

    /** Returns the loop of a new thread called {@code name}. */
    static SocketLoop start(String name) {
        CompletableFuture<SocketLoop> started = new CompletableFuture<>();
        Thread owner = new Thread(() -> run(started), name);
        owner.start();
        try {
            return started.join();
        } catch (CompletionException failed) {
            throw new IllegalStateException("the loop " + name + " did not start", failed.getCause());
        }
    }

    private static void run(CompletableFuture<SocketLoop> started) {
        try (SocketLoop loop = SocketLoop.create()) {
            new Hold(loop).set(true);
            started.complete(loop);
            loop.run();
        } catch (RuntimeException failed) {
            if (!started.completeExceptionally(failed)) {
                throw failed;
            }
        }
    }
}
