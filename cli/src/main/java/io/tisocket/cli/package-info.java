// SPDX-License-Identifier: Apache-2.0
/**
 * What a person types and reads: commands, messages about files, exit codes, and the way a signal ends a script.
 *
 * <p>Start at {@link io.tisocket.cli.Main}; one class per command. Messages about a script's own errors are not written
 * here but by the JavaScript runtime, which knows the line. Which Java starts all this is decided by the launcher script
 * at the root of the repository.
 */
@NullMarked
package io.tisocket.cli;

import org.jspecify.annotations.NullMarked;
