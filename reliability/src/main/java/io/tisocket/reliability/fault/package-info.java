// SPDX-License-Identifier: Apache-2.0
/** Real faults: peers that reset, fall silent or are slow, and machines that run out of something. One file per kind. */
package io.tisocket.reliability.fault;
