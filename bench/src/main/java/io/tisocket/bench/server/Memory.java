// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.server;

import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/** What a JVM holds. */
public final class Memory {

    /**
     * What a first collection hands to cleaners and reference queues is free after the second; and three of four leave gaps,
     * which count as used, where closing them would be a lot of work for a few bytes.
     */
    public static final int COLLECTIONS = 4;

    private Memory() {}

    /** Collects garbage, and returns what is left as JSON: bytes of the heap, and bytes of direct buffers. */
    static String afterCollection() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return "{\"heap\":" + heap + ",\"direct\":" + directBytes() + "}";
    }

    private static long directBytes() {
        long direct = Math.max(0, PlatformDependent.usedDirectMemory());
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            direct += pool.getName().equals("direct") ? pool.getMemoryUsed() : 0;
        }
        return direct;
    }
}
