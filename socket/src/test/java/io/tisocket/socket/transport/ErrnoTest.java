// SPDX-License-Identifier: Apache-2.0
package io.tisocket.socket.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.tisocket.socket.SocketErrorCode;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The transport must not know the table of the sockets, so it has numbers of its own. */
class ErrnoTest {

    /** Accepting may fail with it, and goes on: nobody is told. */
    private static final String INTERNAL = "ENOPROTOOPT";

    @Test
    void eachFailureHasTheNumberThatItsCodeHas() throws IllegalAccessException {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        Map<String, Integer> codes = new LinkedHashMap<>();
        for (Field field : Errno.class.getDeclaredFields()) {
            if (!field.getName().equals(INTERNAL)) {
                numbers.put(field.getName(), field.getInt(null));
                codes.put(
                        field.getName(),
                        SocketErrorCode.valueOf(field.getName()).number());
            }
        }

        assertThat(numbers).isNotEmpty().isEqualTo(codes);
    }
}
