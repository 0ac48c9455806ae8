// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

/** Learns what happens on a wire. */
public interface WireHandler {

    /** More bytes are in {@link Wire#available()}, or the wire has come to be {@link Wire#atEnd()}. */
    void readable();

    /** The operating system has taken {@code count} more of the bytes that were written, in their order. */
    default void sent(int count) {}

    /** The operating system takes no more bytes, those that were written and not yet sent are lost; what arrives can be read. */
    default void sendingFailed(WireException reason) {}

    /** The connection broke and its descriptor is closed; it is called at most once. Bytes read ahead can still be taken. */
    void failed(WireException reason);
}
