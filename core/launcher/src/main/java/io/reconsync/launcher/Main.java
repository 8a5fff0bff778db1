// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.control.WireJson;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The beginning of every {@code reconsync …}. */
public final class Main {
    private Main() {}

    /** See {@code reconsync help}; exit codes in {@link ExitCode}. */
    public static void main(String[] arguments) {
        // JLine looks for its terminals through this loader and finds none in a framework's.
        Thread.currentThread().setContextClassLoader(null);
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        System.exit(run(List.of(arguments), out, err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        boolean json = arguments.contains("--json");
        try {
            CommandLine line = CommandLine.parse(arguments, System.getenv());
            return new LocalCommands(line, out, err).run();
        } catch (Refusal refusal) {
            if (json) {
                out.println(WireJson.write(error(refusal)));
            } else {
                err.println("reconsync: " + refusal.sentence());
            }
            return refusal.exit();
        } catch (Exception e) {
            err.println(
                    "reconsync: this should not have happened: " + e + ". Please report it with what stands below.");
            e.printStackTrace(err);
            return ExitCode.FAILED;
        }
    }

    private static Map<String, Object> error(Refusal refusal) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", refusal.code());
        error.put("owner", "user");
        error.put("message", refusal.getMessage());
        error.put("next_step", refusal.nextStep());
        return Map.of("error", error);
    }

    /** Everything that is shown is UTF-8, whatever the locale says, since names of files and players are. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
