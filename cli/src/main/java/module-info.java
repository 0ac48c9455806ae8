// SPDX-License-Identifier: Apache-2.0
/** The command line: runs a script file and tells how it ended by an exit code. */
module io.tisocket.cli {
    requires static org.jspecify;
    requires info.picocli;
    requires io.tisocket.js;
    requires java.management;

    opens io.tisocket.cli to
            info.picocli;
}
