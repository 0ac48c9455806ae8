// SPDX-License-Identifier: Apache-2.0
package io.tisocket.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Tells a test that it has failed, so that it only cleans up, and notes every outcome where the system property {@code
 * tisocket.conformance.results} names a folder.
 */
final class RuleWatch implements AfterTestExecutionCallback, TestWatcher {

    /** Whether this process has written before; if not, what lies there is of an earlier run. */
    private static final AtomicBoolean WRITTEN = new AtomicBoolean();

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent() && context.getRequiredTestInstance() instanceof RuleTest test) {
            test.failed();
        }
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        note(context, "passed");
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        note(context, "skipped");
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        note(context, "failed");
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        note(context, "skipped");
    }

    private static void note(ExtensionContext context, String outcome) {
        String folder = System.getProperty("tisocket.conformance.results", "");
        Optional<Rule> rule = context.getTestMethod().map(method -> method.getAnnotation(Rule.class));
        if (folder.isEmpty() || rule.isEmpty()) {
            return;
        }
        String face = context.getTestInstance().orElse(null) instanceof RuleTest test
                ? test.face().name()
                : "Java";
        String test = context.getRequiredTestMethod().getDeclaringClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
        StringBuilder lines = new StringBuilder();
        for (RuleId id : rule.get().value()) {
            lines.append(id)
                    .append('\t')
                    .append(face)
                    .append('\t')
                    .append(test)
                    .append('\t')
                    .append(outcome)
                    .append('\n');
        }
        try {
            Files.createDirectories(Path.of(folder));
            Path file = Path.of(folder, "outcomes.tsv");
            if (!WRITTEN.getAndSet(true)) {
                Files.deleteIfExists(file);
            }
            Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
