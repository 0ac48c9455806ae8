// SPDX-License-Identifier: Apache-2.0
/**
 * The Java side of the prelude: {@link io.tisocket.js.host.Host} and one class per concern, whose exported methods take and
 * return numbers, strings, functions and opaque handles. Every method that can fail does its work within {@code
 * ScriptErrors.guard}. No rule of the API is decided here that the prelude or the library can decide. Not exported.
 */
package io.tisocket.js.host;
