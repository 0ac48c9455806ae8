// SPDX-License-Identifier: Apache-2.0
/**
 * Bytes and where they flow.
 *
 * <p>Start at {@link io.tisocket.stream.IoStream}, the contract that sockets, files and memory share, and at {@link
 * io.tisocket.stream.Buffer}, the bytes that go through it. {@link io.tisocket.stream.Streams} has what can be done with any
 * stream, {@link io.tisocket.stream.Adapters} the way to other libraries. Nothing here knows of networks, threads of its
 * own, or JavaScript.
 */
@NullMarked
package io.tisocket.stream;

import org.jspecify.annotations.NullMarked;
