// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the lifecycle adds to its table: generations, silence after an abort, and the words of a refusal. */
class LifecycleTest {

    private final Lifecycle lifecycle = new Lifecycle("the socket", Phase.INITIALIZED);

    @Test
    @DisplayName("L1: a socket begins INITIALIZED")
    void beginsInitialized() {
        assertThat(lifecycle.state()).isEqualTo(SocketState.INITIALIZED);
    }

    @Test
    @DisplayName("L7: the state reads INITIALIZED while a connect is pending, also the second time")
    void readsInitializedWhileConnecting() {
        int first = lifecycle.begin(Operation.CONNECT);
        lifecycle.happened(Occurrence.CONNECT_FAILED, first);

        lifecycle.begin(Operation.CONNECT);

        assertThat(lifecycle.state()).isEqualTo(SocketState.INITIALIZED);
    }

    @Test
    @DisplayName("E6: a refusal names the operation, the state and the legal states, and changes nothing")
    void refusalSaysWhatWouldBeLegal() {
        assertThatThrownBy(() -> lifecycle.begin(Operation.CLOSE))
                .isInstanceOf(IllegalSocketStateException.class)
                .hasMessage("close() on the socket: not legal in state INITIALIZED (nothing has been asked of it);"
                        + " legal in CONNECTED, LISTENING");
        assertThat(lifecycle.phase()).isEqualTo(Phase.INITIALIZED);
    }

    @Test
    @DisplayName("X6: what happens in a generation that was aborted changes nothing in the next")
    void lateOccurrencesAreIgnored() {
        int aborted = lifecycle.begin(Operation.CONNECT);
        lifecycle.begin(Operation.ABORT);
        int next = lifecycle.begin(Operation.CONNECT);

        assertThat(lifecycle.happened(Occurrence.ESTABLISHED, aborted)).isFalse();
        assertThat(lifecycle.happened(Occurrence.ESTABLISHED, next)).isTrue();
    }

    @Test
    @DisplayName("X6: callbacks of an aborted generation are silenced, those of the next are not")
    void abortSilencesItsGenerationOnly() {
        int aborted = lifecycle.begin(Operation.CONNECT);
        lifecycle.begin(Operation.ABORT);
        int next = lifecycle.begin(Operation.CONNECT);

        assertThat(lifecycle.isSilenced(aborted)).isTrue();
        assertThat(lifecycle.isSilenced(next)).isFalse();
    }

    @Test
    @DisplayName("P1: properties change only while nothing has been asked of the socket")
    void configuresOnlyInTheBeginning() {
        int[] changes = {0};
        lifecycle.configure(() -> changes[0]++);
        lifecycle.begin(Operation.CONNECT);

        assertThatThrownBy(() -> lifecycle.configure(() -> changes[0]++))
                .isInstanceOf(IllegalSocketStateException.class);
        assertThat(changes[0]).isEqualTo(1);
    }

    @Test
    @DisplayName("L6: no way leads from CONNECTED to LISTENING or back except through CLOSED or ERROR")
    void connectedAndListeningExcludeEachOther() {
        for (Operation operation : Operation.values()) {
            assertThat(Transitions.after(Phase.CONNECTED, operation)).isNotEqualTo(Phase.LISTENING);
            assertThat(Transitions.after(Phase.LISTENING, operation)).isNotEqualTo(Phase.CONNECTED);
        }
        for (Occurrence occurrence : Occurrence.values()) {
            assertThat(Transitions.after(Phase.CONNECTED, occurrence)).isNotEqualTo(Phase.LISTENING);
            assertThat(Transitions.after(Phase.LISTENING, occurrence)).isNotEqualTo(Phase.CONNECTED);
        }
    }

    @Test
    @DisplayName("L8: an accepted socket can never connect or listen, in any phase")
    void acceptedSocketsAreNotUsedAgain() {
        for (Phase phase : Phase.values()) {
            if (phase.name().startsWith("INBOUND")) {
                assertThat(Transitions.after(phase, Operation.CONNECT)).isNull();
                assertThat(Transitions.after(phase, Operation.LISTEN)).isNull();
            }
        }
    }
}
