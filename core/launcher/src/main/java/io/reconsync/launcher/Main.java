// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.control.WireJson;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
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
        LogProvider.use();
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        int exit;
        try {
            exit = run(List.of(arguments), out, err);
        } catch (Exception e) {
            err.println(
                    "reconsync: this should not have happened: " + e + ". Please report it with what stands below.");
            e.printStackTrace(err);
            exit = ExitCode.FAILED;
        }
        System.exit(exit);
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException, InterruptedException {
        try {
            return new LocalCommands(CommandLine.parse(arguments, System.getenv()), out, err).run();
        } catch (Refusal refusal) {
            if (arguments.contains("--json")) {
                out.println(WireJson.write(error(refusal)));
            } else {
                err.println("reconsync: " + refusal.sentence());
            }
            return refusal.exit();
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
