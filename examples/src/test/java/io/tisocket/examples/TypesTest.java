// SPDX-License-Identifier: Apache-2.0
package io.tisocket.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The declarations in {@code js/types}, the published ones below them, and the runtime say the same. */
@Timeout(180)
class TypesTest {
    private static final Path ROOT = Path.of(System.getProperty("tisocket.root"));

    @Test
    void everyDeclaredMemberIsThereOrListedWithItsReason() throws Exception {
        String members;
        try (RunningProgram node = Foreign.node(ROOT.resolve("js/types/members.js"))) {
            assertThat(node.awaitEnd()).as(String.join("\n", node.output())).isZero();
            members = node.output().get(0);
        }

        try (RunningScript probe = RunningScript.start(List.of(), Path.of("js", "types", "probe.js"), members)) {
            assertThat(probe.awaitEnd()).isZero();
            assertThat(probe.output()).singleElement().asString().matches("Checked [1-9]\\d\\d members");
        }
    }

    @Test
    void theExamplesAreOfTheTypesDeclared() throws Exception {
        Path compiler = NodePackages.folder().resolve(Path.of("typescript", "bin", "tsc"));

        try (RunningProgram node = Foreign.node(compiler, "-p", ROOT.resolve("examples/tsconfig.json"))) {
            int code = node.awaitEnd();

            assertThat(node.output()).isEmpty();
            assertThat(code).isZero();
        }
    }
}
