// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.reconsync.api.game.GameAdapter;
import io.reconsync.api.game.Player;
import io.reconsync.sandbox.server.Worlds;
import io.reconsync.testkit.conformance.GameAdapterConformance;
import io.reconsync.testkit.fake.FakeContext;
import io.reconsync.testkit.fake.FakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxAdapterTest extends GameAdapterConformance {
    @TempDir
    Path data;

    @Override
    protected GameAdapter adapter() {
        return new SandboxAdapter(new FakeContext("sandbox", data));
    }

    @Override
    protected FakeServer server(Path install) {
        return new FakeServer("box", "sandbox", install)
                .console(command -> "There are 2 of 64 players:\nS-1001 Rex \ud83e\udd96\nS-1002 ");
    }

    @Override
    protected void goodWorld(Path world) throws IOException {
        Worlds.make(world);
    }

    @Test
    void namesOfPlayersAreTakenAsTheyAre() {
        List<Player> players = SandboxAdapter.parse("There are 2 of 64 players:\nS-1 S-2 x\nS-3 \nno player");
        assertEquals(List.of("S-2 x", ""), players.stream().map(Player::name).toList());
    }

    @Test
    void portsAreChosenOnceForEachServer() {
        FakeContext context = new FakeContext("sandbox", data);
        Map<String, String> one = new SandboxAdapter(context).values(server(data));
        assertEquals(one, new SandboxAdapter(context).values(server(data)));
        assertNotEquals(one.get("query.port"), one.get("console.port"));
        Map<String, String> other = new SandboxAdapter(context).values(new FakeServer("other", "sandbox", data));
        assertNotEquals(one.get("query.port"), other.get("query.port"));
    }

    @Test
    void theProgramIsLaidDownOnceAndMendedWhenItIsCutOff() throws Exception {
        Path program = ServerJar.lay(data);
        assertTrue(Files.size(program) > 10_000);
        Files.write(program, new byte[10]);
        assertEquals(program, ServerJar.lay(data));
        assertTrue(Files.size(program) > 10_000);
    }
}
