// SPDX-License-Identifier: Apache-2.0
/**
 * What a trial is made of, and how it is run and counted.
 *
 * <p>Begin with {@link io.tisocket.reliability.trial.Trial}. What is tried lies in the packages beside this one.
 */
package io.tisocket.reliability.trial;
