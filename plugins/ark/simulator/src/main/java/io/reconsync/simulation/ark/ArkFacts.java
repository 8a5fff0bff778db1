// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.ark;

import io.reconsync.simulation.Options;
import io.reconsync.simulation.engine.Simulation;
import io.reconsync.simulation.net.A2sInfo;
import java.util.LinkedHashMap;
import java.util.Map;

/** What ARK: Survival Evolved tells over A2S. */
record ArkFacts(Simulation simulation, int gamePort) {
    private static final int GAME_ID = 346_110;

    A2sInfo info() {
        Options options = simulation.options();
        int most = (int) options.flag("max-players", 70);
        int count = simulation.players().online().size();
        String version = " - (v361.7)";
        return new A2sInfo(
                options.flag("name", "ARK") + version,
                ArkGame.map(options),
                "ark_survival_evolved",
                "ARK: Survival Evolved",
                0,
                count,
                most,
                false,
                "1.0.0.0",
                (int) options.flag("edf", 0xB1),
                gamePort,
                0x01402ece73d6df79L,
                "OWNINGID:90152345673981817,OWNINGNAME:90152345673981817,NUMOPENPUBCONN:" + (most - count)
                        + ",P2PADDR:90152345673981817,LEGACY_i:1",
                GAME_ID,
                simulation.players().online().stream()
                        .map(player -> new A2sInfo.Entry(player.name(), 0, (float) player.seconds()))
                        .toList(),
                rules());
    }

    private Map<String, String> rules() {
        Map<String, String> rules = new LinkedHashMap<>();
        rules.put("ALLOWDOWNLOADCHARS_i", "1");
        rules.put("ClusterId_s", "");
        rules.put("DayTime_s", "12");
        rules.put("SERVERUSESBATTLEYE_b", "false");
        for (int i = 0; i < 58; i++) {
            rules.put("MOD" + i + "_s", "" + (731_604_991L + i) + ":3" + "0".repeat(24));
        }
        return rules;
    }
}
