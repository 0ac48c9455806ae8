// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AbortTest {

    @Test
    @DisplayName("a controller aborts its signal once, with a reason, and tells listeners in order")
    void controller() {
        assertThat(Script.print("""
                const c = new AbortController();
                const { signal } = c;
                signal.onabort = function (e) { console.log('on', e.type, this === signal); };
                const twice = () => console.log('listener');
                signal.addEventListener('abort', twice);
                signal.addEventListener('abort', twice);
                const removed = () => console.log('unexpected');
                signal.addEventListener('abort', removed);
                signal.removeEventListener('abort', removed);
                console.log(signal.aborted, signal.reason);
                c.abort('why');
                c.abort('again');
                console.log(signal.aborted, signal.reason);
                try { signal.throwIfAborted(); } catch (e) { console.log(e); }
                console.log(String(signal), new AbortController().signal instanceof AbortSignal);
                """))
                .containsExactly(
                        "false undefined", "listener", "on abort true", "true why", "why", "[object AbortSignal] true");
    }

    @Test
    @DisplayName("without a reason it is an AbortError; a timeout is a TimeoutError; the first of several counts")
    void reasons() {
        assertThat(Script.print("""
                const c = new AbortController();
                const any = AbortSignal.any([c.signal, new AbortController().signal]);
                c.abort();
                console.log(c.signal.reason.name, c.signal.reason instanceof Error, any.reason === c.signal.reason);
                console.log(AbortSignal.abort().aborted, AbortSignal.any([AbortSignal.abort(5)]).reason);
                AbortSignal.timeout(1).onabort = (e) => console.log(e.target.reason.name);
                setTimeout(() => { }, 50);
                """)).containsExactly("AbortError true true", "true 5", "TimeoutError");
    }

    @Test
    @DisplayName("J4: a program does not wait for AbortSignal.timeout")
    void timeoutDoesNotHold() {
        assertThat(Script.print("AbortSignal.timeout(3600000).onabort = () => console.log('unexpected')"))
                .isEmpty();
    }

    @Test
    @DisplayName("a signal is made by a controller only")
    void constructor() {
        assertThat(Script.thrown("new AbortSignal()")).startsWith("TypeError");
    }
}
