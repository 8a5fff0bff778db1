// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.config.ConfigProblem;
import io.reconsync.contract.config.OfflineCheck;
import io.reconsync.contract.control.WireJson;
import io.reconsync.contract.runtime.Home;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** {@code check}: runs every {@link OfflineCheck} that a bundle offers, in a plain class loader over all of them. */
final class CheckCommand {
    private static final String MAIN_FILE = "conf/reconsync.yaml";

    private final CommandLine line;
    private final PrintStream out;

    CheckCommand(CommandLine line, PrintStream out) {
        this.line = line;
        this.out = out;
    }

    int run() throws IOException {
        List<ConfigProblem> problems = new ArrayList<>();
        int checks = 0;
        try (BundleClassPath bundles = BundleClassPath.of(line.program().bundles())) {
            for (OfflineCheck check : ServiceLoader.load(OfflineCheck.class, bundles.loader())) {
                problems.addAll(check.check(line.home(), new Home(line.program().root())));
                checks++;
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new Refusal(
                    ExitCode.FAILED,
                    "program-damaged",
                    "The bundles in " + line.program().bundles() + " do not fit together: " + e + ".",
                    "Unpack the archive again.",
                    e);
        }
        if (checks == 0) {
            throw new Refusal(
                    ExitCode.FAILED,
                    "program-damaged",
                    "There is nothing in " + line.program().bundles() + " that could check.",
                    "Unpack the archive again.");
        }
        problems.sort(Comparator.comparing(ConfigProblem::severity)
                .thenComparing(ConfigProblem::file)
                .thenComparing(ConfigProblem::line)
                .thenComparing(ConfigProblem::column));
        if (line.has("--json")) {
            out.println(WireJson.write(data(problems)));
        } else {
            show(problems);
        }
        return exit(problems);
    }

    private static int exit(List<ConfigProblem> problems) {
        boolean unusable = problems.stream()
                .anyMatch(problem -> problem.severity().equals("error")
                        && problem.server().isEmpty()
                        && problem.file().equals(MAIN_FILE));
        return unusable ? ExitCode.CONFIG : problems.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private void show(List<ConfigProblem> problems) {
        for (ConfigProblem problem : problems) {
            String key = problem.key().isEmpty() ? "" : "  " + problem.key();
            out.println(problem.severity() + "  " + problem.place() + key);
            out.println("    " + problem.message());
            if (!problem.nextStep().isEmpty()) {
                out.println("    " + problem.nextStep());
            }
        }
        long errors = count(problems, "error");
        long others = problems.size() - errors;
        out.println(
                problems.isEmpty()
                        ? "Nothing is wrong in " + line.home().root() + "."
                        : errors
                                + (errors == 1 ? " error, " : " errors, ")
                                + others
                                + (others == 1 ? " warning." : " warnings."));
    }

    private static long count(List<ConfigProblem> problems, String severity) {
        return problems.stream()
                .filter(problem -> problem.severity().equals(severity))
                .count();
    }

    private Map<String, Object> data(List<ConfigProblem> problems) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (ConfigProblem problem : problems) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("severity", problem.severity());
            row.put("file", problem.file());
            row.put("line", problem.line());
            row.put("column", problem.column());
            row.put("key", problem.key());
            row.put("found", problem.found());
            row.put("allowed", problem.allowed());
            row.put("message", problem.message());
            row.put("next_step", problem.nextStep());
            row.put("server", problem.server().orElse(null));
            rows.add(row);
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("home", line.home().root().toString());
        data.put("problems", rows);
        data.put("errors", count(problems, "error"));
        return data;
    }
}
