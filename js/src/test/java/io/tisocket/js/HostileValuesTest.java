// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link HostileTest} has found, each case by itself. */
@Timeout(60)
class HostileValuesTest {

    @Test
    @DisplayName("J3: what returns nothing in Java is undefined or null of JavaScript, not Java's null")
    void nullOfJava() {
        assertThat(Script.print("""
                const nothing = [console.log('x'), console.dir(1), alert('a'), console.group(), console.groupEnd()];
                console.log(nothing.every((value) => value === undefined));
                const blob = Ti.createBlob('x');
                console.log(Object.is(blob.nativePath, null), Object.is(blob.getNativePath(), null), Object.is(blob.file, null));
                """)).endsWith("true", "true true true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"readAsync()", "writeAsync('x')", "closeAsync()"})
    @DisplayName("E6: a promise of a stream asked of what is no stream is rejected with a TypeError that says so")
    void promiseOfNoStream(String call) {
        String function = call.substring(0, call.indexOf('('));
        assertThat(Script.print("""
                const prototype = Object.getPrototypeOf(Object.getPrototypeOf(Ti.Network.Socket.createTCP()));
                for (const self of [undefined, 1, {}, prototype, Ti.createBuffer()]) {
                    prototype.%s.call(self, 'x').catch((e) => console.log(e.name, e.message));
                }
                """.formatted(function)))
                .hasSize(5)
                .allMatch(line -> line.startsWith("TypeError " + function + "(): ") && !line.contains("java"));
    }

    @Test
    @DisplayName("E6: counters() of what is no TCP socket is a TypeError")
    void countersOfNoSocket() {
        assertThat(
                        Script.thrown(
                                "Ti.Network.Socket.createTCP().counters.call(Ti.Stream.createStream({ source: Ti.createBuffer(), mode: 0 }))"))
                .isEqualTo("TypeError: counters(): called on an object: a TCP socket is needed");
    }

    @Test
    @DisplayName("J3: createDirectory takes whatever is true or false as recursive")
    void recursiveOfAnyKind() {
        assertThat(Script.print("""
                for (const recursive of [NaN, {}, 'x', 0, 1n]) {
                    const folder = Ti.Filesystem.getFile(Ti.Filesystem.tempDirectory, 'd' + typeof recursive);
                    console.log(folder.createDirectory(recursive));
                }
                """)).hasSize(5).containsOnly("true");
    }

    @Test
    @DisplayName("E5: what the engine cannot do on this JDK is missing, and not an end that no script can catch")
    void numbersOf16Bits() {
        assertThat(Script.print("""
                console.log([Math.f16round, globalThis.Float16Array, DataView.prototype.getFloat16, DataView.prototype.setFloat16]
                    .map((member) => typeof member).filter((kind, i, all) => all.indexOf(kind) === i).length);
                if (Math.f16round) {
                    const view = new DataView(new ArrayBuffer(8));
                    view.setFloat16(0, 1.5);
                    console.log(Math.f16round(1.5), view.getFloat16(0), new Float16Array([1.5])[0]);
                } else {
                    console.log('1.5 1.5 1.5');
                }
                """)).containsExactly("1", "1.5 1.5 1.5");
    }

    @Test
    @DisplayName("S3: handles of Java that a changed Map catches have no members: no way leads from them to a class")
    void handlesAreOpaque() {
        assertThat(Script.print("""
                const caught = new Set();
                for (const Class of [Map, WeakMap, Set, WeakSet, Array]) {
                    for (const key of Reflect.ownKeys(Class.prototype)) {
                        const { value } = Object.getOwnPropertyDescriptor(Class.prototype, key);
                        if (typeof value === 'function' && key !== 'constructor' && key !== 'add' && key !== Symbol.iterator) {
                            Class.prototype[key] = function (...values) {
                                for (let i = 0; i < values.length; i++) { Set.prototype.add.call(caught, values[i]); }
                                return Reflect.apply(value, this, values);
                            };
                        }
                    }
                }
                const id = setTimeout(() => {}, 1);
                const socket = Ti.Network.Socket.createTCP({ host: '127.0.0.1', hostile: 1 });
                socket.listen(); socket.acceptAsync().catch(() => {}); socket.close();
                Ti.Filesystem.getFile('x'); Ti.Utils.sha1('x'); socket.addEventListener('x', () => {});
                let bad = 0;
                const look = (value, depth) => {
                    if (value === null || (typeof value !== 'object' && typeof value !== 'function') || depth > 3) { return; }
                    if (value.getClass !== undefined || value.class !== undefined || value.getDeclaredFields !== undefined) { bad++; }
                    for (const key of Reflect.ownKeys(value)) {
                        const property = Reflect.getOwnPropertyDescriptor(value, key);
                        if (property && 'value' in property) { look(property.value, depth + 1); }
                    }
                };
                caught.forEach((value) => look(value, 0));
                clearTimeout(id);
                console.log(caught.size > 0, bad);
                """)).containsExactly("true 0");
    }
}
