// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability;

import io.tisocket.reliability.trial.Trial;
import java.util.Arrays;
import java.util.Iterator;

/**
 * What the command line asks for.
 *
 * @param thorough whether to do each trial as often as its long run says
 * @param rounds how often, or 0 for as often as the trial says
 * @param only a word that the names have to contain
 * @param here the trial to do in this process and to report to the parent
 */
record Options(boolean help, boolean thorough, int rounds, long seed, String only, String here) {

    static Options parse(String[] arguments) {
        boolean help = false;
        boolean thorough = false;
        int rounds = 0;
        long seed = System.nanoTime();
        String only = "";
        String here = "";
        for (Iterator<String> rest = Arrays.asList(arguments).iterator(); rest.hasNext(); ) {
            String option = rest.next();
            switch (option) {
                case "--help" -> help = true;
                case "--long" -> thorough = true;
                case "--rounds" -> rounds = Integer.parseInt(value(option, rest));
                case "--seed" -> seed = Long.parseLong(value(option, rest));
                case "--only" -> only = value(option, rest);
                case "--here" -> here = value(option, rest);
                default -> throw new IllegalArgumentException(option + " is no option; --help tells them");
            }
        }
        return new Options(help, thorough, rounds, seed, only, here);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }

    int rounds(Trial trial) {
        return rounds > 0 ? rounds : trial.rounds(thorough);
    }
}
