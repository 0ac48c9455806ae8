// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.tisocket.socket.SocketLoop;
import io.tisocket.socket.TcpSocket;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whether the trial with foreign threads has forgotten a method. */
class ForeignCallsTest {

    private static Set<String> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class)
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    @DisplayName("every public method of a socket is called from foreign threads")
    void ofSockets() {
        assertThat(ForeignCalls.SOCKET.keySet()).containsExactlyInAnyOrderElementsOf(methods(TcpSocket.class));
    }

    @Test
    @DisplayName("every public method of a loop is, but those that end it")
    void ofLoops() {
        Set<String> ends = Set.of("stop", "shutdown", "close");
        Set<String> others = methods(SocketLoop.class);

        assertThat(others.removeAll(ends)).isTrue();

        assertThat(ForeignCalls.LOOP.keySet()).containsExactlyInAnyOrderElementsOf(others);
    }
}
