// SPDX-License-Identifier: Apache-2.0
/**
 * Runs scripts on GraalJS; start with {@link io.tisocket.js.ScriptRuntime}.
 *
 * <p>What scripts see is the prelude: the {@code .js} resources of this package, one concern each. A file is a function {@code
 * (internal, host)} that is loaded when something of it is first asked for; {@code index.js} knows what is where. It takes what
 * other files put on {@code internal}, reaches Java through {@code host} (package {@code host}, one class per concern), and adds
 * to {@code internal} and {@code internal.Ti}. To add a namespace: write the file, announce it in {@code Ti.js}, and, if it needs
 * Java, add a class to {@code host} and a field to {@code Host}. Handles of the host stay in private fields; no object of Java
 * may reach a script.
 */
package io.tisocket.js;
