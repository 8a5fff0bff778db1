// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.contract.json.JsonCodec;
import io.reconsync.contract.values.DurableFiles;
import io.reconsync.contract.values.RawName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a world is replaced: renames only, on one file system, each of which can be undone. Written to disk before the
 * first of them, so that whoever comes after a kill can finish or undo it.
 *
 * @param roots what is replaced
 * @param moves in this order: first the former files out, then the new ones in
 * @param folders those that stay, because files that are not the world's are in them
 */
record SwapPlan(List<Root> roots, List<Move> moves, List<Folder> folders) {
    private static final String FILE = "plan.json";

    /** A root: its raw name in the archive in base64, where it is, and which files below it are the world's. */
    record Root(String name, Path path, FileRule rule) {
        static Root of(RawName name, Path path, FileRule rule) {
            return new Root(Base64.getEncoder().encodeToString(name.bytes()), path, rule);
        }

        RawName raw() {
            return RawName.of(Base64.getDecoder().decode(name));
        }
    }

    /** A rename. */
    record Move(Path from, Path to) {}

    /** A folder that stays; {@code aside} stands for it among what is put aside. */
    record Folder(Path path, Path aside, FolderMeta former, FolderMeta fresh) {}

    /** Durable when it returns. */
    void write(Path holder, JsonCodec json) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        List<Object> rootList = new ArrayList<>();
        for (Root root : roots) {
            rootList.add(Map.of(
                    "name",
                    root.name,
                    "path",
                    RawText.of(root.path),
                    "include",
                    root.rule.include(),
                    "exclude",
                    root.rule.exclude()));
        }
        all.put("roots", rootList);
        all.put(
                "moves",
                moves.stream()
                        .map(move -> List.of(RawText.of(move.from), RawText.of(move.to)))
                        .toList());
        List<Object> folderList = new ArrayList<>();
        for (Folder folder : folders) {
            folderList.add(Map.of(
                    "path",
                    RawText.of(folder.path),
                    "aside",
                    RawText.of(folder.aside),
                    "former",
                    folder.former.json(),
                    "fresh",
                    folder.fresh.json()));
        }
        all.put("folders", folderList);
        DurableFiles.write(holder.resolve(FILE), json.write(all).getBytes(StandardCharsets.UTF_8));
    }

    static boolean exists(Path holder) {
        return Files.exists(holder.resolve(FILE));
    }

    /** Durable when it returns. */
    static void remove(Path holder) throws IOException {
        if (Files.deleteIfExists(holder.resolve(FILE))) {
            DurableFiles.forceFolder(holder);
        }
    }

    static SwapPlan read(Path holder, JsonCodec json) throws IOException {
        Map<?, ?> all = (Map<?, ?>) json.read(Files.readString(holder.resolve(FILE)));
        List<Root> roots = new ArrayList<>();
        for (Object one : (List<?>) all.get("roots")) {
            Map<?, ?> root = (Map<?, ?>) one;
            FileRule rule = new FileRule(texts(root.get("include")), texts(root.get("exclude")));
            roots.add(new Root((String) root.get("name"), RawText.path((String) root.get("path")), rule));
        }
        List<Move> moves = new ArrayList<>();
        for (Object one : (List<?>) all.get("moves")) {
            List<String> move = texts(one);
            moves.add(new Move(RawText.path(move.get(0)), RawText.path(move.get(1))));
        }
        List<Folder> folders = new ArrayList<>();
        for (Object one : (List<?>) all.get("folders")) {
            Map<?, ?> folder = (Map<?, ?>) one;
            folders.add(new Folder(
                    RawText.path((String) folder.get("path")),
                    RawText.path((String) folder.get("aside")),
                    FolderMeta.of((Map<?, ?>) folder.get("former")),
                    FolderMeta.of((Map<?, ?>) folder.get("fresh"))));
        }
        return new SwapPlan(roots, moves, folders);
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String.class::cast).toList();
    }
}
