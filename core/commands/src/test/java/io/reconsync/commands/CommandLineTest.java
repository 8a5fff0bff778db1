// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.ReconException;
import io.reconsync.api.command.CommandDescriptor;
import io.reconsync.api.command.CommandOption;
import io.reconsync.api.command.Tier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "do",
            "Does it",
            List.of(
                    CommandOption.server(),
                    CommandOption.argument("text", "Words", null).optional(),
                    CommandOption.flag("quick", "Hurry"),
                    new CommandOption(
                            "count", "How many", CommandOption.Type.NUMBER, false, false, List.of(), Optional.empty()),
                    new CommandOption(
                            "wait", "How long", CommandOption.Type.DURATION, false, false, List.of(), Optional.empty()),
                    new CommandOption(
                            "mode",
                            "How",
                            CommandOption.Type.TEXT,
                            false,
                            false,
                            List.of("on", "off"),
                            Optional.empty())),
            Tier.ADMIN,
            true,
            true,
            "do ark");

    private static Map<String, String> parse(String... words) {
        return new CommandLine("do", DESCRIPTOR).parse(List.of(words));
    }

    @Test
    void takesPositionalNamedAndFlags() {
        assertEquals(
                Map.of("server", "ark", "quick", "true", "count", "3", "mode", "on", "wait", "5m"),
                parse("ark", "--quick", "--count", "3", "--mode=on", "--wait", "5m"));
    }

    @Test
    void theLastTextTakesTheRestOfTheLine() {
        assertEquals(Map.of("server", "ark", "text", "say hello --quick"), parse("ark", "say", "hello", "--quick"));
    }

    @Test
    void twoDashesEndTheOptions() {
        assertEquals(Map.of("server", "ark", "text", "--quick"), parse("ark", "--", "--quick"));
    }

    @Test
    void confirmationIsAnOptionOfConfirmedCommandsOnly() {
        assertEquals("true", parse("ark", "--yes").get(CommandLine.YES));
        CommandDescriptor plain = new CommandDescriptor("x", "X", List.of(), Tier.USER, false, false, "x");
        assertEquals(
                "usage",
                assertThrows(ReconException.class, () -> new CommandLine("x", plain).parse(List.of("--yes")))
                        .code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--quick                | The server is missing.",
                "ark --quik             | There is no option --quik. Did you mean --quick?",
                "ark --count many       | 'many' does not fit --count: a whole number is wanted.",
                "ark --count 99999999999999999 | '99999999999999999' does not fit --count: a whole number is wanted.",
                "ark --wait 5           | '5' does not fit --wait: a time such as 30s, 5m or 6h is wanted.",
                "ark --mode up          | 'up' does not fit --mode: one of on, off is wanted.",
                "ark --count            | --count needs a value.",
                "ark --quick --quick    | --quick is given twice.",
                "ark --quick=perhaps    | 'perhaps' does not fit --quick: true or false is wanted.",
                "ark --server=rust      | --server is given twice."
            })
    void saysWhatIsWrong(String line, String message) {
        ReconException e = assertThrows(ReconException.class, () -> parse(line.split(" ")));
        assertEquals("usage", e.code());
        assertEquals(message, e.getMessage());
        assertTrue(e.nextStep().startsWith("Usage: do <server>"), e.nextStep());
    }
}
