// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

/** How a number is laid out in bytes. The integers are signed, two's complement; the others are IEEE 754. */
public enum NumberType {
    /** One byte, -128 to 127. */
    BYTE("byte", Byte.BYTES),
    /** Two bytes, -32768 to 32767. */
    SHORT("short", Short.BYTES),
    /** Four bytes. */
    INT("int", Integer.BYTES),
    /** Eight bytes; as a double exact up to 2 to the power of 53. */
    LONG("long", Long.BYTES),
    /** Four bytes, single precision. */
    FLOAT("float", Float.BYTES),
    /** Eight bytes, double precision. */
    DOUBLE("double", Double.BYTES);

    private final String titaniumName;
    private final int width;

    NumberType(String titaniumName, int width) {
        this.titaniumName = titaniumName;
        this.width = width;
    }

    /**
     * Returns the type that Titanium calls {@code name}, such as {@code "int"}.
     *
     * @throws IllegalArgumentException when there is none; upper and lower case differ
     */
    public static NumberType named(String name) {
        for (NumberType type : values()) {
            if (type.titaniumName.equals(name)) {
                return type;
            }
        }
        throw new IllegalArgumentException("number type " + name + ": byte, short, int, long, float or double");
    }

    /** Returns the value of the Titanium constant {@code Ti.Codec.TYPE_…}. */
    public String titaniumName() {
        return titaniumName;
    }

    /** Returns the number of bytes. */
    public int width() {
        return width;
    }
}
