// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the test for chunks of 1, 2, 7 and 4096 bytes, and for all at once. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "chunks of {0}")
@ValueSource(ints = {1, 2, 7, 4096, Integer.MAX_VALUE})
@interface EachChunkSize {}
