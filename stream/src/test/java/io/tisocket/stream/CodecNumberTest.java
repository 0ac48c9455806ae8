// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteOrder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CodecNumberTest {

    @Test
    @DisplayName("1.8: an int keeps the low 32 bits: 78187493530 is 52, 86, 120, 154")
    void intKeepsLowBits() {
        assertThat(Bytes.unsigned(Buffer.of(78187493530.0, NumberType.INT, BIG_ENDIAN)))
                .containsExactly(52, 86, 120, 154);
        assertThat(Bytes.unsigned(Buffer.of(78187493530.0, NumberType.INT, LITTLE_ENDIAN)))
                .containsExactly(154, 120, 86, 52);
    }

    @Test
    @DisplayName("1.8: a short keeps the low 16 bits: 214375 is 69, 103")
    void shortKeepsLowBits() {
        assertThat(Bytes.unsigned(Buffer.of(214375, NumberType.SHORT, BIG_ENDIAN)))
                .containsExactly(69, 103);
    }

    @ParameterizedTest
    @DisplayName("1.8: 78187493530 survives eight bytes in either order")
    @CsvSource({"true", "false"})
    void longSurvives(boolean big) {
        ByteOrder order = big ? BIG_ENDIAN : LITTLE_ENDIAN;
        Buffer buffer = Buffer.of(78187493530.0, NumberType.LONG, order);

        assertThat(buffer.length()).isEqualTo(8);
        assertThat(Codec.decodeNumber(buffer, NumberType.LONG, 0, order)).isEqualTo(78187493530.0);
    }

    @ParameterizedTest(name = "{0} as byte is {1}")
    @DisplayName("1.8: fractions are cut off toward zero, NaN is 0, and the low bits are kept")
    @CsvSource({"1.9, 1", "-1.9, -1", "0.5, 0", "NaN, 0", "256, 0", "255, -1", "-129, 127", "4294967298, 2"})
    void integersAreCutOff(double value, double expected) {
        Buffer buffer = Buffer.of(value, NumberType.BYTE, BIG_ENDIAN);

        assertThat(Codec.decodeNumber(buffer, NumberType.BYTE, 0, BIG_ENDIAN)).isEqualTo(expected);
    }

    @Test
    @DisplayName("1.8: a number beyond 64 bits is the nearest 64-bit one before its low bits are taken")
    void beyond64Bits() {
        assertThat(Bytes.unsigned(Buffer.of(1e300, NumberType.LONG, BIG_ENDIAN)))
                .containsExactly(127, 255, 255, 255, 255, 255, 255, 255);
        assertThat(Bytes.unsigned(Buffer.of(Double.NEGATIVE_INFINITY, NumberType.INT, BIG_ENDIAN)))
                .containsExactly(0, 0, 0, 0);
    }

    @Test
    @DisplayName("D23: byte, short, int and long are decoded as signed")
    void integersAreSigned() {
        Buffer ones = Buffer.allocate(8);
        ones.fill(255);

        for (NumberType type : new NumberType[] {NumberType.BYTE, NumberType.SHORT, NumberType.INT, NumberType.LONG}) {
            assertThat(Codec.decodeNumber(ones, type, 0, BIG_ENDIAN)).isEqualTo(-1.0);
        }
        assertThat(Codec.decodeNumber(Bytes.buffer(0x78, 0x9A), NumberType.SHORT, 0, BIG_ENDIAN))
                .isEqualTo(30874.0);
    }

    @Test
    @DisplayName("1.8: a long beyond 53 bits is decoded to the nearest double")
    void longLosesPrecision() {
        Buffer buffer = Bytes.buffer(0, 32, 0, 0, 0, 0, 0, 1); // 2^53 + 1

        assertThat(Codec.decodeNumber(buffer, NumberType.LONG, 0, BIG_ENDIAN)).isEqualTo(9007199254740992.0);
    }

    @Test
    @DisplayName("1.8: floats and doubles come back, a float within its precision")
    void floatsComeBack() {
        Buffer single = Buffer.of(1.2345678901, NumberType.FLOAT, LITTLE_ENDIAN);
        Buffer exact = Buffer.of(1.2345678901, NumberType.DOUBLE, LITTLE_ENDIAN);
        Buffer nan = Buffer.of(Double.NaN, NumberType.DOUBLE, BIG_ENDIAN);

        assertThat(Codec.decodeNumber(single, NumberType.FLOAT, 0, LITTLE_ENDIAN))
                .isEqualTo(1.2345678901, within(1e-6))
                .isNotEqualTo(1.2345678901);
        assertThat(Codec.decodeNumber(exact, NumberType.DOUBLE, 0, LITTLE_ENDIAN))
                .isEqualTo(1.2345678901);
        assertThat(Codec.decodeNumber(nan, NumberType.DOUBLE, 0, BIG_ENDIAN)).isNaN();
    }

    @Test
    @DisplayName("1.8: encoding returns the position after the number and touches nothing else")
    void positionAfterTheNumber() {
        Buffer buffer = Buffer.allocate(6);

        int next = Codec.encodeNumber(0x0102, buffer, NumberType.SHORT, 3, BIG_ENDIAN);

        assertThat(next).isEqualTo(5);
        assertThat(Bytes.unsigned(buffer)).containsExactly(0, 0, 0, 1, 2, 0);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("1.8: a number that is not wholly within the buffer is refused, and nothing is written or resized")
    void positionIsChecked(NumberType type) {
        Buffer buffer = Buffer.allocate(9);

        for (int position : new int[] {-1, 10 - type.width(), 9, Integer.MAX_VALUE}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> Codec.encodeNumber(-1, buffer, type, position, BIG_ENDIAN))
                    .withMessageContaining("encodeNumber " + type.titaniumName());
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> Codec.decodeNumber(buffer, type, position, BIG_ENDIAN));
        }
        assertThat(Bytes.unsigned(buffer)).hasSize(9).containsOnly(0);
    }

    @ParameterizedTest(name = "{0} has {1} bytes")
    @CsvSource({"byte, 1", "short, 2", "int, 4", "long, 8", "float, 4", "double, 8"})
    @DisplayName("1.8: number types have the names and widths of Titanium")
    void typesHaveTheirNames(String name, int width) {
        assertThat(NumberType.named(name).width()).isEqualTo(width);
        assertThat(NumberType.named(name).titaniumName()).isEqualTo(name);
    }

    @Test
    @DisplayName("1.8: an unknown type is refused")
    void unknownTypeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NumberType.named("quad"))
                .withMessageContainingAll("quad", "double");
    }

    @Test
    @DisplayName("1.8: any 64-bit integer that a double holds comes back from every order and position")
    void randomLongsComeBack() {
        Randomly.repeat(1000, random -> {
            ByteOrder order = random.nextBoolean() ? BIG_ENDIAN : LITTLE_ENDIAN;
            double value = (double) (random.nextLong() >> random.nextInt(64));
            Buffer buffer = Buffer.allocate(20);
            int position = random.nextInt(13);

            Codec.encodeNumber(value, buffer, NumberType.LONG, position, order);

            assertThat(Codec.decodeNumber(buffer, NumberType.LONG, position, order))
                    .isEqualTo((double) (long) value);
        });
    }
}
