// SPDX-License-Identifier: Apache-2.0
package io.tisocket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.management.JMException;
import org.junit.jupiter.api.Test;

class CompilerDirectivesTest {
    @Test
    void theJvmTakesTheDirectivesOfTheLauncher() throws JMException {
        Path file = Path.of(System.getProperty("tisocket.root"), "cli/src/main/launcher/compiler.json");

        String answer = CompilerDirectives.add(file.toString());

        assertThat(answer).startsWith("1 compiler directives added");
    }
}
