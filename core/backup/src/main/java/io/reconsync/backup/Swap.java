// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.contract.values.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Carries out a plan, or takes it back as far as it was carried out. */
final class Swap {
    private final SwapPlan plan;
    private final Map<Path, Path> moved = new HashMap<>();

    Swap(SwapPlan plan) {
        this.plan = plan;
        plan.moves().forEach(move -> moved.put(move.from(), move.to()));
    }

    /** The new world for the former; after a failure the former is in place again. */
    void forward() throws IOException {
        boolean whole = false;
        try {
            for (SwapPlan.Folder folder : plan.folders()) {
                make(folder.aside());
            }
            for (SwapPlan.Move move : plan.moves()) {
                make(move.to().getParent());
                rename(move.from(), move.to());
            }
            settle();
            whole = true;
        } finally {
            if (!whole) {
                back();
            }
        }
    }

    /** What remains to be done when all has been moved. May be repeated. */
    void settle() throws IOException {
        for (SwapPlan.Folder folder : plan.folders()) {
            folder.fresh().apply(folder.path());
            folder.former().apply(folder.aside());
        }
        force();
    }

    /** Whether something was moved that {@link #back} would move again. */
    boolean begun() {
        return plan.moves().stream().anyMatch(this::moved);
    }

    /** What stands in a place out of which nothing was moved is what always stood there. */
    private boolean moved(SwapPlan.Move move) {
        Path aside = moved.get(move.to());
        return exists(move.to()) && !exists(move.from()) && (aside == null || exists(aside));
    }

    /** Whether all has been moved; {@code former} is where the former world went. */
    boolean complete(Path former) {
        return plan.moves().stream()
                .allMatch(move -> exists(move.to()) && (move.to().startsWith(former) || !exists(move.from())));
    }

    /** What somebody else has put in the place of something that was moved out. */
    Optional<Path> stranger(Path former) {
        Set<Path> free = new HashSet<>();
        for (int i = plan.moves().size() - 1; i >= 0; i--) {
            SwapPlan.Move move = plan.moves().get(i);
            if (exists(move.to())) {
                if (!exists(move.from()) || free.contains(move.from())) {
                    free.add(move.to());
                } else if (move.to().startsWith(former)) {
                    return Optional.of(move.from());
                }
            }
        }
        return Optional.empty();
    }

    /** The former world again, however far it came. May be repeated. */
    void back() throws IOException {
        List<SwapPlan.Move> moves = plan.moves();
        for (int i = moves.size() - 1; i >= 0; i--) {
            SwapPlan.Move move = moves.get(i);
            if (moved(move)) {
                make(move.from().getParent());
                rename(move.to(), move.from());
            }
        }
        for (SwapPlan.Folder folder : plan.folders()) {
            if (exists(folder.path())) {
                folder.former().apply(folder.path());
            }
        }
        force();
    }

    private void force() throws IOException {
        Set<Path> parents = new LinkedHashSet<>();
        for (SwapPlan.Move move : plan.moves()) {
            parents.add(move.from().getParent());
            parents.add(move.to().getParent());
        }
        for (Path parent : parents) {
            if (Files.isDirectory(parent)) {
                DurableFiles.forceFolder(parent);
            }
        }
    }

    private static void make(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Trees.make(folder);
        }
    }

    private static void rename(Path from, Path to) throws IOException {
        if (exists(to)) {
            throw new java.nio.file.FileAlreadyExistsException(to.toString());
        }
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }
}
