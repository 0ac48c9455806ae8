// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Prints the table of error codes for people. */
class ErrorsDocumentTest {

    @Test
    @DisplayName("docs/errors.md is what the table in the code says")
    void documentIsCurrent() {
        StringBuilder text = new StringBuilder("""
                # Error codes

                Printed from `SocketErrorCode`; `mvn -B verify -Dtisocket.docs=write` prints it anew.

                In Java an `ErrorEvent` and a `SocketFailedException` carry the code; in JavaScript `code` and `errorCode` are its
                number, and the text of `error` contains its name. The numbers are those of Linux, on every system.

                | name | number | meaning |
                | --- | --- | --- |
                """);
        for (SocketErrorCode code : SocketErrorCode.values()) {
            text.append("| %s | %d | %s |%n".formatted(code.name(), code.number(), code.meaning()));
        }
        GeneratedDocument.check("errors.md", text.toString());
    }
}
