// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.commands.ExitCode;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code enroll}: gets the token from where nobody else can see it, and hands it to the running instance. */
final class EnrollCommand {
    private static final int LONGEST = 4000;

    private final List<String> rest;
    private final InputStream in;
    private final PrintStream err;

    EnrollCommand(List<String> rest, InputStream in, PrintStream err) {
        this.rest = rest;
        this.in = in;
        this.err = err;
    }

    /** What the instance is told. */
    List<String> words() throws IOException {
        List<String> words = new ArrayList<>(List.of("enroll"));
        if (rest.contains("--new")) {
            words.addAll(rest);
            return words;
        }
        List<String> options = new ArrayList<>(rest);
        int file = options.indexOf("--file");
        String token;
        if (file >= 0) {
            if (file + 1 == options.size()) {
                throw usage("--file needs a file.");
            }
            token = read(Path.of(options.get(file + 1)));
            options.subList(file, file + 2).clear();
        } else {
            token = ask();
        }
        if (options.stream().anyMatch(option -> !option.startsWith("-"))) {
            throw usage("A token on the command line can be seen by every user of this machine.");
        }
        if (token.isBlank() || token.length() > LONGEST) {
            throw usage("There is no token in what was given.");
        }
        words.add("--token=" + token.replaceAll("\\s+", ""));
        words.addAll(options);
        return words;
    }

    private String ask() throws IOException {
        Console console = System.console();
        if (console != null && Terminals.onInput()) {
            char[] typed = console.readPassword("Token from the bot (`reconsync enroll --new` there makes one): ");
            return typed == null ? "" : new String(typed);
        }
        if (Terminals.onInput()) {
            err.println("Token from the bot (`reconsync enroll --new` there makes one):");
        }
        String line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
        return line == null ? "" : line;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.FAILED,
                    "enrol-file",
                    "The file " + file + " cannot be read.",
                    "Look at its name and rights.");
        }
    }

    private static Refusal usage(String what) {
        return new Refusal(
                ExitCode.USAGE,
                "usage",
                what,
                "Run `reconsync enroll` and paste the token, pipe it in, or give --file <file>.");
    }
}
