// SPDX-License-Identifier: Apache-2.0
package io.tisocket.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BufferRandomTest {

    @Test
    @DisplayName("1.7: after any history a buffer equals a list of bytes that lived through the same")
    void bufferEqualsItsModel() {
        Randomly.repeat(200, random -> {
            Buffer buffer = anyBuffer(random);
            List<Integer> model = new ArrayList<>();
            for (int value : Bytes.unsigned(buffer)) {
                model.add(value);
            }
            for (int i = 0; i < 100; i++) {
                change(buffer, model, random);
                assertThat(Bytes.unsigned(buffer))
                        .isEqualTo(model.stream().mapToInt(Integer::intValue).toArray());
            }
        });
    }

    private static void change(Buffer buffer, List<Integer> model, SplittableRandom random) {
        boolean self = random.nextInt(4) == 0;
        Buffer source = self ? buffer : anyBuffer(random);
        int sourceOffset = random.nextInt(source.length() + 1);
        int sourceLength = random.nextInt(Math.min(20, source.length() - sourceOffset) + 1);
        List<Integer> part = new ArrayList<>();
        for (int i = 0; i < sourceLength; i++) {
            part.add(source.get(sourceOffset + i));
        }
        int offset = random.nextInt(model.size() + 1);
        switch (random.nextInt(5)) {
            case 0 -> {
                buffer.append(source, sourceOffset, sourceLength);
                model.addAll(part);
            }
            case 1 -> {
                buffer.insert(source, offset, sourceOffset, sourceLength);
                model.addAll(offset, part);
            }
            case 2 -> {
                int fits = Math.min(sourceLength, model.size() - offset);
                buffer.copyFrom(source, offset, sourceOffset, fits);
                for (int i = 0; i < fits; i++) {
                    model.set(offset + i, part.get(i));
                }
            }
            case 3 -> {
                int length = random.nextInt(60);
                buffer.length(length);
                while (model.size() > length) {
                    model.remove(model.size() - 1);
                }
                while (model.size() < length) {
                    model.add(0);
                }
            }
            default -> {
                int length = random.nextInt(model.size() - offset + 1);
                buffer.fill(i255(random), offset, length);
                for (int i = 0; i < length; i++) {
                    model.set(offset + i, buffer.get(offset));
                }
            }
        }
    }

    /** In the heap, outside, or both. */
    private static Buffer anyBuffer(SplittableRandom random) {
        byte[] bytes = Randomly.bytes(random, random.nextInt(20));
        if (random.nextInt(3) == 0) {
            return Buffer.of(new HeldMemory(bytes), bytes.length);
        }
        Buffer buffer = Buffer.wrap(bytes);
        if (random.nextBoolean()) {
            buffer.mirror(new HeldMemory(new byte[bytes.length]));
        }
        return buffer;
    }

    private static int i255(SplittableRandom random) {
        return random.nextInt(256);
    }
}
