// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import io.reconsync.api.command.Actor;
import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.jobs.Audit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.felix.gogo.jline.ParsedLineImpl;
import org.apache.felix.gogo.jline.Parser;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Job;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** One session of Gogo: a person's, with line editing, or a script's. What fails in it is told and forgotten. */
final class GogoSession {
    /** Our own commands win over Gogo's of the same name. */
    private static final String SCOPES = "recon:gogo:felix:*";

    private static final Set<String> LEAVE = Set.of("exit", "quit", "logout");

    private final CommandProcessor gogo;
    private final RemoteTerminal remote;
    private final Actor actor;
    private final CommandRunner runner;
    private final Offered<Audit> audit;

    GogoSession(CommandProcessor gogo, RemoteTerminal remote, Actor actor, CommandRunner runner, Offered<Audit> audit) {
        this.gogo = gogo;
        this.remote = remote;
        this.actor = actor;
        this.runner = runner;
        this.audit = audit;
    }

    int run() throws InterruptedException {
        return remote.person() ? interactive(remote.terminal()) : script();
    }

    private int interactive(Terminal terminal) throws InterruptedException {
        try (CommandSession session = gogo.createSession(terminal.input(), terminal.output(), terminal.output())) {
            prepare(session);
            session.put(Shell.VAR_TERMINAL, terminal);
            terminal.handle(Terminal.Signal.INT, signal -> {
                Job job = session.foregroundJob();
                if (job != null) {
                    job.interrupt();
                }
            });
            LineReader reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .parser(new Parser())
                    .completer(new WordCompleter(session, runner, actor))
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .option(LineReader.Option.AUTO_FRESH_LINE, true)
                    .build();
            PrintStream out = new PrintStream(terminal.output(), true, StandardCharsets.UTF_8);
            while (true) {
                try {
                    String line = reader.readLine("recon> ").strip();
                    if (LEAVE.contains(line)) {
                        return ExitCode.OK;
                    }
                    if (reader.getParsedLine() instanceof ParsedLineImpl parsed && !line.isEmpty()) {
                        execute(session, parsed.program(), out, out);
                    }
                } catch (UserInterruptException e) {
                    // Ctrl-C while typing drops the line, no more.
                    continue;
                } catch (EndOfFileException e) {
                    return ExitCode.OK;
                }
            }
        }
    }

    private int script() throws InterruptedException {
        PrintStream out = new PrintStream(new TextOutput(remote.display()::out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(
                new TextOutput(text -> remote.display().error(text.stripTrailing())), true, StandardCharsets.UTF_8);
        int exit = ExitCode.OK;
        try (CommandSession session = gogo.createSession(InputStream.nullInputStream(), out, err);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(remote.typed(), StandardCharsets.UTF_8))) {
            prepare(session);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (LEAVE.contains(line.strip())) {
                    return exit;
                }
                if (!line.isBlank()) {
                    exit = execute(session, line, out, err) ? ExitCode.OK : ExitCode.FAILED;
                }
            }
        } catch (IOException e) {
            throw new InterruptedException("The client went away.");
        }
        return exit;
    }

    private void prepare(CommandSession session) {
        session.put("SCOPE", SCOPES);
        session.put(ReconFunction.ACTOR, actor);
    }

    /** Whether it went well. */
    private boolean execute(CommandSession session, CharSequence line, PrintStream out, PrintStream err)
            throws InterruptedException {
        audit.now().ifPresent(rows -> rows.record(actor, "shell-line", "", line.toString()));
        session.put(ReconFunction.FAILED, null);
        FutureTask<Object> task = new FutureTask<>(() -> session.execute(line));
        task.run();
        try {
            Object result = task.get();
            if (result != null) {
                out.println(session.format(result, Converter.INSPECT));
            }
            out.flush();
            return session.get(ReconFunction.FAILED) == null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException interrupted) {
                if (remote.closed()) {
                    throw interrupted;
                }
                Thread.interrupted(); // Ctrl-C has ended the line and nothing else.
                return false;
            }
            err.println(sentence(e.getCause()));
            err.flush();
            return false;
        }
    }

    private static String sentence(Throwable failure) {
        String text = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return text.startsWith("Command not found:") ? text + ". See `help` for the commands there are." : text;
    }
}
