// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ConsoleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'text', 1, true, null, undefined | text 1 true null undefined",
                "[1, 'a', [2, [3, [4, [5]]]]] | [ 1, 'a', [ 2, [ 3, [Array] ] ] ]",
                "{ a: 1, 'b-c': \"it's\" } | { a: 1, 'b-c': \"it's\" }",
                "{ get a() { return 1 }, f() { }, s: Symbol('x') } | { a: [Getter], f: [Function: f], s: Symbol(x) }",
                "(function () { var a = {}; a.self = a; return a; })() | { self: [Circular] }",
                "new Map([[1, { a: 2 }]]), new Set(['x']) | Map(1) { 1 => { a: 2 } } Set(1) { 'x' }",
                "new Uint8Array([1, 2]), /x/g, new Date(0) | Uint8Array(2) [ 1, 2 ] /x/g 1970-01-01T00:00:00.000Z",
                "class A { }, () => 1, function named() { } | [class: A] [Function (anonymous)] [Function: named]",
                "new (class Point { x = 1 })(), Object.create(null) | Point { x: 1 } [Object: null prototype] {}",
                "10n, -0, Symbol.iterator | 10n -0 Symbol(Symbol.iterator)",
                "'%s has %d of %i, %j%%', 'a', '4', 5.7, { b: 1 }, 'rest' | a has 4 of 5, {\"b\":1}% rest",
                "'%s' | %s",
                "{ } | {}",
                "[ ] | []",
            })
    @DisplayName("console.log shows any value")
    void log(String expression, String shown) {
        assertThat(Script.value(expression)).isEqualTo(shown);
    }

    @Test
    @DisplayName("console.log of an error shows its stack")
    void error() {
        assertThat(Script.print("function f() { return new TypeError('why'); }\nconsole.log(f());"))
                .first()
                .isEqualTo("TypeError: why");
        assertThat(Script.print("function f() { return new TypeError('why'); }\nconsole.log(f());")
                        .get(1))
                .matches(" {4}at f \\(.*script.js:1:\\d+\\)");
    }

    @Test
    @DisplayName("console and Ti.API print to the output up to notice, to the errors from warning up")
    void streams() {
        Script script = Script.run("""
                ['log', 'info', 'debug', 'warn', 'error'].forEach(function (n) { console[n]('console', n); });
                ['trace', 'debug', 'info', 'notice', 'warn', 'error', 'critical'].forEach(function (n) { Ti.API[n]('api', n); });
                Ti.API.log('info', 'text'); Ti.API.log('WARN', 'text'); Ti.API.log('custom', 'text'); Ti.API.log('alone');
                Ti.API.info({ a: 1 });
                alert('look');
                """);

        assertThat(script.output())
                .containsExactly(
                        "console log",
                        "console info",
                        "console debug",
                        "[TRACE] api trace",
                        "[DEBUG] api debug",
                        "[INFO] api info",
                        "[NOTICE] api notice",
                        "[INFO] text",
                        "[CUSTOM] text",
                        "[INFO] alone",
                        "[INFO] { a: 1 }",
                        "[ALERT] look");
        assertThat(script.errors())
                .containsExactly(
                        "console warn",
                        "console error",
                        "[WARN] api warn",
                        "[ERROR] api error",
                        "[CRITICAL] api critical",
                        "[WARN] text");
    }

    @Test
    @DisplayName("console.group indents, count counts, assert tells only of what fails")
    void more() {
        Script script = Script.run("""
                console.group('g'); console.log('a\\nb'); console.groupEnd(); console.log('c');
                console.count(); console.count('x'); console.count();
                console.assert(true, 'no'); console.assert(false, 'yes');
                console.dir({ a: 1 });
                """);

        assertThat(script.output())
                .containsExactly("g", "  a", "  b", "c", "default: 1", "x: 1", "default: 2", "{ a: 1 }");
        assertThat(script.errors()).containsExactly("Assertion failed: yes");
    }

    @Test
    @DisplayName("counts and times are printed by console.log, also by one that a script put in its place")
    void replaced() {
        assertThat(Script.print("""
                const lines = [], log = console.log;
                console.log = (...values) => lines.push(values.join(' ').replace(/\\d+ms/, 'Nms'));
                console.count('c'); console.time('t'); console.timeLog('t', 'more'); console.timeEnd('t');
                console.log = log;
                console.clear();
                console.dirxml(lines);
                """)).containsExactly("[ 'c: 1', 't: Nms more', 't: Nms' ]");
    }

    @Test
    @DisplayName("JSON shows name, message, stack and own properties of an error, and of the errors in it")
    void errorsInJson() {
        assertThat(Script.print("""
                const error = new TypeError('outer');
                error.code = 5;
                error.cause = new Error('inner');
                const { name, message, stack, code, cause } = JSON.parse(JSON.stringify({ error })).error;
                console.log(name, message, /script.js:1/.test(stack), code, cause.message, Object.keys(new Error('x')).length);
                """)).containsExactly("TypeError outer true 5 inner 0");
    }
}
