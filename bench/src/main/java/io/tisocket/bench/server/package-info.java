// SPDX-License-Identifier: Apache-2.0
/**
 * The servers that run in a JVM, each written as its makers would write it. Start at {@link
 * io.tisocket.bench.server.ServerMain}; those in C and JavaScript lie in {@code src/main/c} and {@code src/main/js}.
 */
package io.tisocket.bench.server;
