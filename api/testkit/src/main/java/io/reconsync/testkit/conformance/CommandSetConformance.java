// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.Deadline;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.Actor;
import io.reconsync.api.command.CommandDescriptor;
import io.reconsync.api.command.CommandOption;
import io.reconsync.api.command.CommandSet;
import io.reconsync.api.command.Invocation;
import io.reconsync.api.command.Reply;
import io.reconsync.api.command.Surface;
import io.reconsync.api.command.Tier;
import io.reconsync.api.game.GameServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every command set has to do. Its test extends this:
 *
 * <pre>{@code
 * class FooCommandsTest extends CommandSetConformance {
 *     protected CommandSet commands() { return new FooCommands(); }
 *
 *     protected GameServer server() { return new FakeServer("foo-1", "foo", folder).console(command -> "ok"); }
 * }
 * }</pre>
 */
public abstract class CommandSetConformance {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int LONGEST_SUMMARY = 100;

    /** A fresh set. */
    protected abstract CommandSet commands();

    /** A server for commands that want one. */
    protected abstract GameServer server();

    private static String title(CommandSet set, CommandDescriptor command) {
        return (set.namespace() + " " + command.name()).strip();
    }

    @Test
    void hasANamespaceAndConstantDescriptors() {
        assertTrue(commands().namespace().matches("[a-z0-9][a-z0-9-]{0,31}"), "a namespace is one lower-case word");
        assertFalse(commands().commands().isEmpty(), "a set without commands");
        assertEquals(commands().commands(), commands().commands(), "descriptors are constant data");
    }

    @Test
    void namesAreUniqueWords() {
        Set<String> names = new HashSet<>();
        for (CommandDescriptor command : commands().commands()) {
            assertTrue(
                    command.name().matches("([a-z0-9][a-z0-9-]*( [a-z0-9][a-z0-9-]*){0,2})?"),
                    () -> "'" + command.name() + "' is no name of a command");
            assertTrue(names.add(command.name()), () -> command.name() + " is there twice");
        }
    }

    @Test
    void everythingIsExplained() {
        for (CommandDescriptor command : commands().commands()) {
            explained(command.name(), command.summary());
            Set<String> names = new HashSet<>();
            for (CommandOption option : command.options()) {
                String title = command.name() + " --" + option.name();
                assertTrue(option.name().matches("[a-z][a-z0-9-]*"), () -> title + " is no name of an option");
                assertTrue(names.add(option.name()), () -> title + " is there twice");
                explained(title, option.summary());
            }
            positionalFirst(command);
        }
    }

    private static void explained(String what, String summary) {
        assertFalse(summary.isBlank(), () -> what + " needs a summary");
        assertTrue(summary.length() <= LONGEST_SUMMARY && !summary.contains("\n"), () -> what + ": too long");
    }

    private static void positionalFirst(CommandDescriptor command) {
        boolean named = false;
        boolean optional = false;
        for (CommandOption option : command.options()) {
            assertFalse(option.positional() && named, () -> command.name() + ": positional options come first");
            assertFalse(
                    option.positional() && option.required() && optional,
                    () -> command.name() + ": a required positional option after an optional one");
            named |= !option.positional();
            optional |= option.positional() && !option.required();
            assertFalse(
                    option.positional() && option.type() == CommandOption.Type.FLAG,
                    () -> command.name() + ": a flag cannot be positional");
        }
    }

    @Test
    void whatMustBeConfirmedChangesSomething() {
        for (CommandDescriptor command : commands().commands()) {
            assertFalse(command.confirm() && !command.changes(), () -> command.name() + " confirms an observation");
            assertFalse(
                    command.changes() && command.tier() == Tier.USER,
                    () -> command.name() + " lets users change things");
        }
    }

    @Test
    void examplesAreLinesThatParse() {
        CommandSet set = commands();
        for (CommandDescriptor command : set.commands()) {
            arguments(set, command);
        }
    }

    /** The arguments of the example. */
    private static Map<String, String> arguments(CommandSet set, CommandDescriptor command) {
        String title = title(set, command);
        String line = command.example().strip().replaceFirst("^reconsync ", "");
        assertTrue(
                line.equals(title) || line.startsWith(title + " "), () -> "the example of " + title + " is: " + line);
        return ExampleLine.parse(command, line.substring(title.length()).strip());
    }

    @Test
    void executesItsExamplesWithAnAnswerOrAnError() throws Exception {
        CommandSet set = commands();
        for (CommandDescriptor command : set.commands()) {
            boolean wantsServer = command.options().stream()
                    .anyMatch(option -> option.type() == CommandOption.Type.SERVER && option.required());
            Invocation call = new Invocation(
                    command.name(),
                    arguments(set, command),
                    wantsServer ? Optional.of(server()) : Optional.empty(),
                    new Actor("test", Tier.OWNER, Surface.SHELL));
            try {
                check(Within.time(LIMIT, () -> set.execute(call, Deadline.after(LIMIT))));
            } catch (ReconException e) {
                Within.complete(e);
            }
        }
    }

    private static void check(Reply reply) {
        assertNotNull(reply, "a command gave no reply");
        assertFalse(reply.parts().isEmpty(), "a reply needs a part");
        for (Reply.Part part : reply.parts()) {
            if (part instanceof Reply.Table table) {
                table.rows().forEach(row -> assertEquals(table.columns().size(), row.size(), "a crooked table"));
            }
        }
        plain(reply.data());
    }

    private static void plain(Object value) {
        List<Object> inner = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(key -> assertTrue(key instanceof String, "a key that is no text"));
            inner.addAll(map.values());
        } else if (value instanceof List<?> list) {
            inner.addAll(list);
        } else {
            assertTrue(
                    value == null
                            || value instanceof String
                            || value instanceof Boolean
                            || value instanceof Long
                            || value instanceof Double,
                    () -> "data of a reply cannot be " + value.getClass());
        }
        inner.forEach(CommandSetConformance::plain);
    }

    @Test
    void anUnknownCommandIsAnError() throws Exception {
        Invocation call = new Invocation(
                "no-such-command", Map.of(), Optional.empty(), new Actor("test", Tier.OWNER, Surface.SHELL));
        Within.time(LIMIT, () -> Within.refused(() -> commands().execute(call, Deadline.after(LIMIT))));
    }
}
