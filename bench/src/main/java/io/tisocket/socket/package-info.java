// SPDX-License-Identifier: Apache-2.0
/** Benchmarks of what only this package sees. */
package io.tisocket.socket;
