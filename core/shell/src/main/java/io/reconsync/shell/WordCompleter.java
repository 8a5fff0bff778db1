// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.shell;

import io.reconsync.api.command.Actor;
import io.reconsync.contract.commands.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandSession;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes from the registry; the first word of a command from Gogo's other scopes too. */
final class WordCompleter implements Completer {
    private static final String SCOPE = "recon:";

    private final CommandSession session;
    private final CommandRunner runner;
    private final Actor actor;

    WordCompleter(CommandSession session, CommandRunner runner, Actor actor) {
        this.session = session;
        this.runner = runner;
        this.actor = actor;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        List<String> words = new ArrayList<>(line.words().subList(0, line.wordIndex()));
        words.add(
                line.word().substring(0, Math.min(line.wordCursor(), line.word().length())));
        String first = words.get(0);
        boolean scoped = first.startsWith(SCOPE);
        if (scoped) {
            words.set(0, first.substring(SCOPE.length()));
        }
        String prefix = scoped && words.size() == 1 ? SCOPE : "";
        Optional<Commands> commands = runner.offered();
        commands.ifPresent(registry ->
                registry.complete(words, actor).forEach(word -> candidates.add(candidate(prefix + word, "ReconSync"))));
        if (words.size() == 1 && !scoped) {
            Set<String> functions = Shell.getCommands(session);
            functions.stream()
                    .filter(name -> !name.startsWith(SCOPE))
                    .map(name -> name.substring(name.indexOf(':') + 1))
                    .forEach(name -> candidates.add(candidate(name, "framework")));
        }
    }

    private static Candidate candidate(String word, String group) {
        return new Candidate(word, word, group, null, null, null, true);
    }
}
