// SPDX-License-Identifier: Apache-2.0
package io.tisocket.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows between the modules, seen from the one that all others lead to: who must not know whom. */
class ArrowsTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.tisocket");

    @DisplayName("dependencies between modules point one way")
    @ParameterizedTest(name = "{0} does not know {1}")
    @CsvSource({
        "io.tisocket.stream.., io.tisocket.socket..",
        "io.tisocket.stream.., io.tisocket.js..",
        "io.tisocket.socket.., io.tisocket.js..",
        "io.tisocket.socket.., io.tisocket.cli..",
        "io.tisocket.js.., io.tisocket.cli..",
        "io.tisocket.js.., io.tisocket.socket.transport..",
        "io.tisocket.cli.., io.tisocket.socket.transport..",
    })
    void modulesPointOneWay(String from, String to) {
        noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(to)
                .check(MAIN);
    }

    @DisplayName("each library is known in one place")
    @ParameterizedTest(name = "only {1} knows {0}")
    @CsvSource({
        "io.netty.., io.tisocket.socket.transport..",
        "org.graalvm.., io.tisocket.js..",
        "picocli.., io.tisocket.cli..",
    })
    void librariesAreKnownInOnePlace(String library, String place) {
        noClasses()
                .that()
                .resideInAPackage("io.tisocket..")
                .and()
                .resideOutsideOfPackage(place)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(MAIN);
    }
}
