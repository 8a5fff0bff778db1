// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.command.CommandDescriptor;
import io.reconsync.api.command.CommandOption;
import io.reconsync.api.command.Tier;
import io.reconsync.contract.commands.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import org.junit.jupiter.api.Test;

class SlashMapperTest {
    private static Commands.Entry core(String name, CommandOption... options) {
        return entry("", name, "What " + name + " does", options);
    }

    private static Commands.Entry entry(String namespace, String name, String summary, CommandOption... options) {
        return new Commands.Entry(
                namespace,
                namespace.isEmpty() ? "core" : namespace,
                new CommandDescriptor(name, summary, List.of(options), Tier.USER, false, false, name));
    }

    private static CommandOption choice(String name, List<String> choices) {
        return new CommandOption(name, "Which", CommandOption.Type.TEXT, false, false, choices, Optional.empty());
    }

    private static SlashSet map(Commands.Entry... entries) {
        return SlashMapper.map(List.of(entries), 90);
    }

    @Test
    void aCoreWordThatIsItselfACommandKeepsItsNameAndTheOthersGetADash() {
        SlashSet set = map(core("jobs"), core("jobs show"), core("backup now"), core("backup list"));
        assertEquals(
                Set.of("run", "jobs", "jobs-show", "backup"), set.commands().keySet());
        assertEquals(
                Set.of("jobs", "jobs-show", "backup now", "backup list"),
                set.routes().keySet());
        assertEquals("jobs show", set.routes().get("jobs-show").name());
    }

    @Test
    void aPluginHasOneNameAtTheTop() {
        SlashSet set =
                map(entry("ark", "", "All of it"), entry("ark", "dinos", "d"), entry("ark", "wild dinos gone", "w"));
        assertEquals(Set.of("run", "ark"), set.commands().keySet());
        assertEquals(
                Set.of("ark run", "ark dinos", "ark wild dinos-gone"),
                set.routes().keySet());
    }

    @Test
    void aWordIsEitherAGroupOrASubcommand() {
        SlashSet set = map(entry("ark", "tame", "t"), entry("ark", "tame all", "a"));
        assertEquals(Set.of("ark tame", "ark tame-all"), set.routes().keySet());
    }

    @Test
    void oneBadCommandSpoilsNothing() {
        CommandOption[] many = IntStream.range(0, 26)
                .mapToObj(i -> CommandOption.text("o" + i, "One"))
                .toArray(CommandOption[]::new);
        SlashSet set = map(
                core("status"),
                entry("ark", "Big Name", "Upper case"),
                entry("ark", "many", "Too many", many),
                entry("ark", "fine", "Fine"),
                entry("rust", "x".repeat(40), "Too long"));
        assertEquals(Set.of("run", "status", "ark"), set.commands().keySet());
        assertEquals(Set.of("status", "ark fine"), set.routes().keySet());
        assertEquals(
                Set.of("ark Big Name", "ark many", "rust " + "x".repeat(40)),
                set.refused().keySet());
    }

    @Test
    void noMoreThan25BelowOneCommand() {
        List<Commands.Entry> entries = new ArrayList<>();
        IntStream.range(0, 30).forEach(i -> entries.add(entry("ark", "c" + i, "One")));
        SlashSet set = SlashMapper.map(entries, 90);
        assertEquals(25, set.commands().get("ark").getSubcommands().size());
        assertEquals(25, set.routes().size());
        assertEquals(5, set.refused().size());
    }

    @Test
    void coreComesFirstWhenThereIsNoRoom() {
        List<Commands.Entry> entries = new ArrayList<>();
        IntStream.range(0, 100).forEach(i -> entries.add(entry("a" + i, "c", "One")));
        entries.add(core("zulu"));
        SlashSet set = SlashMapper.map(entries, 90);
        assertEquals(90, set.commands().size());
        assertTrue(set.commands().containsKey("zulu"));
        assertTrue(set.commands().containsKey("run"));
        assertEquals(12, set.refused().size());
    }

    @Test
    void moreThan8000CharactersAreRefused() {
        List<Commands.Entry> entries = new ArrayList<>();
        CommandOption[] wordy = IntStream.range(0, 20)
                .mapToObj(i -> CommandOption.text("option-" + i, "x".repeat(100)))
                .toArray(CommandOption[]::new);
        IntStream.range(0, 10).forEach(i -> entries.add(entry("ark", "c" + i, "One", wordy)));
        SlashSet set = SlashMapper.map(entries, 90);
        assertFalse(set.commands().containsKey("ark"));
        assertEquals(10, set.refused().size());
    }

    @Test
    void optionsBecomeWhatDiscordKnows() {
        List<String> few = List.of("on", "off");
        List<String> many = IntStream.range(0, 30).mapToObj(i -> "v" + i).toList();
        SlashSet set = map(core(
                "demo",
                CommandOption.flag("flag", "x".repeat(300)),
                choice("few", few),
                choice("many", many),
                CommandOption.server()));
        SlashCommandData demo = set.commands().get("demo");
        List<OptionData> options = demo.getOptions();
        assertEquals("server", options.get(0).getName(), "required ones come first");
        assertTrue(options.get(0).isAutoComplete());
        assertEquals(OptionType.BOOLEAN, options.get(1).getType());
        assertEquals(100, options.get(1).getDescription().length());
        assertEquals(2, options.get(2).getChoices().size());
        assertTrue(options.get(3).getChoices().isEmpty() && options.get(3).isAutoComplete());
    }

    @Test
    void whatAMemberTypesNeverBecomesAnOption() {
        List<String> words = SlashWords.of(core("backup now"), java.util.Map.of("label", "--yes --x=1"));
        assertEquals(List.of("backup", "now", "--label=--yes --x=1"), words);
    }

    @Test
    void aLineIsCutIntoWordsAsInAShell() {
        assertEquals(Optional.of(List.of("backup", "now", "a b", "c")), RunCommand.words(" backup  now \"a b\" 'c' "));
        assertEquals(Optional.empty(), RunCommand.words("say \"open"));
        assertEquals(Optional.of(List.of()), RunCommand.words("  "));
        assertEquals(Optional.of(List.of("")), RunCommand.words("''"));
    }
}
