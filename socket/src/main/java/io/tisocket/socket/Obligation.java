// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

/** A step of another thread that is taken also while the loop closes, since something has to become of it. Rule I3. */
@FunctionalInterface
interface Obligation extends Runnable {

    /** Takes the place of {@link #run()} while the loop closes: a step that finds no connection then fails by itself. */
    default void refuse() {
        run();
    }
}
