// SPDX-License-Identifier: Apache-2.0
/** Tries faults, load and races on real TCP again and again, and counts what was lost, stuck or leaked: a program and a test. */
package io.tisocket.reliability;
