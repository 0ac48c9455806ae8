// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import io.tisocket.js.KeepAlive;
import io.tisocket.js.ScriptFunction;
import io.tisocket.js.ScriptRuntime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A runtime with the driver script in it, on a thread of its own. */
final class ScriptThread {

    private static final int PATIENCE_SECONDS = 20;

    private final ScriptReports reports = new ScriptReports();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final ScriptRuntime runtime;
    private final KeepAlive keepAlive;
    private final Thread thread;
    private final ScriptFunction perform;

    private ScriptThread() {
        runtime = ScriptRuntime.builder()
                .global("kit", reports)
                .output(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .errors(new PrintStream(new Lines(), true, StandardCharsets.UTF_8))
                .build();
        keepAlive = runtime.keepAlive();
        String source = driver();
        thread = new Thread(() -> run(source), "conformance-script");
        thread.setDaemon(true);
        thread.start();
        perform = await(reports.driver());
    }

    private void run(String source) {
        try {
            runtime.run("driver.js", source);
            reports.driver().completeExceptionally(new IllegalStateException("the driver script has ended: " + errors));
        } catch (RuntimeException | LinkageError failed) {
            reports.driver().completeExceptionally(failed);
        }
    }

    static ScriptThread start() {
        return new ScriptThread();
    }

    /** Collects what is printed as errors, line by line. */
    private final class Lines extends OutputStream {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public void write(int b) {
            if (b == '\n') {
                errors.add(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(b);
            }
        }
    }

    private static String driver() {
        try (InputStream in = ScriptThread.class.getResourceAsStream("driver.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    ScriptReports reports() {
        return reports;
    }

    /** Runs {@code body} on the script's thread and returns its result; what it throws is thrown here. */
    <T> T on(Callable<T> body) {
        if (Thread.currentThread() == thread) {
            try {
                return body.call();
            } catch (Exception failed) {
                throw unchecked(failed);
            }
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        runtime.post(() -> {
            try {
                result.complete(body.call());
            } catch (Exception | AssertionError failed) {
                result.completeExceptionally(failed);
            }
        });
        return await(result);
    }

    private static <T> T await(CompletableFuture<T> result) {
        try {
            return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw unchecked(failed.getCause());
        } catch (TimeoutException tooLong) {
            throw new AssertionError("the script's thread has not come back", tooLong);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", interrupted);
        }
    }

    private static RuntimeException unchecked(Throwable failed) {
        if (failed instanceof Error error) {
            throw error;
        }
        return failed instanceof RuntimeException runtime ? runtime : new IllegalStateException(failed);
    }

    /** Performs a command of the driver; an Error with a code is a failure, one without is misuse. */
    Object perform(int socket, String command, Object... arguments) {
        Object[] all = new Object[arguments.length + 2];
        all[0] = socket;
        all[1] = command;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        Map<?, ?> result = (Map<?, ?>) on(() -> perform.call(all)).orElseThrow();
        Object message = result.get("message");
        if (message == null) {
            return result.get("value");
        }
        if (result.get("foreign") != null) {
            throw new AssertionError(command + " threw what is " + message + " (rule J3)");
        }
        throw result.get("code") instanceof Number code
                ? new FailureException(code.intValue(), message.toString())
                : new MisuseException(message.toString());
    }

    /** Assigns a property; the one line that a refusal logs is misuse. */
    void assign(int socket, String property, Object value) {
        on(() -> {
            int before = refusals().size();
            Object returned = perform(socket, "set", property, value);
            List<String> refused = refusals().subList(before, refusals().size());
            if (refused.size() > 1) {
                throw new AssertionError("one refused " + property + " logged " + refused + " (rule P1)");
            }
            if (!refused.isEmpty()) {
                throw new MisuseException(refused.get(0));
            }
            return returned;
        });
    }

    private List<String> refusals() {
        return errors.stream()
                .filter(line -> line.startsWith("[ERROR] ") && !line.startsWith("[ERROR] Uncaught"))
                .toList();
    }

    /** Returns what nobody has caught in the script, and what broke a rule there. */
    List<Throwable> uncaught() {
        List<Throwable> uncaught = new ArrayList<>();
        errors.stream()
                .filter(line -> line.startsWith("[ERROR] Uncaught"))
                .forEach(line -> uncaught.add(new IllegalStateException(line)));
        reports.violations().forEach(text -> uncaught.add(new AssertionError(text)));
        return uncaught;
    }

    /** Ends what the test has left; tells whether the script can serve another test. */
    boolean reset() {
        try {
            return on(() -> {
                int before = refusals().size();
                perform(-1, "forget");
                boolean isPending = refusals().size() > before;
                reports.forget();
                errors.clear();
                return !isPending;
            });
        } catch (RuntimeException | AssertionError broken) {
            return false;
        }
    }

    void stop() {
        runtime.stop();
        keepAlive.close();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
