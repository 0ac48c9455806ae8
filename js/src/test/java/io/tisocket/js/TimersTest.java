// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimersTest {

    @Test
    @DisplayName(
            "timers ring in the order of their times, equal delays in the order in which they were set, with arguments")
    void order() {
        assertThat(Script.print("""
                setTimeout(function () { console.log('0'); });
                setTimeout(function () { console.log('negative'); }, -5);
                setTimeout(function () { console.log('NaN'); }, NaN);
                setTimeout(function () { console.log('1'); }, '1');
                setTimeout(function (a, b) { console.log('last', a, b); }, 20, 1, 2);
                """)).containsExactly("0", "negative", "NaN", "1", "last 1 2");
    }

    @Test
    @DisplayName("ids are numbers; a cleared timer does not ring, also when it is due already")
    void cleared() {
        assertThat(Script.print("""
                var id = setTimeout(function () { console.log('never'); }, 1);
                console.log(typeof id, typeof setInterval(function () { clearInterval(this_id); }, 1));
                var this_id = id + 1;
                clearTimeout(id); clearTimeout(id); clearTimeout(undefined); clearTimeout('x');
                var b;
                setImmediate(function () { clearTimeout(b); clearImmediate(c); });
                b = setTimeout(function () { console.log('never'); }, 1);
                var c = setImmediate(function () { console.log('never'); });
                var until = Date.now() + 5;
                while (Date.now() < until) { }
                """)).containsExactly("number number");
    }

    @Test
    @DisplayName(
            "an interval repeats until it is cleared, also when its callback throws or takes longer than the period")
    void interval() {
        Script script = Script.run("""
                var n = 0;
                var id = setInterval(function (a) {
                    console.log(++n, a);
                    var until = Date.now() + 3;
                    while (Date.now() < until) { }
                    if (n === 3) { clearInterval(id); }
                    if (n === 1) { throw new Error('once'); }
                }, 1, 'x');
                setTimeout(function () { console.log('not starved'); }, 4);
                """);

        assertThat(script.output()).containsExactlyInAnyOrder("1 x", "2 x", "3 x", "not starved");
        assertThat(script.errors().get(0)).isEqualTo("[ERROR] Uncaught Error: once");
    }

    @Test
    @DisplayName("a callback that is no function is refused at once")
    void noFunction() {
        assertThat(Script.thrown("setTimeout('x', 1)")).startsWith("TypeError: setTimeout()");
    }

    @Test
    @DisplayName("J1: setImmediate runs after the callback that called it, before later timers")
    void immediate() {
        assertThat(Script.print("""
                setImmediate(function (a) {
                    setImmediate(function () { console.log('inner'); });
                    setTimeout(function () { console.log('timer'); }, 1);
                    console.log('outer', a);
                }, 1);
                queueMicrotask(function () { console.log('micro'); });
                """)).containsExactly("micro", "outer 1", "inner", "timer");
    }

    @Test
    @DisplayName("timers are globals like others: a script finds them, and may put its own in their place")
    void replaceable() {
        assertThat(Script.print("""
                clearTimeout(0);
                for (const name of ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate']) {
                    const { writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(globalThis, name);
                    console.log(writable && enumerable && configurable);
                }
                setTimeout = () => 'mine';
                console.log(setTimeout());
                """)).containsExactly("true", "true", "true", "true", "true", "mine");
    }
}
