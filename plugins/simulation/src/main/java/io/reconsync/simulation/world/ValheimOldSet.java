// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Valheim before 1.0: {@code W.db} and {@code W.fwl} of one generation.
 *
 * @param worlds the folder {@code worlds_local}
 */
public record ValheimOldSet(Path worlds, String name) implements WorldSet {
    public Path file(String ending) {
        return worlds.resolve(name + ending);
    }

    @Override
    public Checked check() throws IOException {
        SetCheck check = new SetCheck("valheim", worlds);
        check.main(check.file(file(".db")));
        check.sameAsMain(file(".fwl"), check.file(file(".fwl")));
        for (String ending : List.of(".db.new", ".fwl.new")) {
            if (Files.exists(file(ending))) {
                check.leftover(file(ending));
            }
        }
        return check.checked();
    }
}
