// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.contract.jobs.JobRun;
import io.reconsync.contract.servers.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files of ours that a kill left behind. */
final class Litter {
    private static final Logger LOG = LoggerFactory.getLogger(Litter.class);

    private final Workshop workshop;

    Litter(Workshop workshop) {
        this.workshop = workshop;
    }

    /** Empties the temporary folder of a run that died. */
    static void clear(JobRun run) {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(run.temporary())) {
            for (Path child : children) {
                Trees.remove(child);
            }
        } catch (IOException e) {
            LOG.info("The temporary folder of {} could not be emptied: {}", run.id(), e.getMessage());
        }
    }

    /** Removes folders that restores made beside a world and that hold neither a former world nor one under way. */
    void sweep(Server server) {
        Set<Path> kept = new HashSet<>();
        workshop.restores.all().forEach(row -> kept.addAll(row.holders()));
        for (Path place : places(server)) {
            Path ours = place.resolve(FileRule.OURS);
            if (!Files.isDirectory(ours)) {
                continue;
            }
            try (DirectoryStream<Path> children = Files.newDirectoryStream(ours, "restore-*")) {
                for (Path child : children) {
                    String id = child.getFileName().toString().substring("restore-".length());
                    if (kept.contains(child) || workshop.alive.contains(id)) {
                        continue;
                    }
                    if (holdsFormer(child)) {
                        LOG.warn("{} holds a world that a restore put aside and that no restore answers for.", child);
                    } else {
                        new Holder(child).remove();
                    }
                }
            } catch (IOException e) {
                LOG.warn("What is left in {} could not be removed: {}", ours, e.getMessage());
            }
        }
    }

    /** Files of a former world, which may be the only ones there are: our database may have been lost. */
    private static boolean holdsFormer(Path holder) throws IOException {
        Path former = new Holder(holder).former();
        if (!Files.exists(former, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (Stream<Path> all = Files.walk(former)) {
            return all.anyMatch(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Set<Path> places(Server server) {
        Set<Path> places = new LinkedHashSet<>(
                List.of(server.config().install().toAbsolutePath().normalize()));
        try {
            for (Path root : WorldRoot.known(server)) {
                Path real = Files.isSymbolicLink(root) ? root.toRealPath() : root;
                places.add(real);
                if (real.getParent() != null) {
                    places.add(real.getParent());
                }
            }
        } catch (IOException e) {
            LOG.debug("The roots of {} are not known: {}", server.id(), e.getMessage());
        }
        return places;
    }
}
