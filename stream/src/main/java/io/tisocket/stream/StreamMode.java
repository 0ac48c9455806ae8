// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

/** What a stream over a buffer, a blob or a file is open for. */
public enum StreamMode {
    /** Reading, from the start. */
    READ(0),
    /** Writing, from the start. */
    WRITE(1),
    /** Writing, from the end. */
    APPEND(2);

    private final int value;

    StreamMode(int value) {
        this.value = value;
    }

    /**
     * Returns the mode with the number of a Titanium constant {@code Ti.Stream.MODE_…}.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static StreamMode of(int value) {
        for (StreamMode mode : values()) {
            if (mode.value == value) {
                return mode;
            }
        }
        throw new IllegalArgumentException("stream mode " + value + ": 0 (read), 1 (write) or 2 (append)");
    }

    /** Returns the number of the Titanium constant. */
    public int value() {
        return value;
    }
}
