// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import static io.tisocket.conformance.RuleId.L10;
import static io.tisocket.conformance.RuleId.L11;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a connection ends: once; and that the peer's FIN is no end. */
public abstract class TerminalRules extends RuleTest {

    @ParameterizedTest
    @EnumSource
    @Rule(L10)
    void aBrokenConnectionReportsOneTerminalEvent(Origin origin) {
        Pair pair = pair(origin);
        pair.socket().readAsync(10);
        pair.socket().readAsync(10);
        pair.socket().writeAsync(Payload.of("into the void"));

        pair.peer().reset();
        pair.socket().await(Kind.ERROR);
        misuse("close() after ERROR", pair.socket()::close);
        settle();

        assertThat(pair.socket().count(Kind.ERROR)).as("error events").isEqualTo(1);
        assertThat(pair.socket().count(Kind.CLOSED))
                .as("closed events after error")
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    @Rule(L10)
    void aClosedConnectionReportsNothingOfWhatThePeerDoesLater(Origin origin) {
        Pair pair = pair(origin);

        pair.socket().close();
        pair.peer().send(Payload.random(1000));
        pair.peer().reset();
        pair.socket().await(Kind.CLOSED);
        settle();

        assertThat(pair.socket().count(Kind.CLOSED)).as("closed events").isEqualTo(1);
        assertThat(pair.socket().count(Kind.ERROR))
                .as("error events after closed")
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    @Rule(L11)
    void thePeersFinLeavesTheSocketConnectedAndWritable(Origin origin) {
        Pair pair = pair(origin);

        pair.peer().halfClose();
        byte[] end = pair.socket().read(10);
        int written = pair.socket().write(Payload.of("still here"));
        settle();

        assertThat(end).as("read at EOF").isEmpty();
        assertThat(pair.socket().read(10)).as("read at EOF, again").isEmpty();
        assertThat(written).isEqualTo(10);
        assertState("after the peer's FIN", pair.socket(), State.CONNECTED);
        assertThat(Payload.text(pair.peer().read(10).bytes())).isEqualTo("still here");
        assertThat(pair.socket().count(Kind.CLOSED) + pair.socket().count(Kind.ERROR))
                .as("terminal events caused by FIN")
                .isZero();
    }
}
