// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability;

import io.tisocket.reliability.trial.Trial;
import java.util.List;

/**
 * One table of the report.
 *
 * @param title its heading
 * @param trials its rows, in order
 */
public record Section(String title, List<Trial> trials) {}
