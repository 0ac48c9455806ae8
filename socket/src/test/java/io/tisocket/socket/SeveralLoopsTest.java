// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.io.IOException;

/** Several loops with the best mechanism of this machine. */
class SeveralLoopsTest extends SeveralLoops {

    SeveralLoopsTest() throws IOException {
        super("");
    }
}
