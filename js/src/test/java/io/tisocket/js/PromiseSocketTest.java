// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ways that modern scripts have over the same sockets. */
@Timeout(60)
class PromiseSocketTest {

    /** A listener `l`, a connector `c` to it, and a way to run an asynchronous function to its end. */
    private static final String PAIR = """
            const TCP = (options) => Ti.Network.Socket.createTCP({ host: '127.0.0.1', ...options });
            const l = TCP({ });
            l.listen();
            const c = TCP({ port: l.port });
            """;

    /** Leaves nothing to wait for, whatever the test did. */
    private static final String FINALLY = """
            .catch((e) => console.log('threw', e)).finally(() => {
                for (const socket of [l, c]) { try { socket.close(); } catch (notOpen) { } }
            });
            """;

    private static List<String> print(String body) {
        return Script.print(PAIR + "(async () => {" + body + "})()" + FINALLY);
    }

    @Test
    @DisplayName("C5, A4: connectAsync and acceptAsync give the sockets; the callbacks are called as well")
    void connectAndAccept() {
        assertThat(print("""
                c.connected = () => console.log('callback');
                const [connected, inbound] = await Promise.all([c.connectAsync(), l.acceptAsync({ timeout: 9 })]);
                console.log(connected === c, inbound.state === Ti.Network.Socket.CONNECTED, inbound.timeout);
                inbound.close(); c.close(); l.close();
                """)).containsExactly("callback", "true true 9");
    }

    @Test
    @DisplayName("C6: a failed connect rejects with an Error that has the code, and error is called too")
    void connectFails() {
        assertThat(print("""
                l.close();
                c.error = (e) => console.log('callback', e.code);
                try { await c.connectAsync(); }
                catch (e) { console.log(e instanceof Error, e.code, e.errorCode, e.message.includes('ECONNREFUSED')); }
                console.log(c.state);
                """)).containsExactly("callback 111", "true 111 111 true", "5");
    }

    @Test
    @DisplayName("E6: misuse rejects and changes nothing")
    void misuse() {
        assertThat(print("""
                for (const attempt of [() => c.acceptAsync(), () => c.readAsync(), () => c.writeAsync('x'), () => c.closeAsync(),
                        () => l.connectAsync(), () => c.readAsync(0), () => c.connectAsync({ signal: 1 }), () => c.writeAsync(5)]) {
                    try { await attempt(); console.log('fulfilled'); } catch (e) { console.log(e instanceof Error); }
                }
                console.log(c.state, l.state);
                l.close();
                """))
                .hasSize(9)
                .endsWith("1 3")
                .startsWith("true", "true", "true", "true", "true", "true", "true", "true");
    }

    @Test
    @DisplayName(
            "I2, I3: readAsync gives what is there, at most max bytes, and null at the end; writeAsync takes text and bytes")
    void readAndWrite() {
        assertThat(print("""
                const inbound = l.acceptAsync();
                await c.connectAsync();
                const peer = await inbound;
                console.log(await c.writeAsync('h\\u00e9'), await c.writeAsync(Ti.createBuffer({ value: 'llo' })),
                    await c.writeAsync(Ti.createBlob(' wo')), await c.writeAsync(new Uint8Array([114, 108, 100])));
                let text = '';
                while (text.length < 11) {
                    const chunk = await peer.readAsync(4);
                    if (chunk.length > 4) { console.log('too much'); }
                    text += String(chunk.toBlob().toBase64()) === '' ? '' : Array.from({ length: chunk.length }, (_, i) => String.fromCharCode(chunk[i])).join('');
                    if (text.length >= 12) { break; }
                }
                console.log(text.length);
                await c.closeAsync();
                console.log(await peer.readAsync(), await peer.readAsync(), c.state, peer.state);
                peer.close(); l.close();
                """)).containsExactly("3 3 3 3", "12", "null null 4 2");
    }

    @Test
    @DisplayName("I3: reads that wait are served in the order of their calls")
    void readsInOrder() {
        assertThat(print("""
                const inbound = l.acceptAsync();
                await c.connectAsync();
                const peer = await inbound;
                const reads = [1, 2, 3].map((n) => peer.readAsync(1).then((chunk) => console.log(n, String(chunk))));
                await c.writeAsync('abc');
                await Promise.all(reads);
                peer.close(); c.close(); l.close();
                """)).containsExactly("1 a", "2 b", "3 c");
    }

    @Test
    @DisplayName("for await over a connection gives chunks until the peer's end; the socket stays open for the answer")
    void iterateChunks() {
        assertThat(print("""
                const inbound = l.acceptAsync();
                await c.connectAsync();
                const peer = await inbound;
                await c.writeAsync('hello');
                await c.closeAsync();
                let text = '';
                for await (const chunk of peer) { text += chunk; }
                console.log(text, peer.state);
                peer.close(); l.close();
                """)).containsExactly("hello 2");
    }

    @Test
    @DisplayName("breaking out of the loop over a connection closes it; what was written arrives")
    void breakChunks() {
        assertThat(print("""
                const inbound = l.acceptAsync();
                await c.connectAsync();
                const peer = await inbound;
                await c.writeAsync('hello');
                for await (const chunk of peer) { peer.writeAsync('bye'); break; }
                console.log(peer.state, String(await c.readAsync()), await c.readAsync());
                c.close(); l.close();
                """)).containsExactly("4 bye null");
    }

    @Test
    @DisplayName("for await over a listener gives connections one by one; breaking out closes it and frees the port")
    void iterateConnections() {
        assertThat(print("""
                const clients = [1, 2, 3].map(() => TCP({ port: l.port }));
                clients.forEach((client) => client.connect());
                let count = 0;
                for await (const inbound of l) {
                    inbound.close();
                    if (++count === 3) { break; }
                }
                console.log(count, l.state);
                const again = TCP({ port: l.port });
                again.listen();
                again.close();
                """)).containsExactly("3 4");
    }

    @Test
    @DisplayName("A1: between two rounds of the loop no connection is accepted: those that arrive wait in the queue")
    void nothingIsTakenAhead() {
        assertThat(print("""
                const listener = TCP({ listenQueueSize: 1 });
                listener.listen();
                const first = TCP({ port: listener.port });
                first.connect();
                for await (const inbound of listener) {
                    const second = TCP({ port: listener.port });
                    const third = TCP({ port: listener.port });
                    await second.connectAsync();
                    let reset;
                    try { await third.connectAsync(); reset = await third.readAsync(); } catch (e) { reset = e.code; }
                    console.log(reset, listener.state);
                    second.close();
                    inbound.close();
                    first.close();
                    break;
                }
                l.close();
                """)).containsExactly("104 3");
    }

    @Test
    @DisplayName("X4: closing the listener or the connection ends the loop over it")
    void closedElsewhere() {
        assertThat(print("""
                const inbound = l.acceptAsync();
                await c.connectAsync();
                const peer = await inbound;
                setTimeout(() => { l.close(); peer.close(); }, 5);
                for await (const more of l) { console.log('unexpected'); }
                for await (const chunk of peer) { console.log('unexpected'); }
                console.log(l.state, peer.state);
                c.close();
                """)).containsExactly("4 4");
    }

    @Test
    @DisplayName("X4: reads and accepts that are pending when this side closes are rejected")
    void closedWhilePending() {
        assertThat(print("""
                const inbound = l.acceptAsync();
                await c.connectAsync();
                const peer = await inbound;
                const read = peer.readAsync().catch((e) => console.log('read', e.code));
                const accept = l.acceptAsync().catch((e) => console.log('accept', e.code));
                peer.close(); l.close();
                await Promise.all([read, accept]);
                c.close();
                """)).containsExactlyInAnyOrder("read -1", "accept -1");
    }

    @Test
    @DisplayName("X6: aborting a pending connect drops it, with no callback")
    void abortConnect() {
        assertThat(print("""
                const controller = new AbortController();
                c.connected = () => console.log('unexpected');
                c.error = () => console.log('unexpected');
                const connect = c.connectAsync({ signal: controller.signal });
                controller.abort();
                try { await connect; } catch (e) { console.log(e.name, e === controller.signal.reason, c.state); }
                l.close();
                """)).containsExactly("AbortError true 4");
    }

    @Test
    @DisplayName("a signal that is aborted already rejects before anything happens")
    void abortedBefore() {
        assertThat(print("""
                const signal = AbortSignal.abort(new Error('no'));
                for (const attempt of [() => c.connectAsync({ signal }), () => l.acceptAsync({ signal }), () => c.writeAsync('x', { signal })]) {
                    try { await attempt(); } catch (e) { console.log(e.message); }
                }
                console.log(c.state, l.state);
                l.close();
                """)).containsExactly("no", "no", "no", "1 3");
    }

    @Test
    @DisplayName("an aborted read or accept loses nothing: what arrives goes to the next")
    void abortLosesNothing() {
        assertThat(print("""
                const one = new AbortController();
                const accept = l.acceptAsync({ signal: one.signal });
                one.abort();
                await accept.catch((e) => console.log(e.name));
                await c.connectAsync();
                const peer = await l.acceptAsync();
                const two = new AbortController();
                const read = peer.readAsync({ signal: two.signal });
                two.abort();
                await read.catch((e) => console.log(e.name));
                await c.writeAsync('kept');
                console.log(String(await peer.readAsync(2)), String(await peer.readAsync(9)));
                peer.close(); c.close(); l.close();
                """)).containsExactly("AbortError", "AbortError", "ke pt");
    }

    @Test
    @DisplayName("aborting a loop rejects it with the reason and closes what it went over")
    void abortLoops() {
        assertThat(print("""
                const inbound = l.acceptAsync();
                await c.connectAsync();
                const peer = await inbound;
                const stop = new AbortController();
                setTimeout(() => stop.abort(new Error('enough')), 5);
                const loops = [l.connections({ signal: stop.signal }), peer.chunks({ signal: stop.signal })].map(async (loop) => {
                    try { for await (const item of loop) { console.log('unexpected'); } } catch (e) { console.log(e.message); }
                });
                await Promise.all(loops);
                console.log(l.state, peer.state);
                c.close();
                """)).containsExactly("enough", "enough", "4 4");
    }

    @Test
    @DisplayName("aborting a write that waits ends the connection, for the peer must not go on with a part")
    void abortWrite() {
        assertThat(print("""
                const inbound = l.acceptAsync();
                await c.connectAsync();
                const peer = await inbound;
                const stop = new AbortController();
                const write = c.writeAsync(Ti.createBuffer({ length: 16 * 1024 * 1024 }), { signal: stop.signal });
                setTimeout(() => stop.abort(), 5);
                try { await write; } catch (e) { console.log(e.name, c.state); }
                try { for await (const chunk of peer) { } } catch (e) { console.log(e.code); }
                l.close();
                """)).startsWith("AbortError 4");
    }

    @Test
    @DisplayName("streams over memory have the same forms")
    void otherStreams() {
        assertThat(print("""
                const buffer = Ti.createBuffer({ value: 'hello world' });
                const input = Ti.Stream.createStream({ source: buffer, mode: Ti.Stream.MODE_READ });
                let parts = [];
                for await (const chunk of input.chunks({ max: 4 })) { parts.push(String(chunk)); }
                console.log(parts.join('|'));
                const copy = Ti.createBuffer({ });
                const output = Ti.Stream.createStream({ source: copy, mode: Ti.Stream.MODE_WRITE });
                await output.writeAsync('text');
                await output.closeAsync();
                console.log(String(copy), output.isWritable());
                l.close();
                """)).containsExactly("hell|o wo|rld", "text false");
    }

    @Test
    @DisplayName("forms of streams that were used before those of sockets go on working beside them")
    void loadedOnce() {
        assertThat(print("""
                const input = Ti.Stream.createStream({ source: Ti.createBuffer({ value: 'ab' }), mode: Ti.Stream.MODE_READ });
                console.log(String(await input.readAsync(1)));
                const { readAsync } = input;
                const [, peer] = await Promise.all([c.connectAsync(), l.acceptAsync()]);
                console.log(String(await input.readAsync(1)), readAsync === peer.readAsync, typeof AbortSignal.any);
                peer.close();
                """)).containsExactly("a", "b true function");
    }

    @Test
    @DisplayName("M3, J3: the new members are no enumerable properties, and do not hide a script's own")
    void noCollision() {
        assertThat(print("""
                const own = TCP({ chunks: 'mine', readAsyncx: 1 });
                console.log(Object.keys(c).join(), Object.keys(Object.getPrototypeOf(c)).filter((name) => /Async|chunks|connections/.test(name)).length);
                l.close();
                """)).containsExactly(" 0");
    }
}
