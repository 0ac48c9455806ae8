// SPDX-License-Identifier: Apache-2.0
/** Small Java programs on TiSocket, each with a {@code main}. The JavaScript ones are beside the {@code src} folder. */
@NullMarked
package io.tisocket.examples;

import org.jspecify.annotations.NullMarked;
