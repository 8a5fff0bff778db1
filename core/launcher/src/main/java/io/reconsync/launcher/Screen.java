// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.control.ControlMessage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;

/** Where a command shows its answer: text, a line of progress that is drawn over itself, files. */
final class Screen {
    private final PrintStream out;
    private final PrintStream err;
    private boolean line;
    private Path file;

    Screen(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    synchronized void out(String text) {
        progress("");
        out.print(text);
        out.flush();
    }

    synchronized void error(String text) {
        progress("");
        err.println("reconsync: " + text);
    }

    /** Draws over the former line; empty text removes it. */
    synchronized void progress(String text) {
        if (line || !text.isEmpty()) {
            err.print("\r\u001b[K" + text);
            err.flush();
        }
        line = !text.isEmpty();
    }

    /** Writes a file that the answer carries into the current folder; never over another. */
    synchronized void file(ControlMessage part) throws IOException {
        if (file == null) {
            file = free(Path.of(part.text("name").orElse("reply")).getFileName());
        }
        byte[] content = Base64.getDecoder().decode(part.text("data").orElse(""));
        Files.write(file, content, StandardOpenOption.APPEND);
        if (part.flag("last")) {
            out("Wrote " + file.toAbsolutePath() + " (" + Files.size(file) + " bytes)." + System.lineSeparator());
            file = null;
        }
    }

    private static Path free(Path name) throws IOException {
        Path path = name;
        for (int i = 1; Files.exists(path); i++) {
            path = Path.of(i + "-" + name);
        }
        return Files.createFile(path);
    }
}
