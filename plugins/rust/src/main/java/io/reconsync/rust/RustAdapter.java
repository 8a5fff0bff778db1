// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.rust;

import io.reconsync.api.game.Capability;
import io.reconsync.api.game.GameAdapter;
import io.reconsync.api.game.WorldVerifier;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** Rust. Nearly all of it is data in {@code games/rust.yaml}; the judgement of a restored world is code. */
@Component(service = GameAdapter.class)
public final class RustAdapter implements GameAdapter {
    @Override
    public Set<String> games() {
        return Set.of("rust");
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.VERIFIES_WORLD);
    }

    @Override
    public Optional<WorldVerifier> verifier() {
        return Optional.of(new RustWorld());
    }
}
