// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.values.RawName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder of ours on the same file system as a root, in which the new world is made and the former one is kept. It lies
 * in {@code .reconsync} below install, else beside the root, else within it; backups leave it out.
 *
 * @param folder which
 */
record Holder(Path folder) {
    private static final String PROBE = FileRule.OURS + "-probe";

    Path fresh() {
        return folder.resolve("new");
    }

    Path former() {
        return folder.resolve("old");
    }

    /** The folder for a root, made and proved: a file of ours can be renamed from there to where the world is. */
    static Holder of(Path root, Path install, String id) throws IOException {
        List<Path> candidates = new ArrayList<>();
        candidates.add(install);
        if (root.getParent() != null) {
            candidates.add(root.getParent());
        }
        candidates.add(root);
        boolean mounted = Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS) && MountPoints.is(root);
        IOException problem = null;
        for (Path candidate : candidates) {
            if (!Files.isDirectory(candidate)) {
                continue;
            }
            Path target = mounted || candidate.equals(root) ? root : root.getParent();
            Path folder = candidate.resolve(FileRule.OURS).resolve("restore-" + id);
            try {
                Trees.make(folder);
                prove(folder, target);
                return new Holder(folder);
            } catch (IOException e) {
                problem = e;
                discard(folder);
            }
        }
        throw refused(root, problem);
    }

    private static void prove(Path folder, Path target) throws IOException {
        if (!Files.isDirectory(target)) {
            Trees.make(target);
        }
        FolderMeta meta = FolderMeta.of(target);
        Path probe = Files.createTempFile(folder, PROBE, "");
        Path there = target.resolve(RawName.of(probe).in(Path.of("")));
        try {
            Files.move(probe, there, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(probe);
            Files.deleteIfExists(there);
            meta.apply(target);
        }
    }

    private static ReconException refused(Path root, IOException problem) {
        return new ReconException(
                "restore-refused",
                ErrorOwner.HOST,
                "ReconSync cannot write beside " + root + ": "
                        + (problem == null
                                ? "there is no folder"
                                : problem.getClass().getSimpleName() + " " + problem.getMessage())
                        + ".",
                "Give the user that runs ReconSync the right to write in " + root.getParent() + ".",
                problem);
    }

    /**
     * Removes it, and {@code .reconsync} when nothing else is in it. The plan goes first: half a tree would be taken for
     * moves that were made, or brought back as a former world.
     */
    void remove() throws IOException {
        SwapPlan.remove(folder);
        Trees.remove(folder);
        parent(folder);
    }

    private static void discard(Path folder) {
        try {
            Trees.remove(folder);
            parent(folder);
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(Holder.class).info("{} stays: {}", folder, e.getMessage());
        }
    }

    private static void parent(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder.getParent());
        } catch (java.nio.file.DirectoryNotEmptyException e) {
            return;
        }
    }
}
