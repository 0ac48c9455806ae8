// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

/** A number of places that can be taken and given back. Loop thread only. */
final class Budget {

    private final int places;
    private int left;

    Budget(int places) {
        this.places = places;
        this.left = places;
    }

    /** Takes a place; returns false when none is left. */
    boolean take() {
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }

    void give() {
        left++;
    }

    /** Tells whether no place is taken. */
    boolean isWhole() {
        return left == places;
    }
}
