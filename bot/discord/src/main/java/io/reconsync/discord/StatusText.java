// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.discord;

import java.util.List;
import java.util.Map;

/** How things are, as a message: the answer first, then a line or two per server. Pure. */
final class StatusText {
    private static final Map<String, String> ICONS = Map.of(
            "running", "\ud83d\udfe2",
            "starting", "\ud83d\udfe1",
            "stopping", "\ud83d\udfe1",
            "degraded", "\ud83d\udfe0",
            "hung", "\ud83d\udd34",
            "crashed", "\ud83d\udd34",
            "crash-loop", "\ud83d\udd34",
            "stopped", "\u26ab");

    private StatusText() {}

    static String of(Status status) {
        StringBuilder text = new StringBuilder(headline(status));
        for (Status.Server server : status.servers()) {
            text.append('\n').append(line(server));
        }
        for (String incident : status.incidents()) {
            text.append("\n\u26a0\ufe0f ").append(Markdown.text(incident));
        }
        return text.toString();
    }

    private static String headline(Status status) {
        List<Status.Server> servers = status.servers();
        String name = "**" + Markdown.plain(status.name()) + "** ";
        if (!status.ready()) {
            return name + "is starting.";
        }
        if (servers.isEmpty()) {
            return name + "has no servers.";
        }
        long running =
                servers.stream().filter(each -> each.state().equals("running")).count();
        int players = servers.stream().mapToInt(Status.Server::playersOn).sum();
        String trouble = status.incidents().isEmpty()
                ? "nothing is wrong"
                : status.incidents().size() == 1
                        ? "1 incident"
                        : status.incidents().size() + " incidents";
        return name + running + " of " + servers.size() + " running, " + players
                + (players == 1 ? " player, " : " players, ") + trouble + ".";
    }

    private static String line(Status.Server server) {
        String icon = ICONS.getOrDefault(server.state(), "\u26aa");
        String first = icon + " **" + Markdown.plain(server.id()) + "** " + Markdown.plain(server.state())
                + server.players()
                        .map(on -> " \u00b7 players " + Markdown.plain(on))
                        .orElse("")
                + " \u00b7 backup " + server.lastBackup().map(Markdown::ago).orElse("never");
        boolean explained =
                server.state().equals("running") || server.explanation().isBlank();
        return explained ? first : first + "\n-# " + Markdown.text(SlashLimits.cut(server.explanation(), 150));
    }
}
