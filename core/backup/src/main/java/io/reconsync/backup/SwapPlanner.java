// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.values.RawName;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Plans how one tree replaces another: the largest folders that hold nothing but the world's own files are renamed as a
 * whole; a folder that holds other files too stays, and the world's files in it are renamed one by one.
 */
final class SwapPlanner {
    private final List<SwapPlan.Root> roots = new ArrayList<>();
    private final List<SwapPlan.Move> out = new ArrayList<>();
    private final List<SwapPlan.Move> in = new ArrayList<>();
    private final List<SwapPlan.Folder> folders = new ArrayList<>();

    /**
     * Adds a root.
     *
     * @param current may be absent
     * @param fresh takes its place; may be absent
     * @param former where the world's present files go
     */
    void add(SwapPlan.Root root, Path current, Path fresh, Path former) throws IOException {
        roots.add(root);
        Planning planning = new Planning(root.rule().test());
        boolean stays = exists(current) && MountPoints.is(current);
        planning.plan(current, fresh, former, "", 0, stays);
    }

    SwapPlan plan() {
        List<SwapPlan.Move> moves = new ArrayList<>(out);
        moves.addAll(in);
        return new SwapPlan(List.copyOf(roots), moves, List.copyOf(folders));
    }

    private final class Planning {
        private final FileRule.Test rule;

        Planning(FileRule.Test rule) {
            this.rule = rule;
        }

        void plan(Path current, Path fresh, Path former, String below, int depth, boolean stays) throws IOException {
            if (!exists(current)) {
                if (exists(fresh)) {
                    in.add(new SwapPlan.Move(fresh, current));
                }
            } else if (!stays && !keeps(current, below, depth)) {
                out.add(new SwapPlan.Move(current, former));
                if (exists(fresh)) {
                    in.add(new SwapPlan.Move(fresh, current));
                }
            } else if (folder(current)) {
                merge(current, fresh, former, below, depth);
            } else if (exists(fresh)) {
                throw conflict(current);
            }
        }

        private void merge(Path current, Path fresh, Path former, String below, int depth) throws IOException {
            TreeMap<RawName, Path> names = children(current);
            if (exists(fresh)) {
                if (!folder(fresh)) {
                    throw conflict(current);
                }
                folders.add(new SwapPlan.Folder(current, former, FolderMeta.of(current), FolderMeta.of(fresh)));
                names.putAll(children(fresh));
            }
            for (RawName name : names.keySet()) {
                String path = below.isEmpty() ? name.text() : below + "/" + name.text();
                if (exists(name.in(current)) && Journals.isOfDatabase(name, fresh)) {
                    out.add(new SwapPlan.Move(name.in(current), name.in(former)));
                } else {
                    plan(name.in(current), name.in(fresh), name.in(former), path, depth + 1, false);
                }
            }
        }

        /** Whether something at or below this path is not the world's. */
        private boolean keeps(Path path, String below, int depth) throws IOException {
            if (depth == 0 && !folder(path)) {
                return false;
            }
            if (depth > 0 && rule.leaves(below)) {
                return true;
            }
            FileState.Kind kind = FileState.of(path).kind();
            if (kind == FileState.Kind.LINK) {
                return !rule.takes(below) || !Links.inside(Links.target(path), depth);
            }
            if (kind != FileState.Kind.FOLDER) {
                return kind == FileState.Kind.OTHER || !rule.takes(below);
            }
            for (var child : children(path).entrySet()) {
                String name = child.getKey().text();
                if (keeps(child.getValue(), below.isEmpty() ? name : below + "/" + name, depth + 1)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean folder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static TreeMap<RawName, Path> children(Path folder) throws IOException {
        TreeMap<RawName, Path> children = new TreeMap<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(child -> children.put(RawName.of(child), child));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return children;
    }

    private static ReconException conflict(Path path) {
        return new ReconException(
                "restore-conflict",
                ErrorOwner.USER,
                path + " is not part of the world, and the snapshot has something else of that name.",
                "Move " + path.getFileName() + " away and restore again, or restore elsewhere with to=.");
    }
}
