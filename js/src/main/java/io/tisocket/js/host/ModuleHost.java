// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Finds and evaluates the other files of a program. Which of them is meant is decided by the prelude. */
public final class ModuleHost {

    /** On the first line of the file, so that all other lines keep their columns. */
    private static final String HEAD = "(function (exports, require, module, __filename, __dirname) {";

    private final ScriptErrors errors;
    private final ScriptFolders folders;
    private final Program program;
    private final Callback mainHasRun = new Callback();
    private boolean hasMainRun;

    ModuleHost(ScriptErrors errors, ScriptFolders folders, Program program) {
        this.errors = errors;
        this.folders = folders;
        this.program = program;
    }

    /** Returns the path of the script that was started. */
    @Export
    public String main() {
        return errors.guard(() -> mainFile().toString());
    }

    private Path mainFile() {
        return folders.resources().resolve(program.fileName());
    }

    /** Returns the folder of the script, without a slash at its end. */
    @Export
    public String top() {
        return errors.guard(() -> folders.resources().toString());
    }

    /** Returns the path below a folder; throws when it is outside of the folders of the script. */
    @Export
    public String join(String folder, String path) {
        return errors.guard(() ->
                folders.locate(path.isEmpty() ? folder : folder + "/" + path).toString());
    }

    /** Tells whether an absolute path is in the folders of the script. */
    @Export
    public boolean isInside(String path) {
        return errors.guard(() -> folders.contains(Path.of(path).normalize()));
    }

    /** Returns 0 for nothing, 1 for a file, 2 for a folder; throws for a link that leads out of the folders. */
    @Export
    public int kind(String path) {
        return errors.guard(() -> FileHost.kind(folders.readable(path)));
    }

    /** Returns the path with all links followed. */
    @Export
    public String real(String path) {
        return errors.guard(() -> {
            Path file = folders.readable(path);
            Path real = file.toRealPath();
            return (folders.contains(real) ? real : file).toString();
        });
    }

    /** Returns the path as a person who started the script would write it. */
    @Export
    public String shown(String path) {
        return errors.guard(() -> name(Path.of(path)));
    }

    private String name(Path file) {
        Path top = folders.resources();
        return file.startsWith(top)
                ? program.folderName().resolve(top.relativize(file)).toString()
                : file.toString();
    }

    /** Returns the text of a file. */
    @Export
    public String text(String path) {
        return errors.guard(() -> read(folders.readable(path)));
    }

    private static String read(Path file) throws IOException {
        // Not readString, which refuses what is not UTF-8; the engine replaces it.
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Calls {@code function} when the script that was started has run to the end of its text; at once when it has. */
    @Export
    public void whenMainHasRun(Value function) {
        mainHasRun.set(function);
        if (hasMainRun) {
            mainHasRun.call();
        }
    }

    void mainHasRun() {
        hasMainRun = true;
        mainHasRun.call();
    }

    /** Returns a file as a function of (exports, require, module, __filename, __dirname). */
    @Export
    public @Nullable Value compile(String path) {
        return errors.guard(() -> {
            Path file = folders.readable(path);
            String text = read(file);
            String body = text.startsWith("#!") ? "//" + text : text;
            return evaluate(source(file, HEAD + body + "\n})"), source(file, text));
        });
    }

    /** Runs a file as a script: its variables and functions are everybody's. */
    @Export
    public void run(String path) {
        errors.perform(() -> {
            Path file = folders.readable(path);
            Source source = source(file, read(file));
            evaluate(source, source);
        });
    }

    private Source source(Path file, String text) throws IOException {
        return Source.newBuilder("js", text, name(file)).build();
    }

    /** Evaluates a source; says what is wrong with the file as its author knows it, not with what was put around it. */
    private Value evaluate(Source source, Source written) {
        Context context = Context.getCurrent();
        Value parsed;
        try {
            parsed = context.parse(source);
        } catch (PolyglotException thrown) {
            throw thrown.isSyntaxError() ? syntaxError(context, thrown, source, written) : thrown;
        }
        return parsed.execute();
    }

    private RuntimeException syntaxError(Context context, PolyglotException thrown, Source source, Source written) {
        try {
            context.parse(written);
        } catch (PolyglotException plain) {
            return errors.make("SyntaxError", SyntaxErrorText.message(plain, written));
        }
        return errors.make("SyntaxError", SyntaxErrorText.message(thrown, source));
    }
}
