// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;

/** What all rounds of one trial saw together. Any thread. */
public final class Tally {

    /** What a line of standard error begins with that tells what is not as promised. */
    static final String TOLD = "reliability: --only ";

    /** How many broken promises are kept in words; all are counted, and told on standard error. */
    private static final int KEPT = 5;

    private static final Duration SETTLING = Duration.ofSeconds(5);

    private long tries;
    private long lostBytes;
    private long stuck;
    private long leaked;
    private long broken;
    private String skipped = "";
    private String replay = "";
    private final List<String> words = new ArrayList<>();
    private final Map<String, Figure> figures = new TreeMap<>();
    private final Map<String, Steady> steady = new TreeMap<>();

    /** Begins a round of {@code trial}: what is wrong from now on is told with the {@code seed} that repeats this round alone. */
    synchronized void begin(String trial, long seed) {
        replay = "\"" + trial + "\" --rounds 1 --seed " + seed + ": ";
    }

    /** Counts {@code count} tries. */
    public synchronized void tried(long count) {
        tries += count;
    }

    /** Counts bytes that were sent and did not arrive, arrived twice, or arrived changed. */
    public synchronized void lost(long bytes, String what) {
        if (bytes != 0) {
            lostBytes += Math.abs(bytes);
            keep(what + ": " + bytes + " bytes lost");
        }
    }

    /** Counts an operation that reported nothing within {@link Round#PATIENCE}. */
    public synchronized void stuck(String what) {
        stuck++;
        keep(what + ": stuck");
    }

    /** Counts descriptors that were open before nothing and still are. */
    public synchronized void leaked(long descriptors, String which) {
        if (descriptors > 0) {
            leaked += descriptors;
            keep(descriptors + " descriptors leaked: " + which);
        }
    }

    /** Counts a promise that was not kept. */
    public synchronized void broken(String what) {
        broken++;
        keep(what);
    }

    /** Notes that the trial cannot be made on this machine. */
    public synchronized void skip(String reason) {
        skipped = reason;
    }

    /** Keeps the smallest and the largest of what was measured under one name. */
    public synchronized void figure(String name, double value) {
        figures.merge(name, new Figure(value, value), Figure::and);
    }

    /**
     * Keeps a figure that must not grow: a broken promise once it is more than {@code slack} above what it was when it was
     * measured for the {@code warm}-th time.
     */
    public synchronized void steady(String name, double value, int warm, double slack) {
        figure(name, value);
        Steady before = steady.computeIfAbsent(name, first -> new Steady());
        if (++before.times <= warm) {
            before.value = value;
        } else if (value > before.value + slack) {
            broken(name + " has grown from " + before.value + " to " + value);
        }
    }

    /**
     * As {@link #steady(String, double, int, double)} without slack, of a number that may take some seconds to come down: a
     * connection lingers for its peer, and a thread that has closed its loop is about to end.
     */
    public void steady(String name, DoubleSupplier value, int warm) {
        double most = mostOf(name, warm);
        long deadline = System.nanoTime() + SETTLING.toNanos();
        double now = value.getAsDouble();
        while (now > most && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            now = value.getAsDouble();
        }
        steady(name, now, warm, 0);
    }

    private synchronized double mostOf(String name, int warm) {
        Steady before = steady.get(name);
        return before == null || before.times < warm ? Double.MAX_VALUE : before.value;
    }

    /** Tells at once, on standard error, whatever becomes of this process; keeps the first few for the report. */
    private void keep(String word) {
        String whole = replay + word;
        System.err.println(TOLD + whole);
        take(whole);
    }

    private void take(String word) {
        if (words.size() < KEPT) {
            words.add(word);
        }
    }

    /** Tells whether everything is zero that must be. */
    public synchronized boolean isClean() {
        return lostBytes == 0 && stuck == 0 && leaked == 0 && broken == 0;
    }

    /** Returns why the trial was not made, or nothing. */
    public synchronized String skipped() {
        return skipped;
    }

    /** Returns the first few things that were not as promised. */
    public synchronized List<String> words() {
        return List.copyOf(words);
    }

    /** Returns tries, lost bytes, stuck operations, leaked descriptors and broken promises. */
    public synchronized List<Long> counts() {
        return List.of(tries, lostBytes, stuck, leaked, broken);
    }

    /** Returns what was measured, by name. */
    public synchronized Map<String, Figure> figures() {
        return new TreeMap<>(figures);
    }

    /** Writes everything as lines that {@link #add} understands. */
    synchronized List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("counts\t" + tries + "\t" + lostBytes + "\t" + stuck + "\t" + leaked + "\t" + broken);
        lines.add("skipped\t" + skipped);
        words.forEach(word -> lines.add("word\t" + word.replaceAll("\\s+", " ")));
        figures.forEach((name, figure) -> lines.add("figure\t" + name + "\t" + figure.least() + "\t" + figure.most()));
        return lines;
    }

    /** Adds what a line of another tally says; returns false when it is none. */
    synchronized boolean add(String line) {
        String[] cells = line.split("\t", -1);
        switch (cells[0]) {
            case "counts" -> {
                tries += Long.parseLong(cells[1]);
                lostBytes += Long.parseLong(cells[2]);
                stuck += Long.parseLong(cells[3]);
                leaked += Long.parseLong(cells[4]);
                broken += Long.parseLong(cells[5]);
            }
            case "skipped" -> skipped = cells[1];
            case "word" -> take(cells[1]);
            case "figure" -> {
                figure(cells[1], Double.parseDouble(cells[2]));
                figure(cells[1], Double.parseDouble(cells[3]));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Smallest and largest. */
    public record Figure(double least, double most) {

        Figure and(Figure other) {
            return new Figure(Math.min(least, other.least), Math.max(most, other.most));
        }

        @Override
        public String toString() {
            return least == most ? text(least) : text(least) + " to " + text(most);
        }

        private static String text(double value) {
            return value == Math.rint(value) ? Long.toString((long) value) : String.format("%.1f", value);
        }
    }

    /** Where something stood when it was warm. */
    private static final class Steady {
        private int times;
        private double value;
    }
}
