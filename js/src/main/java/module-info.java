// SPDX-License-Identifier: Apache-2.0
/** Runs scripts that use the Ti namespace. */
module io.tisocket.js {
    requires transitive io.tisocket.stream;
    requires transitive io.tisocket.socket;
    requires transitive org.graalvm.polyglot;
    requires static org.jspecify;

    exports io.tisocket.js;
}
