// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js.host;

import java.util.Objects;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.SourceSection;

/** Says where a script is not JavaScript: file, line, column, the line itself, and a caret below the place. */
public final class SyntaxErrorText {

    private SyntaxErrorText() {}

    /** Returns the text for people, with the word SyntaxError before the reason. */
    public static String of(PolyglotException error, Source source) {
        return text(error, source, "SyntaxError: ");
    }

    /** Returns the text for the message of a SyntaxError. */
    static String message(PolyglotException error, Source source) {
        return text(error, source, "");
    }

    private static String text(PolyglotException error, Source source, String kind) {
        String message = Objects.requireNonNullElse(error.getMessage(), "SyntaxError");
        SourceSection place = error.getSourceLocation();
        if (place == null) {
            return source.getName() + ": " + message;
        }
        String line = source.getCharacters(place.getStartLine()).toString();
        int column = place.getStartColumn();
        String before = line.substring(0, Math.min(line.length(), Math.max(0, column - 1)));
        return source.getName() + ":" + place.getStartLine() + ":" + column + ": " + kind + reason(message)
                + System.lineSeparator() + line + System.lineSeparator() + before.replaceAll("[^\t]", " ") + "^";
    }

    /** Cuts off what the engine puts around the reason: its own place before, the line below. */
    private static String reason(String message) {
        String first = message.lines().findFirst().orElse(message);
        return first.replaceFirst("^SyntaxError: ", "").replaceFirst("^.*?:\\d+:\\d+ ", "");
    }
}
