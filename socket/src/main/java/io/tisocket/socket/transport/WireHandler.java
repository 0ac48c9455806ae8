// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

/** Learns what happens on a wire. */
public interface WireHandler {

    /** More bytes are in {@link Wire#available()}, or the wire has come to be {@link Wire#atEnd()}. */
    void readable();

    /** The connection broke and its descriptor is closed; it is called at most once. Bytes read ahead can still be taken. */
    void failed(WireException reason);
}
