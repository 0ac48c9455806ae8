// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A run of bytes whose length can change. Not safe for use by several threads at once.
 *
 * <p>Offsets, lengths and indexes count bytes from 0. Where a method takes a range it must lie within its buffer, else
 * {@link IndexOutOfBoundsException}; a length that no buffer can have is an {@link IllegalArgumentException}. A call
 * that throws has changed nothing. Source and target may be the same buffer: the source counts as it was before the call.
 * Appending costs amortised constant time per byte.
 */
public final class Buffer extends Storage {

    /** The greatest length of a buffer. The machine's memory may allow less. */
    public static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

    private Buffer(byte[] bytes) {
        super(bytes);
    }

    /**
     * Returns a buffer of {@code length} zero bytes.
     *
     * @throws IllegalArgumentException when {@code length} is negative, over {@link #MAX_LENGTH}, or more than memory has
     */
    public static Buffer allocate(int length) {
        checkLength(length);
        return new Buffer(newBytes(length));
    }

    /** Returns a buffer that takes {@code bytes} over without copying; the caller must not touch the array any more. */
    public static Buffer wrap(byte[] bytes) {
        return new Buffer(bytes);
    }

    /**
     * Returns a buffer of the first {@code length} bytes of {@code memory}, without copying, which it lets go of when it is
     * released or when somebody changes its bytes.
     *
     * @throws IndexOutOfBoundsException when {@code memory} is smaller
     */
    public static Buffer of(ChunkMemory memory, int length) {
        Bounds.check("buffer", 0, length, memory.bytes().capacity());
        Buffer buffer = new Buffer(NOTHING);
        buffer.memory = memory;
        buffer.length = length;
        return buffer;
    }

    /** Returns a buffer of the characters of {@code text}, encoded in {@code charset}. */
    public static Buffer of(String text, Charset charset) {
        return new Buffer(text.getBytes(charset));
    }

    /**
     * Returns a buffer of {@code length} bytes that starts with {@code text} encoded in {@code charset}; the rest is zero.
     *
     * @throws IllegalArgumentException when the encoded text is longer than {@code length}
     */
    public static Buffer of(String text, Charset charset, int length) {
        Buffer buffer = of(text, charset);
        if (buffer.length > length) {
            throw new IllegalArgumentException(
                    "buffer of " + length + " bytes for a text of " + buffer.length + ": the text must fit");
        }
        buffer.length(length);
        return buffer;
    }

    /** Returns a buffer that holds {@code value} and nothing else, as {@link Codec#encodeNumber} writes it. */
    public static Buffer of(double value, NumberType type, ByteOrder order) {
        Buffer buffer = allocate(type.width());
        Codec.encodeNumber(value, buffer, type, 0, order);
        return buffer;
    }

    /** Returns the number of bytes. */
    public int length() {
        return length;
    }

    /**
     * Sets the number of bytes: drops the tail, or adds zero bytes.
     *
     * @throws IllegalArgumentException when {@code length} is negative, over {@link #MAX_LENGTH}, or more than memory has
     */
    public void length(int length) {
        checkLength(length);
        own();
        if (length > this.length) {
            int tail = this.length;
            extend("length", length - tail);
            Arrays.fill(bytes, tail, length, (byte) 0);
        } else if (length < bytes.length / 2) {
            bytes = Arrays.copyOf(bytes, length); // a few bytes must not keep a large array alive
        }
        this.length = length;
    }

    /** Returns the byte at {@code index} as 0 to 255. */
    public int get(int index) {
        Bounds.checkIndex("get", index, length);
        return (memory == null ? bytes[index] : memory.bytes().get(index)) & 0xFF;
    }

    /** Sets the byte at {@code index} to the low eight bits of {@code value}. */
    public void set(int index, int value) {
        Bounds.checkIndex("set", index, length);
        own();
        bytes[index] = (byte) value;
    }

    /** Appends the whole of {@code source}, as {@link #append(Buffer, int, int)}. */
    public int append(Buffer source) {
        return append(source, 0, source.length);
    }

    /**
     * Adds a range of {@code source} at the end.
     *
     * @return the number of bytes added, always {@code sourceLength}
     */
    public int append(Buffer source, int sourceOffset, int sourceLength) {
        Bounds.check("append", sourceOffset, sourceLength, source.length);
        int tail = length;
        extend("append", sourceLength);
        source.copyTo(bytes, tail, sourceOffset, sourceLength);
        return sourceLength;
    }

    /** Inserts the whole of {@code source}, as {@link #insert(Buffer, int, int, int)}. */
    public int insert(Buffer source, int offset) {
        return insert(source, offset, 0, source.length);
    }

    /**
     * Puts a range of {@code source} before the byte at {@code offset}, which moves up with all that follow.
     *
     * @param offset 0 to {@link #length()}; at the length it appends
     * @return the number of bytes inserted, always {@code sourceLength}
     */
    public int insert(Buffer source, int offset, int sourceOffset, int sourceLength) {
        Bounds.check("insert at", offset, 0, length);
        Bounds.check("insert", sourceOffset, sourceLength, source.length);
        Buffer from = source;
        int fromOffset = sourceOffset;
        if (source == this) {
            from = copy(sourceOffset, sourceLength);
            fromOffset = 0;
        }
        int tail = length;
        extend("insert", sourceLength);
        System.arraycopy(bytes, offset, bytes, offset + sourceLength, tail - offset);
        from.copyTo(bytes, offset, fromOffset, sourceLength);
        return sourceLength;
    }

    /** Copies the whole of {@code source} to the front, as {@link #copyFrom(Buffer, int, int, int)}. */
    public int copyFrom(Buffer source) {
        return copyFrom(source, 0, 0, source.length);
    }

    /** Copies the whole of {@code source} to {@code offset}, as {@link #copyFrom(Buffer, int, int, int)}. */
    public int copyFrom(Buffer source, int offset) {
        return copyFrom(source, offset, 0, source.length);
    }

    /**
     * Overwrites the bytes from {@code offset} with a range of {@code source}; the length does not change.
     *
     * @return the number of bytes copied, always {@code sourceLength}
     * @throws IndexOutOfBoundsException also when they do not fit between {@code offset} and the end
     */
    public int copyFrom(Buffer source, int offset, int sourceOffset, int sourceLength) {
        Bounds.check("copy from", sourceOffset, sourceLength, source.length);
        Bounds.check("copy to", offset, sourceLength, length);
        own();
        source.copyTo(bytes, offset, sourceOffset, sourceLength);
        return sourceLength;
    }

    /** Returns a new buffer with the same bytes. */
    public Buffer copy() {
        return copy(0, length);
    }

    /** Returns a new buffer with the bytes of a range. */
    public Buffer copy(int offset, int length) {
        Bounds.check("copy", offset, length, this.length);
        return new Buffer(range(offset, length));
    }

    /** Sets every byte to the low eight bits of {@code value}. */
    public void fill(int value) {
        fill(value, 0, length);
    }

    /** Sets every byte of a range to the low eight bits of {@code value}. */
    public void fill(int value, int offset, int length) {
        Bounds.check("fill", offset, length, this.length);
        own();
        Arrays.fill(bytes, offset, offset + length, (byte) value);
    }

    /** Sets every byte to zero; the length does not change. */
    public void clear() {
        fill(0);
    }

    /**
     * Sets the length to 0 and gives the memory back. The buffer can be used on.
     *
     * <p>The memory of a large chunk that came from a socket is used again for the next one, when this is called on the
     * thread of its loop. Programs that move much and keep nothing are faster if they release each chunk.
     */
    public void release() {
        letGo();
        forget();
    }

    /**
     * Returns the bytes of a range, shared with this buffer until its length next changes or it is released.
     *
     * @return a view whose position is 0 and whose limit and capacity are {@code length}
     */
    public ByteBuffer view(int offset, int length) {
        return room(offset, length).slice();
    }

    /**
     * Returns a range to put bytes into, shared with this buffer until its length next changes or it is released; cheaper
     * than {@link #view}.
     *
     * @return {@code length} bytes remain in it; its position and capacity may be any
     */
    public ByteBuffer room(int offset, int length) {
        Bounds.check("view", offset, length, this.length);
        own();
        exposed = true;
        return ByteBuffer.wrap(bytes, offset, length);
    }

    /**
     * Returns the bytes of a range for the time of one operation that only reads them; cheaper than {@link #view}. The caller
     * drops it before this buffer next changes, unless it holds {@link #memory()}: afterwards it may show bytes of others.
     *
     * @return {@code length} bytes remain in it, from {@code offset} on in {@link #memory()} if there is one
     */
    public ByteBuffer borrow(int offset, int length) {
        Bounds.check("borrow", offset, length, this.length);
        return memory == null
                ? ByteBuffer.wrap(bytes, offset, length)
                : memory.bytes().asReadOnlyBuffer().limit(offset + length).position(offset);
    }

    /** Returns where the bytes lie, from its beginning on, as long as nobody changes them; or null when that is the heap. */
    public @Nullable ChunkMemory memory() {
        return memory;
    }

    /**
     * Notes that a transport is about to send all bytes from the heap.
     *
     * @return whether that was noted before, and nobody can have changed them since: then they may be worth a {@link #mirror}
     */
    public boolean noteSending() {
        boolean before = sent && !exposed && memory == null;
        sent = true;
        return before;
    }

    /**
     * Keeps a copy of all bytes in {@code mirror}, from its beginning on, as the {@link #memory} of this buffer, until they are
     * changed or released. The caller's hold is this buffer's from now on.
     *
     * @throws IndexOutOfBoundsException when {@code mirror} is smaller
     */
    public void mirror(ChunkMemory mirror) {
        Bounds.check("mirror", 0, length, mirror.bytes().capacity());
        own();
        mirror.bytes().duplicate().put(0, bytes, 0, length);
        memory = mirror;
    }

    /** Returns a new array of the bytes. */
    public byte[] toByteArray() {
        return range(0, length);
    }

    /** Returns a blob of the bytes as they are now, of type {@code application/octet-stream}. */
    public Blob toBlob() {
        return Blob.wrap(toByteArray(), Blob.OCTET_STREAM);
    }

    /** Tells whether {@code other} holds the same bytes. Buffers change, so {@code equals} compares identity. */
    public boolean contentEquals(Buffer other) {
        return borrow(0, length).equals(other.borrow(0, other.length));
    }

    /** Returns the bytes decoded as UTF-8, malformed sequences replaced by U+FFFD. */
    @Override
    public String toString() {
        return toString(StandardCharsets.UTF_8);
    }

    /** Returns the bytes decoded in {@code charset}, malformed sequences replaced. */
    public String toString(Charset charset) {
        return toString(charset, 0, length);
    }

    /** Returns the bytes of a range decoded in {@code charset}, malformed sequences replaced. */
    public String toString(Charset charset, int offset, int length) {
        Bounds.check("toString", offset, length, this.length);
        return memory == null ? new String(bytes, offset, length, charset) : new String(range(offset, length), charset);
    }
}
