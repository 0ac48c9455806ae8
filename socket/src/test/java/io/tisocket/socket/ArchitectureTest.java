// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The arrows of this module: who may know whom. */
class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.tisocket.socket", "io.tisocket.stream");

    @Test
    @DisplayName("only the transport knows Netty")
    void onlyTheTransportKnowsNetty() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tisocket.socket.transport")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(MAIN);
    }

    @Test
    @DisplayName("only what is recorded knows the Flight Recorder, which may be missing")
    void onlyRecordingKnowsTheFlightRecorder() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("Jfr")
                .and()
                .doNotHaveSimpleName("FlightRecording")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.jfr..")
                .check(MAIN);
    }

    @Test
    @DisplayName("the transport does not know the sockets")
    void theTransportDoesNotKnowTheSockets() {
        noClasses()
                .that()
                .resideInAPackage("io.tisocket.socket.transport")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.tisocket.socket")
                .check(MAIN);
    }

    @Test
    @DisplayName("streams know nothing but the JDK")
    void streamsKnowNothingButTheJdk() {
        noClasses()
                .that()
                .resideInAPackage("io.tisocket.stream")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.tisocket.socket..", "io.netty..")
                .check(MAIN);
    }

    @Test
    @DisplayName("only the lifecycle and its own types ask the table of transitions")
    void onlyTheLifecycleAsksTheTable() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Lifecycle")
                .and()
                .doNotHaveSimpleName("Transitions")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("Transitions")
                .check(MAIN);
    }

    @Test
    @DisplayName("public classes are final")
    void publicClassesAreFinal() {
        classes()
                .that()
                .arePublic()
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(MAIN);
    }
}
