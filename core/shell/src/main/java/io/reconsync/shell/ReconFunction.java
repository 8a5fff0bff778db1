// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import io.reconsync.api.command.Actor;
import io.reconsync.api.command.Reply;
import io.reconsync.api.command.Surface;
import io.reconsync.api.command.Tier;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.jline.terminal.Terminal;

/** All commands that begin with one word, as a function of Gogo. */
final class ReconFunction implements Function {
    /** The session's variable with who types. */
    static final String ACTOR = ".actor";

    /** The session's variable that is set when a command had no success. */
    static final String FAILED = ".failed";

    private final String word;
    private final CommandRunner runner;

    ReconFunction(String word, CommandRunner runner) {
        this.word = word;
        this.runner = runner;
    }

    @Override
    public Object execute(CommandSession session, List<Object> arguments) throws InterruptedException {
        List<String> words = new ArrayList<>();
        words.add(word);
        arguments.forEach(argument -> words.add(String.valueOf(argument)));
        Process process = Process.Utils.current();
        boolean person = process.isTty(1) && session.get(Shell.VAR_TERMINAL) instanceof Terminal;
        int exit = runner.run(words, actor(session), new GogoDisplay(process, person ? width(session) : 0, person));
        if (exit != 0) {
            process.error(exit);
            session.put(FAILED, exit);
        }
        return null;
    }

    private static int width(CommandSession session) {
        return session.get(Shell.VAR_TERMINAL) instanceof Terminal terminal ? terminal.getWidth() : 0;
    }

    private static Actor actor(CommandSession session) {
        return session.get(ACTOR) instanceof Actor actor
                ? actor
                : new Actor(System.getProperty("user.name"), Tier.OWNER, Surface.SHELL);
    }

    /** The streams of a process in a pipe. */
    private record GogoDisplay(Process process, int width, boolean person) implements Display {
        @Override
        public void out(String text) {
            clear();
            process.out().print(text);
            process.out().flush();
        }

        @Override
        public void error(String text) {
            clear();
            process.err().println(text);
        }

        @Override
        public void progress(String text) {
            if (person) {
                PrintStream out = process.out();
                out.print("\r\u001b[K" + text);
                out.flush();
            }
        }

        private void clear() {
            progress("");
        }

        @Override
        public void job(String id) {
            // The line of progress is enough here; Ctrl-C leaves the job going on.
        }

        @Override
        public void file(Reply.File file) {
            error("The answer has a file, " + file.name() + ". To get it, type the command behind `reconsync`.");
        }
    }
}
