// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.game.LiveDatabase;
import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.values.RawPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A copy of a live world, file by file. A file is taken when its state before and after the reading is the same; one
 * that changes is read again, and what does not come to rest is named. Databases go through {@link LiveDatabase}. Files
 * that have not changed since an earlier round are not read again. Not thread-safe.
 */
final class Stage {
    private static final int TRIES = 3;
    private static final int TICKS_MILLIS = 30;

    private final Path folder;
    private final List<Glob> databases;
    private final Optional<LiveDatabase> live;
    private final boolean copying;
    private final JobRun run;
    private final Map<RawPath, Staged> kept = new HashMap<>();
    private final byte[] buffer = new byte[1 << 18];
    private long done;

    /** @param copying whether ordinary files are copied; otherwise they are read where they are, later */
    Stage(Path folder, List<String> databases, Optional<LiveDatabase> live, boolean copying, JobRun run) {
        this.folder = folder;
        this.databases = live.isPresent() ? Glob.all(databases) : List.of();
        this.live = live;
        this.copying = copying;
        this.run = run;
    }

    /**
     * A round.
     *
     * @param files all of the choice but journals of databases, in its order
     * @param changing files that changed while they were read
     */
    record Round(List<Staged> files, List<String> changing) {}

    Path folder() {
        return folder;
    }

    /** @param anyhow whether a file that does not come to rest is taken as it is */
    Round take(Choice choice, boolean anyhow) throws IOException, InterruptedException {
        Set<String> journals = journals(choice);
        List<Staged> files = new ArrayList<>();
        List<String> changing = new ArrayList<>();
        long all = Math.max(1, choice.bytes());
        done = 0;
        Trees.make(folder);
        for (WorldFile file : choice.files()) {
            run.check();
            if (journals.contains(file.name().text())) {
                continue;
            }
            if (!file.isFile()) {
                folder(file);
                files.add(new Staged(file, null, 0, ""));
                continue;
            }
            Optional<Staged> staged = file(file);
            if (staged.isEmpty()) {
                changing.add(file.below());
                staged = anyhow ? asItIs(file) : staged;
            }
            staged.ifPresent(files::add);
            done += file.state().size();
            run.progress((double) done / all * 0.4, "reading " + file.below());
        }
        TimeUnit.MILLISECONDS.sleep(TICKS_MILLIS);
        return new Round(files, changing);
    }

    private Set<String> journals(Choice choice) {
        Set<String> journals = new HashSet<>();
        for (WorldFile file : choice.files()) {
            if (isDatabase(file)) {
                Journals.ENDS.forEach(end -> journals.add(file.name().text() + end));
            }
        }
        return journals;
    }

    private boolean isDatabase(WorldFile file) {
        return file.isFile()
                && file.state().size() > 0
                && Journals.ENDS.stream().noneMatch(file.below()::endsWith)
                && databases.stream().anyMatch(glob -> glob.matches(file.below()));
    }

    private void folder(WorldFile file) throws IOException {
        if (copying && file.state().kind() == FileState.Kind.FOLDER) {
            Trees.make(file.name().in(folder));
        } else if (copying && file.link().isPresent()) {
            Path link = file.name().in(folder);
            Trees.make(link.getParent());
            if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(link, Files.readSymbolicLink(file.path()));
            }
        }
    }

    private Optional<Staged> file(WorldFile file) throws IOException, InterruptedException {
        if (isDatabase(file)) {
            return Optional.of(database(file));
        }
        if (!copying) {
            return Optional.of(new Staged(file, null, file.state().size(), ""));
        }
        Staged earlier = kept.get(file.name());
        if (earlier != null && earlier.source().same(file)) {
            return Optional.of(earlier);
        }
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                Optional<Staged> copy = copy(file);
                if (copy.isPresent()) {
                    kept.put(file.name(), copy.get());
                    return copy;
                }
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
            TimeUnit.MILLISECONDS.sleep(TICKS_MILLIS);
        }
        return Optional.empty();
    }

    private Optional<Staged> asItIs(WorldFile file) throws IOException {
        Path copy = file.name().in(folder);
        if (!Files.exists(copy, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        return Optional.of(new Staged(file, folder, Files.size(copy), Hashing.of(copy)));
    }

    /** The copy, if the file was the same all the time and is the one that was chosen. */
    private Optional<Staged> copy(WorldFile file) throws IOException, InterruptedException {
        FileState before = FileState.of(file.path());
        Path target = file.name().in(folder);
        Trees.make(target.getParent());
        MessageDigest hash = Hashing.sha256();
        long size = 0;
        try (InputStream in = Files.newInputStream(file.path(), LinkOption.NOFOLLOW_LINKS);
                OutputStream out = Files.newOutputStream(
                        target,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            int read;
            while ((read = in.read(buffer)) > 0) {
                hash.update(buffer, 0, read);
                out.write(buffer, 0, read);
                size += read;
                run.check();
            }
        }
        FileState after = FileState.of(file.path());
        if (!before.same(after) || size != after.size()) {
            return Optional.empty();
        }
        WorldFile seen = new WorldFile(file.name(), file.in(), after, file.link());
        return Optional.of(new Staged(seen, folder, size, Hashing.hex(hash)));
    }

    private Staged database(WorldFile file) throws IOException {
        Path target = file.name().in(folder);
        Trees.make(target.getParent());
        Files.deleteIfExists(target);
        live.orElseThrow().copy(file.path(), target, run.deadline());
        return new Staged(file, folder, Files.size(target), Hashing.of(target));
    }
}
