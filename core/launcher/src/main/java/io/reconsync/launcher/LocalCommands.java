// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.control.WireJson;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries out the words that need no running instance; everything else goes to one. */
final class LocalCommands {
    private final CommandLine line;
    private final PrintStream out;
    private final PrintStream err;

    LocalCommands(CommandLine line, PrintStream out, PrintStream err) {
        this.line = line;
        this.out = out;
        this.err = err;
    }

    int run() throws IOException, InterruptedException {
        if (line.command().equals("--help") || line.command().equals("-h")) {
            return help(List.of());
        }
        if (line.command().equals("--version")) {
            return version();
        }
        Optional<LocalWord> word = LocalWord.of(line.command());
        if (word.isEmpty()) {
            return remote();
        }
        if (line.has("--help") || line.has("-h")) {
            out.print(word.get().help());
            return ExitCode.OK;
        }
        word.get().check(line.rest());
        return switch (word.get()) {
            case RUN -> instance();
            case CHECK -> new CheckCommand(line, out).run();
            case SERVICE -> new ServiceCommand(line, out).run();
            case TRY -> new TryCommand(line, out, err).run();
            case ENROLL -> enroll();
            case SHELL -> shell();
            case VERSION -> version();
            case HELP -> help(line.rest());
        };
    }

    private int instance() throws InterruptedException {
        LiveInstance live = LiveInstance.start(line.program(), line.role(), line.home(), true, () -> {});
        RunningInstance instance = live.instance();
        try (live) {
            live.endOnSignal(LiveInstance.STOP_LIMIT);
            instance.awaitStop();
        }
        if (!instance.end().sentence().isEmpty()) {
            err.println("reconsync: " + instance.end().sentence());
        }
        boolean cutShort = instance.end().exit() == ExitCode.OK && !live.endedInOrder();
        return cutShort ? ExitCode.FAILED : instance.end().exit();
    }

    private int shell() throws IOException {
        try (ControlClient client = ControlClient.connect(line.home())) {
            ShellClient shell = new ShellClient(client, out, err);
            return Terminals.onInput() && Terminals.onOutput() ? shell.interactive() : shell.script(System.in);
        }
    }

    private int enroll() throws IOException {
        List<String> words = new EnrollCommand(line.rest(), System.in, err).words();
        try (ControlClient client = ControlClient.connect(line.home())) {
            boolean person = Terminals.onOutput();
            return new RemoteCommand(client, out, err).run("run", words, person, person ? Terminals.width() : 0);
        }
    }

    private int remote() throws IOException {
        if (line.command().startsWith("-")) {
            String near = Nearest.to(line.command(), List.of("--home", "--help", "--role", "--program", "--version"))
                    .map(option -> "Did you mean " + option + "?")
                    .orElse("See `reconsync help`.");
            throw new Refusal(ExitCode.USAGE, "usage", "There is no option " + line.command() + ".", near);
        }
        try (ControlClient client = ControlClient.connect(line.home())) {
            boolean person = Terminals.onOutput();
            RemoteCommand command = new RemoteCommand(client, out, err);
            return new Detaching(command, err)
                    .run(() -> command.run("run", line.words(), person, person ? Terminals.width() : 0));
        } catch (Refusal refusal) {
            if (refusal.exit() == ExitCode.NOT_RUNNING && (line.has("--help") || line.has("-h"))) {
                Optional<Integer> explained = OfflineHelp.shipped().explain(line.words(), out);
                if (explained.isPresent()) {
                    return explained.get();
                }
            }
            Optional<String> near = refusal.exit() == ExitCode.NOT_RUNNING
                    ? Nearest.to(
                            line.command(),
                            Arrays.stream(LocalWord.values())
                                    .map(LocalWord::word)
                                    .toList())
                    : Optional.empty();
            if (near.isPresent()) {
                throw new Refusal(
                        ExitCode.USAGE,
                        "command-unknown",
                        "`" + line.command()
                                + "` is no command that works without a running instance, and none runs in "
                                + line.home().root() + ".",
                        "Did you mean `" + near.get() + "`?");
            }
            throw refusal;
        }
    }

    private int version() {
        Map<String, Object> version = new LinkedHashMap<>();
        version.put("version", line.program().version());
        version.put("role", line.role().toString());
        version.put("java", Runtime.version().toString());
        version.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        version.put("home", line.home().root().toString());
        if (line.has("--json")) {
            out.println(WireJson.write(version));
        } else {
            out.println("ReconSync " + version.get("version") + " (" + version.get("role") + "), Java "
                    + version.get("java") + ", " + version.get("system"));
        }
        return ExitCode.OK;
    }

    private int help(List<String> words) throws IOException {
        Optional<LocalWord> word = words.isEmpty() ? Optional.empty() : LocalWord.of(words.get(0));
        if (word.isPresent()) {
            out.print(word.get().help());
            return ExitCode.OK;
        }
        if (words.isEmpty()) {
            out.println("reconsync [--home <folder>] <command> …\n");
            out.println("Without a running instance:");
            for (LocalWord each : LocalWord.values()) {
                out.printf("  %-10s %s%n", each.word(), each.summary());
            }
            out.println();
        }
        try (ControlClient client = ControlClient.connect(line.home())) {
            boolean person = Terminals.onOutput();
            out.print(words.isEmpty() ? "Of the running instance:\n" : "");
            return new RemoteCommand(client, out, err).run("help", words, person, person ? Terminals.width() : 0);
        } catch (Refusal refusal) {
            if (refusal.exit() != ExitCode.NOT_RUNNING) {
                throw refusal;
            }
            if (!words.isEmpty()) {
                return OfflineHelp.shipped().explain(words, out).orElseThrow(() -> refusal);
            }
            out.println("With a running instance, besides what its plugins offer:");
            OfflineHelp.shipped().overview(out);
            out.println("\nNone runs in " + line.home().root() + ". Start one with `reconsync run`, or look at `try`.");
            return ExitCode.OK;
        }
    }
}
