// What TiSocket adds to Titanium, on top of the declarations of the npm package @types/titanium.
//
// A program takes both: "types": ["titanium"] in tsconfig.json, and this file among its "files" or "include".

/// <reference types="titanium" />
/// <reference lib="es2022" />

// ---- events, options and buffers: what the published declarations leave out ----

interface TiSocketClosedEvent {
    socket: Titanium.Network.Socket.TCP;
}

interface TiSocketReadEvent {
    socket: Titanium.Network.Socket.TCP;
    /** The bytes as a Blob, whose `text` is what most scripts want. */
    data: Titanium.Blob;
    buffer: Titanium.Buffer;
}

interface AcceptDict {
    /** Is called with what arrives on the accepted connection. Rule J5. */
    read?: (event: TiSocketReadEvent) => void;
    /** Is called once after a local close() of the accepted connection. Rule X5. */
    closed?: (event: TiSocketClosedEvent) => void;
}

interface AcceptedCallbackArgs {
    /** Another name of `inbound`; not enumerable. Rule M6. */
    readonly connector?: Titanium.Network.Socket.TCP;
}

interface ReadCallbackArgs {
    /** The buffer that was given, with what has been read. */
    buffer?: Titanium.Buffer;
    source?: Titanium.IOStream;
}

interface CreateBufferArgs {
    /** Another name of `value`. */
    data?: string | number;
}

/** What createTCP() takes: properties, callbacks, and a function for what arrives. Other keys are kept. Rule M3. */
interface TiSocketOptions {
    host?: string;
    /** 1 to 65535; for listen() also 0 or none, which stand for a free port. A String of digits is taken too. */
    port?: number | string;
    /** Milliseconds that connecting and each write may take; none, 0 or less: no limit. */
    timeout?: number | string;
    listenQueueSize?: number;
    options?: object;
    connected?: (event: ConnectedCallbackArgs) => void;
    accepted?: (event: AcceptedCallbackArgs) => void;
    error?: (event: ErrorCallbackArgs) => void;
    closed?: (event: TiSocketClosedEvent) => void;
    read?: (event: TiSocketReadEvent) => void;
    [other: string]: any;
}

/** Copied when asked for. The first three count for a connection, the others for a listener; what does not apply is 0. */
interface TiSocketCounters {
    /** Bytes that reads and pumps have given to the script. */
    readonly bytesIn: number;
    /** Bytes of writes that the operating system has taken. */
    readonly bytesOut: number;
    /** Bytes of writes that it has not taken yet; 0 when the connection has ended. */
    readonly pendingBytes: number;
    /** Connections that wait for accept(). */
    readonly queued: number;
    /** Connections that accept() has taken. */
    readonly accepted: number;
    /** Connections that were reset: the queue was full, or the listener ended while they waited. */
    readonly rejected: number;
}

// ---- the modern ways; a script need not use them ----

interface TiSocketWaiting {
    /** Ends the waiting: the promise is rejected with the reason of the signal. */
    signal?: AbortSignal;
}

interface TiSocketReading extends TiSocketWaiting {
    /** The most bytes of a chunk. */
    max?: number;
}

type TiSocketBytes = string | Titanium.Buffer | Titanium.Blob | ArrayBuffer | ArrayBufferView;

declare namespace Titanium {
    interface IOStream {
        read(buffer: Titanium.Buffer, callback: (event: ReadCallbackArgs) => void): number;
        write(buffer: Titanium.Buffer, callback: (event: WriteCallbackArgs) => void): number;
        /** Writes the bytes of a Blob. */
        write(blob: Titanium.Blob): number;
        /** The spelling of Titanium's stream specification. */
        isWriteable(): boolean;

        /** The next chunk, of at least one byte; null at the end of the stream. */
        readAsync(max?: number | TiSocketReading): Promise<Titanium.Buffer | null>;
        /** Resolves with the number of bytes when all of them are written. A signal that aborts a write to a socket ends the connection. */
        writeAsync(data: TiSocketBytes, options?: TiSocketWaiting): Promise<number>;
        /** Resolves when everything written before it is delivered, and the stream closed. */
        closeAsync(): Promise<void>;
        /** Every chunk until the end of the stream; leaving the loop early closes the stream. */
        chunks(options?: number | TiSocketReading): AsyncGenerator<Titanium.Buffer, void, undefined>;
        [Symbol.asyncIterator](): AsyncGenerator<Titanium.Buffer, void, undefined>;
    }

    interface Buffer {
        /** The bytes, 0 to 255. */
        [index: number]: number;
    }

    interface Blob {
        toArrayBuffer(): ArrayBuffer;
        toBase64(): string;
        arrayBuffer(): Promise<ArrayBuffer>;
    }

    /** A Buffer of length 0. */
    function createBuffer(): Titanium.Buffer;
    /** A Blob of text in UTF-8. */
    function createBlob(text: string): Titanium.Blob;
    /** Runs another script of the program in the global scope. */
    function include(...files: string[]): void;

    namespace App {
        /** What follows the name of the script on the command line. */
        const arguments: string[];
    }

    namespace Codec {
        const nativeByteOrder: number;
    }

    namespace Network {
        /** Stands in scripts written against an older API; nothing reads it. */
        const TCP: number;

        /** Another name of Ti.Network.Socket.createTCP(). Rule M6. */
        function createTCP(options?: TiSocketOptions): Titanium.Network.Socket.TCP;

        namespace Socket {
            interface TCP {
                /** Is called once after a local close(). Rule X5. */
                closed: (event: TiSocketClosedEvent) => void;
                getClosed(): (event: TiSocketClosedEvent) => void;
                setClosed(closed: (event: TiSocketClosedEvent) => void): void;
                options: object;
                getOptions(): object;
                setOptions(options: object): void;
                isConnected(): boolean;
                accept(): void;
                /** What has moved since the socket was last CONNECTED or LISTENING. */
                counters(): TiSocketCounters;

                /** Resolves with this socket when it is connected; rejected with `code` when that fails. */
                connectAsync(options?: TiSocketWaiting): Promise<Titanium.Network.Socket.TCP>;
                /** The next connection. */
                acceptAsync(options?: AcceptDict & TiSocketWaiting): Promise<Titanium.Network.Socket.TCP>;
                /** Every connection until the listener is closed; leaving the loop early closes the listener. */
                connections(options?: AcceptDict & TiSocketWaiting): AsyncGenerator<Titanium.Network.Socket.TCP, void, undefined>;
                /** The connections of a listener, the chunks of any other socket. */
                [Symbol.asyncIterator](): AsyncGenerator<any, void, undefined>;
            }
        }
    }
}

// ---- what is global ----

declare function setTimeout(func: (...args: any[]) => void, delay?: number, ...args: any[]): number;
declare function setInterval(func: (...args: any[]) => void, delay?: number, ...args: any[]): number;
declare function setImmediate(func: (...args: any[]) => void, ...args: any[]): number;
declare function clearImmediate(id?: number): void;
declare function queueMicrotask(func: () => void): void;

declare var global: typeof globalThis;
declare var __filename: string;
declare var __dirname: string;

interface AbortSignal {
    readonly aborted: boolean;
    readonly reason: any;
    onabort: ((this: AbortSignal, event: any) => any) | null;
    throwIfAborted(): void;
    addEventListener(type: 'abort', listener: (event: any) => any): void;
    removeEventListener(type: 'abort', listener: (event: any) => any): void;
}

declare var AbortSignal: {
    prototype: AbortSignal;
    abort(reason?: any): AbortSignal;
    /** Aborts after a while. A program does not wait for it. */
    timeout(milliseconds: number): AbortSignal;
    any(signals: Iterable<AbortSignal>): AbortSignal;
};

interface AbortController {
    readonly signal: AbortSignal;
    abort(reason?: any): void;
}

declare var AbortController: {
    prototype: AbortController;
    new (): AbortController;
};

interface TextEncoder {
    readonly encoding: string;
    encode(text?: string): Uint8Array;
}

declare var TextEncoder: {
    prototype: TextEncoder;
    new (): TextEncoder;
};

interface TextDecoder {
    readonly encoding: string;
    readonly fatal: boolean;
    readonly ignoreBOM: boolean;
    decode(bytes?: ArrayBuffer | ArrayBufferView, options?: { stream?: boolean }): string;
}

declare var TextDecoder: {
    prototype: TextDecoder;
    new (label?: string, options?: { fatal?: boolean, ignoreBOM?: boolean }): TextDecoder;
};
