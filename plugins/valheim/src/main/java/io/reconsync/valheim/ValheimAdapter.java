// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.valheim;

import io.reconsync.api.game.Capability;
import io.reconsync.api.game.GameAdapter;
import io.reconsync.api.game.GameServer;
import io.reconsync.api.game.LogInterpreter;
import io.reconsync.api.game.WorldSelector;
import io.reconsync.api.game.WorldVerifier;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** Valheim: who is on can only be read out of lines that belong together, and a world keeps several saves at once. */
@Component(service = GameAdapter.class)
public final class ValheimAdapter implements GameAdapter {
    @Override
    public Set<String> games() {
        return Set.of("valheim");
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.INTERPRETS_LOG, Capability.VERIFIES_WORLD, Capability.SELECTS_FILES);
    }

    @Override
    public Optional<LogInterpreter> interpreter(GameServer server) {
        return Optional.of(new ValheimLog());
    }

    @Override
    public Optional<WorldSelector> selector() {
        return Optional.of(new NewestSet());
    }

    @Override
    public Optional<WorldVerifier> verifier() {
        return Optional.of(new ValheimWorld());
    }
}
