// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

/** How a connected socket has come to be. */
public enum Origin {
    /** By its own {@code connect()}. */
    OUTBOUND,
    /** Accepted by a listener. */
    INBOUND
}
