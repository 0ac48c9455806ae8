// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

/** What an implementation may lack without breaking a rule; tests that need it are skipped then. */
public enum Feature {
    /** {@link SocketUnderTest#abort()}. */
    ABORT,
    /** Calls arrive on the test's own thread, also while the callback thread is busy. */
    THREADS
}
