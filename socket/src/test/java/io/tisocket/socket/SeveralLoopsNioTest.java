// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import java.io.IOException;

/** Several loops with the selector of the JDK. */
class SeveralLoopsNioTest extends SeveralLoops {

    SeveralLoopsNioTest() throws IOException {
        super("nio");
    }
}
