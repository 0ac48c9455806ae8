// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import java.util.function.Consumer;

/**
 * The options of one {@code accept()}.
 *
 * @param timeoutMillis the timeout of the accepted socket, 0 for none
 * @param onError the error callback of the accepted socket
 */
public record AcceptRequest(long timeoutMillis, Consumer<Happening> onError) {}
