// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import io.reconsync.contract.commands.Commands;
import java.util.Map;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;

/**
 * What a guild is offered.
 *
 * @param commands by name
 * @param routes the command behind each full name
 * @param refused why a command has no slash command of its own, by its name
 */
record SlashSet(
        Map<String, SlashCommandData> commands, Map<String, Commands.Entry> routes, Map<String, String> refused) {}
