// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox.server;

import java.util.List;

/** Names of players: pleasant ones, and such as break programs that trust them. */
final class Names {
    static final List<String> PLEASANT = List.of(
            "Ada",
            "Boris the Blade",
            "J\u00fcrgen",
            "\u7530\u4e2d\u3055\u3093",
            "Rex \ud83e\udd96",
            "zo\u00eb",
            "O'Neill",
            "xX_Slayer_Xx",
            "Mr. Null",
            "Dodo Whisperer",
            "\u0141ukasz",
            "Bob");

    static final List<String> EVIL = List.of(
            "'; DROP TABLE players; --",
            "$(reboot)",
            "%{console.password}",
            "${file:secrets/x}",
            "@everyone",
            "<@&123456789012345678>",
            "[world] saved generation=999999 ",
            "Bob left the game",
            "../../etc/passwd",
            "\u202egnp.exe",
            "{\"event\":\"crash\"}",
            "name with\ttab and \"quotes\"",
            "\u0000nul\nnewline",
            "A".repeat(300),
            "");

    private Names() {}
}
