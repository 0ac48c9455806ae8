// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * Runs the scripts that call everything with hostile values, and judges what comes of it. A program of its own, so that its heap is
 * small and its hanging can be ended. Prints one line for each fault, and {@code calls N} at the end.
 */
public final class HostileProgram {

    /** What no script must ever read: names of Java's classes, and of ours. */
    private static final Pattern JAVA =
            Pattern.compile("java\\.(lang|util|io|nio|net|time)\\b|javax\\.|org\\.graalvm|com\\.oracle"
                    + "|io\\.netty|io\\.tisocket\\.(js|socket|stream)|tisocket/\\w+\\.js|NullPointer|ClassCast|AssertionError|[a-z]Exception\\b|OutOfMemoryError|Java heap space"
                    + "|StackOverflowError|nternal error|HostObject|JavaObject|invokeMember|UnsupportedType");

    /** The runtime's own report of a callback that takes long shows where it is; that is for people and no script reads it. */
    private static final Pattern SLOW = Pattern.compile("^ {4}at (app|java\\.base)//?");

    private static final long PATIENCE_MILLIS = Long.getLong("tisocket.fuzz.patience", 60_000);

    private static final long WATCH_MILLIS = 5_000;

    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor();
    private final AtomicReference<@Nullable Runnable> whenUncaught = new AtomicReference<>();
    private final Set<String> faults = new TreeSet<>();
    private volatile String doing = "start";
    private volatile long since = System.nanoTime();
    private volatile boolean ended;

    private HostileProgram() {}

    /** Arguments: the script, a folder for data, what else the script is to have. */
    public static void main(String[] args) throws IOException {
        HostileProgram program = new HostileProgram();
        int found =
                program.run(Path.of(args[0]), Path.of(args[1]), List.of(args).subList(2, args.length));
        Runtime.getRuntime().halt(found == 0 ? 0 : 1);
    }

    private int run(Path main, Path data, List<String> rest) throws IOException {
        try (ServerSocket echo =
                        serve(connection -> connection.getInputStream().transferTo(connection.getOutputStream()));
                ServerSocket ending = serve(connection -> {
                    connection.getOutputStream().write("a few bytes\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    connection.shutdownOutput();
                    connection.getInputStream().transferTo(OutputStream.nullOutputStream());
                })) {
            PrintStream judged = new PrintStream(new Judged(), false, StandardCharsets.UTF_8);
            List<String> arguments = new ArrayList<>();
            arguments.add("" + echo.getLocalPort());
            arguments.add("" + ending.getLocalPort());
            arguments.addAll(rest);
            ScriptRuntime runtime = ScriptRuntime.builder()
                    .arguments(arguments)
                    .data(data)
                    .output(judged)
                    .errors(judged)
                    .global("probe", new Probe(() -> stopLater()))
                    .build();
            this.runtime = runtime;
            startWatch();
            ScriptOutcome outcome = runtime.run(main);
            if (!ended) {
                fault("the script ended by itself: " + outcome + " after " + doing);
            }
        }
        return faults.size();
    }

    private ScriptRuntime runtime;

    /** Another thread ends the script with everything that it has begun still under way. */
    private void stopLater() {
        ended = true;
        new Thread(runtime::stop, "stop").start();
    }

    private void fault(String text) {
        if (faults.add(text)) {
            System.out.println("FAULT " + text);
        }
    }

    private void uncaught() {
        Runnable function = whenUncaught.getAndSet(null);
        if (function != null) {
            function.run();
        }
    }

    private void startWatch() {
        Thread watch = new Thread(
                () -> {
                    for (; ; ) {
                        try {
                            Thread.sleep(200); // what it waits for is that nothing happens
                        } catch (InterruptedException interrupted) {
                            return;
                        }
                        if ((System.nanoTime() - since) / 1_000_000 > PATIENCE_MILLIS) {
                            fault("hangs in " + doing);
                            Thread.getAllStackTraces().forEach((thread, stack) -> {
                                if (thread.getName().equals("main")) {
                                    List.of(stack)
                                            .subList(0, Math.min(stack.length, 12))
                                            .forEach(frame -> System.out.println("    " + frame));
                                }
                            });
                            Runtime.getRuntime().halt(2);
                        }
                    }
                },
                "watch");
        watch.setDaemon(true);
        watch.start();
    }

    private void judge(String source, String text) {
        Matcher matcher = JAVA.matcher(text);
        if (matcher.find()) {
            int at = matcher.start();
            fault(source + ": " + text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 120)));
        }
    }

    /** What the scripts call. */
    public final class Probe {

        private final Runnable whenDone;

        private Probe(Runnable whenDone) {
            this.whenDone = whenDone;
        }

        /** Says what comes next. */
        @HostAccess.Export
        public void begin(String what) {
            doing = what;
            since = System.nanoTime();
        }

        /** Looks at the one element of {@code box}. */
        @HostAccess.Export
        public void judge(String how, String path, Value box) {
            Value value = box.getArrayElement(0);
            if (value.isHostObject() || value.isProxyObject()) {
                fault((value.isNull() ? "null of Java " : "object of Java ") + how + " " + path);
                return;
            }
            if (value.isException()) {
                try {
                    throw value.throwException();
                } catch (PolyglotException thrown) {
                    if (thrown.isHostException() || thrown.isInternalError()) {
                        fault("exception of Java " + how + " " + path + ": " + thrown);
                    } else if (how.equals("thrown by") || how.equals("rejected by")) {
                        HostileProgram.this.judge(how + " " + path, "" + thrown.getMessage());
                    }
                }
            } else if (value.isString()) {
                HostileProgram.this.judge(how + " " + path, value.asString());
            }
        }

        /** Notes a fault. */
        @HostAccess.Export
        public void fault(String text) {
            HostileProgram.this.fault(text);
        }

        /** Notes what does not work while the language is changed. */
        @HostAccess.Export
        public void broken(String text) {
            System.out.println("broken: " + text);
            HostileProgram.this.judge("thrown", text);
        }

        /** Calls a function in a while, or as soon as something was thrown that nobody caught. */
        @HostAccess.Export
        public void watch(Runnable function) {
            Runnable once = () -> {
                if (!ended && whenUncaught.compareAndSet(function, null)) {
                    function.run();
                }
            };
            whenUncaught.set(function);
            alarms.schedule(once, WATCH_MILLIS, TimeUnit.MILLISECONDS);
        }

        /** Ends it all. */
        @HostAccess.Export
        public void finish(String counts) {
            System.out.println(counts);
            whenDone.run();
        }
    }

    /** What is printed, line by line, none of it kept. */
    private final class Judged extends OutputStream {

        private final StringBuilder line = new StringBuilder();

        @Override
        public void write(int b) {
            if (b == '\n' || line.length() > 1000) {
                if (!SLOW.matcher(line).find()) {
                    judge("printed", line.toString());
                }
                if (line.indexOf("[ERROR] Uncaught") == 0) {
                    uncaught();
                }
                line.setLength(0);
            } else {
                line.append((char) (b & 0xFF));
            }
        }
    }

    /** What a server does with a connection. */
    private interface Conversation {
        void with(Socket connection) throws IOException;
    }

    private static ServerSocket serve(Conversation conversation) throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket connection = listener.accept();
                    connection.setSoTimeout(60_000);
                    Thread each = new Thread(() -> {
                        try (connection) {
                            conversation.with(connection);
                        } catch (IOException gone) {
                            // As clients do.
                        }
                    });
                    each.setDaemon(true);
                    each.start();
                } catch (IOException closed) {
                    return;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return listener;
    }
}
