// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability.trial;

/**
 * Something that is done to sockets again and again, and after which no byte may be lost, no operation stuck, no descriptor
 * leaked, and nothing else be than was promised.
 *
 * @param name the name in the table: what is done to the socket
 * @param shortRounds how often it is done in the default build, all trials together in less than a minute
 * @param longRounds how often it is done for the table of docs/reliability.md
 * @param body does it once
 * @param surroundings where it has to be done
 */
public record Trial(String name, int shortRounds, int longRounds, Body body, Surroundings surroundings) {

    /** Describes a trial that can be done in this process. */
    public Trial(String name, int shortRounds, int longRounds, Body body) {
        this(name, shortRounds, longRounds, body, Surroundings.HERE);
    }

    /** Returns the rounds of a short or of a long run. */
    public int rounds(boolean thorough) {
        return thorough ? longRounds : shortRounds;
    }

    /** Does it once. */
    @FunctionalInterface
    public interface Body {

        /** Does it once, and tells {@code round} what it saw; whatever it throws counts as a broken promise. */
        void once(Round round) throws Exception;
    }
}
