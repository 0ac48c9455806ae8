// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import io.tisocket.bench.server.Memory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How to make a server collect its garbage and tell what is left, as {@code heap} and perhaps {@code direct}, in bytes. */
interface MemoryProbe {

    /** There is no garbage to collect. */
    MemoryProbe NONE = server -> Map.of();

    /** The server answers a line on its stdin. */
    MemoryProbe STDIN = server -> Json.numbers(server.ask("memory"));

    Map<String, Double> measure(ServerProcess server) throws IOException, InterruptedException;

    /** Asks a JVM from outside, with the tool of the JDK at {@code home}: a histogram of classes begins with a full collection. */
    static MemoryProbe jcmd(Path home) {
        Pattern total = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
        return server -> {
            String text = "";
            for (int i = 0; i < Memory.COLLECTIONS; i++) {
                text = server.askTool(
                        home.resolve("bin/jcmd").toString(), Long.toString(server.pid()), "GC.class_histogram");
            }
            Matcher matcher = total.matcher(text);
            if (!matcher.find()) {
                throw new IOException("jcmd said " + text.lines().findFirst().orElse("nothing"));
            }
            return Map.of("heap", Double.valueOf(matcher.group(1)));
        };
    }
}
