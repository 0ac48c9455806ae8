// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js.host;

import java.nio.file.Path;
import java.util.List;

/**
 * What is run.
 *
 * @param folderName the folder of the script as the person who started it wrote it; it stands before the names of its files
 *     in messages
 * @param fileName the name of the script's file within its folder
 * @param arguments what the script reads in {@code Ti.App.arguments}
 */
public record Program(Path folderName, String fileName, List<String> arguments) {

    /** Returns the name of the file without its extension. */
    String title() {
        int dot = fileName.lastIndexOf('.');
        return dot > 0 ? fileName.substring(0, dot) : fileName;
    }
}
