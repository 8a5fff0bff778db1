// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.fleet;

import io.reconsync.contract.commands.Commands;
import java.util.List;

/**
 * A command that agents offer: the descriptor of the newest version among them, with the highest tier that any of them
 * asks for.
 *
 * @param entry as listed
 * @param version of the plugin that the descriptor comes from
 * @param agents names of the agents that offer it now
 */
public record FleetCommand(Commands.Entry entry, String version, List<String> agents) {
    public FleetCommand {
        agents = List.copyOf(agents);
    }
}
