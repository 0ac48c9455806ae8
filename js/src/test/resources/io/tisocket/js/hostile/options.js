// SPDX-License-Identifier: Apache-2.0
// Accepts connections with options of 100000 properties, one kind after the other, and with what is no options at all.
'use strict';

const COUNT = 100000;
const object = {};
for (let i = 0; i < COUNT; i++) {
    object[`k${i}`] = i;
}
const kinds = { string: 'y'.repeat(COUNT), array: new Array(COUNT).fill(0), bytes: new Uint8Array(COUNT), object };
const listener = Ti.Network.Socket.createTCP({ host: '127.0.0.1' });
listener.listen();

async function acceptEach() {
    const counts = [];
    for (const kind of Object.keys(kinds)) {
        probe.begin(`accept with ${kind}`);
        const accepted = listener.acceptAsync(kinds[kind]);
        const client = Ti.Network.Socket.createTCP({ host: '127.0.0.1', port: listener.port });
        client.connect();
        const inbound = await accepted;
        counts.push(`${kind} ${Object.keys(inbound).length}`);
        inbound.close();
        client.close();
    }
    return counts.join(', ');
}

acceptEach().then((counts) => probe.finish(counts), (failed) => probe.fault(failed.message));
