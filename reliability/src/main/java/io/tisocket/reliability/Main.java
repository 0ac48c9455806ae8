// SPDX-License-Identifier: Apache-2.0
package io.tisocket.reliability;

import io.tisocket.reliability.trial.Child;
import io.tisocket.reliability.trial.Report;
import io.tisocket.reliability.trial.Runner;
import io.tisocket.reliability.trial.Tally;
import io.tisocket.reliability.trial.Trial;

/** The part of {@code reliability/run} that is not a shell script. */
public final class Main {

    private static final String HELP = """
            Tries faults, load and races on real TCP, and prints what was lost, stuck or leaked. Ends with 1 if anything was.

              reliability/run              each trial a few times, about a minute
              reliability/run --long       as often as in docs/reliability.md, about 20 minutes
                --only WORD                the trials with WORD in their names
                --rounds N                 each trial N times
                --seed N                   with the dice of an earlier run
            """;

    private Main() {}

    /** Runs what {@code arguments} ask for; {@code --here NAME} is for the processes that trials need. */
    public static void main(String[] arguments) throws InterruptedException {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException mistake) {
            System.err.println("reliability: " + mistake.getMessage());
            System.exit(2);
            return;
        }
        if (options.help()) {
            System.out.print(HELP);
        } else if (!options.here().isEmpty()) {
            Trial trial = Catalogue.named(options.here());
            Child.report(new Runner(options.seed()).runHere(trial, options.rounds(trial)));
            System.exit(0);
        } else if (Catalogue.containing(options.only()).isEmpty()) {
            System.err.println("reliability: no trial has \"" + options.only() + "\" in its name");
            System.exit(2);
        } else {
            System.exit(run(options) ? 0 : 1);
        }
    }

    private static boolean run(Options options) throws InterruptedException {
        Runner runner = new Runner(options.seed());
        Report report = new Report();
        System.err.println("reliability: seed " + options.seed());
        for (Section section : Catalogue.sections()) {
            report.section(section.title());
            for (Trial trial : section.trials()) {
                if (trial.name().contains(options.only())) {
                    Tally tally = runner.run(trial, options.rounds(trial));
                    System.err.println(report.row(trial, tally));
                }
            }
        }
        System.out.print(report);
        return report.isClean();
    }
}
