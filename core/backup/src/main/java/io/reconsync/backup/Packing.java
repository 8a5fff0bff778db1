// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.contract.archive.ArchiveEntry;
import io.reconsync.contract.archive.ArchiveFormat;
import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.json.JsonCodec;
import io.reconsync.contract.values.RawPath;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Packs what was staged into one archive, whose last entry is the manifest, and writes the manifest beside it. */
final class Packing {
    /** Where the manifest stands within the archive. */
    static final RawPath INSIDE = RawPath.of(FileRule.OURS + "/manifest.json");

    private final ArchiveFormat format;
    private final JsonCodec json;
    private final JobRun run;
    private final Owners owners = new Owners();

    Packing(ArchiveFormat format, JsonCodec json, JobRun run) {
        this.format = format;
        this.json = json;
        this.run = run;
    }

    /** A packed snapshot: two files and what they are. */
    record Packed(Path archive, Path manifest, Manifest head, long manifestLength, String manifestSha256) {}

    /** What decides the grade once everything has been read. */
    interface Heading {
        Manifest head(long entries, long files, long bytes) throws IOException, InterruptedException;
    }

    /**
     * Packs into a folder.
     *
     * @param heading asked once all content has been read
     * @param name of the archive's blob
     */
    Packed pack(List<Staged> files, Path folder, Heading heading, String name)
            throws IOException, InterruptedException {
        Path archive = folder.resolve("archive." + format.name());
        Path lines = folder.resolve("entries.jsonl");
        MessageDigest hash = Hashing.sha256();
        Manifest head;
        try (OutputStream out = new DigestOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(archive), 1 << 16), hash);
                ArchiveFormat.ArchiveWriter writer = format.write(out)) {
            long bytes = entries(files, lines, writer);
            head = heading.head(files.size(), plain(files), bytes);
            Path inside = folder.resolve("inside.json");
            ManifestWriter.assemble(json, head, lines, inside);
            add(writer, inside, head.made());
            writer.finish();
        }
        Manifest.Blob blob = new Manifest.Blob(name, Files.size(archive), Hashing.hex(hash));
        Path manifest = folder.resolve("manifest.json");
        Manifest full = head.withArchive(blob);
        ManifestWriter.assemble(json, full, lines, manifest);
        return new Packed(archive, manifest, full, Files.size(manifest), Hashing.of(manifest));
    }

    /**
     * Gives a packed snapshot, whose content was packed before its grade was known, another head. Within the archive the
     * first head stays.
     */
    Packed regrade(Packed packed, Manifest head, Path folder) throws IOException {
        Manifest full = head.withArchive(packed.head().archive().orElseThrow());
        ManifestWriter.assemble(json, full, folder.resolve("entries.jsonl"), packed.manifest());
        return new Packed(
                packed.archive(),
                packed.manifest(),
                full,
                Files.size(packed.manifest()),
                Hashing.of(packed.manifest()));
    }

    private static long plain(List<Staged> entries) {
        return entries.stream().filter(entry -> entry.source().isFile()).count();
    }

    private long entries(List<Staged> files, Path lines, ArchiveFormat.ArchiveWriter writer)
            throws IOException, InterruptedException {
        long bytes = 0;
        long all = Math.max(1, files.stream().mapToLong(Staged::size).sum());
        try (ManifestWriter manifest = new ManifestWriter(json, lines)) {
            for (Staged staged : files) {
                run.check();
                long before = bytes;
                LongConsumer moved = count -> run.progress(
                        0.4 + 0.3 * (before + count) / all,
                        "packing " + staged.source().below());
                manifest.add(add(writer, staged, moved));
                bytes += staged.size();
            }
        }
        return bytes;
    }

    private ManifestEntry add(ArchiveFormat.ArchiveWriter writer, Staged staged, LongConsumer moved)
            throws IOException {
        WorldFile file = staged.source();
        FileState state = file.state();
        ArchiveEntry entry = new ArchiveEntry(
                file.name(),
                switch (state.kind()) {
                    case FOLDER -> ArchiveEntry.Type.FOLDER;
                    case LINK -> ArchiveEntry.Type.LINK;
                    default -> ArchiveEntry.Type.FILE;
                },
                staged.size(),
                state.modified(),
                state.mode(),
                state.uid(),
                state.gid(),
                name(true, file),
                name(false, file),
                file.link());
        if (entry.type() != ArchiveEntry.Type.FILE) {
            writer.add(entry, null);
            return new ManifestEntry(entry, "");
        }
        MessageDigest hash = Hashing.sha256();
        try (InputStream in = new DigestInputStream(
                new MovedInput(Files.newInputStream(staged.copy(), LinkOption.NOFOLLOW_LINKS), moved), hash)) {
            writer.add(entry, in);
        }
        String sha256 = Hashing.hex(hash);
        if (!staged.sha256().isEmpty() && !staged.sha256().equals(sha256)) {
            throw new IOException("the staged copy of " + file.below() + " changed on the disk");
        }
        return new ManifestEntry(entry, sha256);
    }

    private String name(boolean user, WorldFile file) throws IOException {
        try {
            return user
                    ? owners.user(file.path(), file.state().uid())
                    : owners.group(file.path(), file.state().gid());
        } catch (java.nio.file.NoSuchFileException e) {
            return "";
        }
    }

    private static void add(ArchiveFormat.ArchiveWriter writer, Path manifest, Instant made) throws IOException {
        ArchiveEntry entry = new ArchiveEntry(
                INSIDE, ArchiveEntry.Type.FILE, Files.size(manifest), made, 0644, -1, -1, "", "", Optional.empty());
        try (InputStream in = Files.newInputStream(manifest)) {
            writer.add(entry, in);
        }
    }
}
