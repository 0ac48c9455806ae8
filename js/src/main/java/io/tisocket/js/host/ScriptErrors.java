// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js.host;

import io.tisocket.socket.SocketFailedException;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * The border that no Java exception crosses: a failure of the host reaches the script as an {@code Error} of its own, made
 * by a function of the prelude. Every exported method does its work within {@link #guard}. Rule J3.
 */
public final class ScriptErrors {

    /** Stands for "no number" where a script reads a code. Rule E1. */
    static final int NO_CODE = -1;

    private @Nullable Function<String, Value> internal;

    /** Takes what finds the function "error" of the prelude, which makes one of (name of its constructor, message[, code]). */
    void open(Function<String, Value> internal) {
        this.internal = internal;
    }

    /** Runs {@code body}; what it throws reaches the script as an error of JavaScript. */
    <T extends @Nullable Object> T guard(Callable<T> body) {
        try {
            return body.call();
        } catch (PolyglotException thrownByScript) {
            throw thrownByScript;
        } catch (Exception | OutOfMemoryError | StackOverflowError failure) {
            throw toScript(failure);
        }
    }

    /** Runs {@code body}, in which nothing but a length can be illegal, as {@link #guard}: more than there can be is a RangeError. */
    <T extends @Nullable Object> T guardLength(Callable<T> body) {
        return guard(() -> {
            try {
                return body.call();
            } catch (IllegalArgumentException tooLong) {
                throw make("RangeError", message(tooLong));
            }
        });
    }

    /** Runs {@code body} as {@link #guard(Callable)}. */
    void perform(Body body) {
        guard(() -> {
            body.run();
            return Boolean.TRUE;
        });
    }

    /** Work that may fail. */
    interface Body {
        void run() throws IOException;
    }

    /** Returns what throws an error of a kind; its constructor is one that the prelude knows. */
    RuntimeException make(String constructor, String message) {
        return factory().execute(constructor, message).throwException();
    }

    private RuntimeException toScript(Throwable failure) {
        String constructor =
                failure instanceof IndexOutOfBoundsException || failure instanceof Error ? "RangeError" : "Error";
        if (failure instanceof IOException) {
            return factory()
                    .execute(constructor, message(failure), code(failure))
                    .throwException();
        }
        return make(constructor, message(failure));
    }

    private Value factory() {
        return Objects.requireNonNull(internal, "the prelude has not been opened")
                .apply("error");
    }

    /** Returns what a script reads about {@code failure}; never empty. */
    static String message(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return "out of memory";
        }
        if (failure instanceof StackOverflowError) {
            return "Maximum call stack size exceeded";
        }
        String message = failure.getMessage();
        return message == null || message.isEmpty() ? "unknown failure" : message;
    }

    /** Returns the number of the operating system for {@code failure}, or -1. */
    static int code(Throwable failure) {
        return failure instanceof SocketFailedException socket ? socket.code().number() : NO_CODE;
    }
}
