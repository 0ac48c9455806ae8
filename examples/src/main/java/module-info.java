// SPDX-License-Identifier: Apache-2.0
/** Small Java programs on TiSocket. */
module io.tisocket.examples {
    requires io.tisocket.js;
    requires io.tisocket.socket;
    requires static org.jspecify;
}
