// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What runs when: the script, microtasks, callbacks, timers; and rejections that nobody handles. */
@Timeout(60)
class TurnOrderTest {

    @Test
    @DisplayName("J1: microtasks run after the script and after each callback, before the next callback")
    void microtasks() {
        assertThat(Script.print("""
                const step = (n) => () => { console.log(n); Promise.resolve().then(() => console.log(n + ' micro')); };
                setImmediate(step('first'));
                setImmediate(step('second'));
                queueMicrotask(() => { console.log('queued'); queueMicrotask(() => console.log('nested')); });
                console.log('script');
                """))
                .containsExactly("script", "queued", "nested", "first", "first micro", "second", "second micro");
    }

    @Test
    @DisplayName("J1: await continues between callbacks, in order")
    void asyncFunctions() {
        assertThat(Script.print("""
                const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
                async function count(name) { for (let i = 0; i < 3; i++) { console.log(name, i); await null; } }
                count('a'); count('b');
                (async () => { await sleep(2); console.log('slept'); })();
                console.log('end of script');
                """))
                .containsExactly("a 0", "b 0", "end of script", "a 1", "b 1", "a 2", "b 2", "slept");
    }

    @Test
    @DisplayName("J1: microtasks of a socket's callback run before its next callback")
    void socketCallbacks() {
        assertThat(Script.print("""
                const l = Ti.Network.Socket.createTCP({ accepted(e) {
                    console.log('accepted');
                    Promise.resolve().then(() => console.log('micro of accepted'));
                    const b = Ti.createBuffer({ length: 1 });
                    e.inbound.read(b, () => { console.log('read 1'); queueMicrotask(() => console.log('micro of read 1')); });
                    e.inbound.read(b, () => { console.log('read 2'); e.inbound.close(); l.close(); });
                } });
                l.listen();
                l.accept();
                const c = Ti.Network.Socket.createTCP({ host: l.host, port: l.port, connected() {
                    c.write(Ti.createBuffer({ value: 'ab' }));
                    c.close();
                } });
                c.connect();
                """))
                .containsExactly("accepted", "micro of accepted", "read 1", "micro of read 1", "read 2");
    }

    @Test
    @DisplayName("microtasks run also when the script or a callback throws")
    void afterThrow() {
        Script script = Script.run("""
                Promise.resolve().then(() => console.log('micro'));
                setTimeout(() => { queueMicrotask(() => console.log('late micro')); throw new Error('two'); }, 1);
                throw new Error('one');
                """);

        assertThat(script.output()).containsExactly("micro", "late micro");
        assertThat(script.outcome()).isEqualTo(ScriptOutcome.UNCAUGHT);
    }

    @Test
    @DisplayName("E5: a rejection that nobody handles is reported once, after the microtasks, and counts as uncaught")
    void unhandledRejection() {
        Script script = Script.run("""
                function fails() { return Promise.reject(new Error('lost')); }
                fails();
                setTimeout(() => console.log('goes on'), 1);
                """);

        assertThat(script.outcome()).isEqualTo(ScriptOutcome.UNCAUGHT);
        assertThat(script.output()).containsExactly("goes on");
        assertThat(script.errors().get(0)).isEqualTo("[ERROR] Uncaught (in promise) Error: lost");
        assertThat(script.errors()).filteredOn(line -> line.contains("lost")).hasSize(1);
        assertThat(String.join("\n", script.errors())).contains("script.js:1");
    }

    @Test
    @DisplayName("a rejection in a callback's async function is reported too; values that are no errors are shown")
    void rejectedInCallback() {
        Script script = Script.run("setTimeout(async () => { throw { reason: 7 }; }, 1)");

        assertThat(script.outcome()).isEqualTo(ScriptOutcome.UNCAUGHT);
        assertThat(script.errors()).containsExactly("[ERROR] Uncaught (in promise) { reason: 7 }");
    }

    @Test
    @DisplayName("a rejection that is handled later in the same turn is not reported")
    void handledInTheSameTurn() {
        Script script = Script.run("""
                const p = Promise.reject(new Error('found'));
                Promise.resolve().then(() => null).then(() => p.catch((e) => console.log(e.message)));
                """);

        assertThat(script).isEqualTo(new Script(ScriptOutcome.COMPLETED, List.of("found"), List.of()));
    }
}
