// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.testkit.conformance;

import java.util.List;

/** Lines as broken games and nasty players write them. */
final class HostileLines {
    static final List<String> ALL = List.of(
            "",
            " ",
            "\t\t",
            "\0\0\0",
            "\u001b[31mred\u001b[0m",
            "a".repeat(4096),
            "(".repeat(2000),
            "[12:00:00] : ".repeat(300),
            "joined the game",
            " joined the game",
            "%s%n%x {} ${jndi:x} $(reboot) `reboot`",
            "../../../../etc/passwd joined the game",
            "Ünïcödé 😀 \u202e\u200b joined the game",
            "\ud800 half a pair",
            "2147483648 99999999999999999999 -1 1e309 NaN",
            "[2026-13-45 25:61:61] <> : ",
            "\"}{\"a\":[[[[",
            "\r",
            ": : : : | | | | ; ; ; ;",
            "Player  connected , id=",
            "\uFFFF\uFFFE");

    private HostileLines() {}
}
