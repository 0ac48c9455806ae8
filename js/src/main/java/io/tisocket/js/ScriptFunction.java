// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.graalvm.polyglot.Value;

/**
 * A function of a script, in the hands of the Java program: what an exported method receives where its parameter is of this
 * type, and what {@link ScriptRuntime#function(String)} returns.
 *
 * <p>Arguments and results are copied: null, booleans, numbers, strings, {@code Map}s and lists of these, and functions. {@code
 * Buffer} and {@code Blob} arrive as {@code Ti.Buffer} and {@code Ti.Blob}; any other object as what its exported members are.
 */
public final class ScriptFunction {

    private final Embedding embedding;
    private final Value function;

    ScriptFunction(Embedding embedding, Value function) {
        this.embedding = embedding;
        this.function = function;
    }

    /**
     * Calls the function on the script's thread, which has to be the calling one, and returns its result; empty for null and
     * undefined.
     *
     * @throws IllegalStateException on any other thread, and when the script has ended
     * @throws org.graalvm.polyglot.PolyglotException what the function throws
     */
    public Optional<Object> call(Object... arguments) {
        embedding.checkThread("call()");
        return Optional.ofNullable(embedding.toJava(function.execute(embedding.allToScript(arguments))));
    }

    /**
     * Calls the function later on the script's thread, after the callbacks that are due already. Any thread. What it throws is
     * reported as what a callback throws.
     *
     * @throws RejectedExecutionException when the script has ended
     */
    public void post(Object... arguments) {
        Object[] copy = arguments.clone();
        embedding.post(() -> function.executeVoid(embedding.allToScript(copy)));
    }

    Value value() {
        return function;
    }
}
