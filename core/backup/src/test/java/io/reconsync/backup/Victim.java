// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.backup;

import io.reconsync.api.command.Tier;
import io.reconsync.backup.Bench.Shape;
import io.reconsync.contract.jobs.JobHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Properties;

/** A process of its own that runs one job and is killed from outside. What it notes is kept in files, as jobs does. */
final class Victim {
    static final String JOB = "01890000-0000-7000-8000-000000000001";

    private Victim() {}

    static Shape shape() {
        return Shape.simple()
                .with(BackupTest.ASKING)
                .with(Shape.backup("tar.zst", "local"))
                .with(Shape.files(java.util.List.of("logs"), java.util.List.of("level.dat")));
    }

    /** The installation in a folder, whose game keeps its state in a file. */
    static Bench bench(Path root) {
        Bench bench = new Bench(root, shape());
        bench.server.game = command -> {
            if (command.equals("save-off") || command.equals("save-on")) {
                write(root.resolve("saving"), command);
            }
            if (command.equals("save-all")) {
                bench.server.log.add("Saved the world");
            }
            return "";
        };
        return bench;
    }

    static FakeRun run(Path root, String kind) {
        FakeRun run = new FakeRun(JOB, kind, "srv", Map.of(), Tier.OWNER, root.resolve("home/data/jobs/" + JOB));
        Path notes = root.resolve("notes");
        if (Files.exists(notes)) {
            Properties known = new Properties();
            try (var in = Files.newBufferedReader(notes)) {
                known.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            known.forEach((key, value) -> run.notes.put((String) key, (String) value));
        }
        return run;
    }

    static JobHandler handler(String kind, Bench bench) {
        return kind.equals("backup") ? new BackupJob(bench.workshop) : new RestoreJob(bench.workshop);
    }

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[0]);
        String kind = arguments[1];
        Path journal = root.resolve("journal");
        try (Bench bench = bench(root)) {
            bench.server.running = true;
            FakeRun run = run(root, kind);
            run.listener = what -> {
                Properties notes = new Properties();
                run.notes.forEach(notes::setProperty);
                java.io.StringWriter text = new java.io.StringWriter();
                try {
                    notes.store(text, null);
                    write(root.resolve("notes"), text.toString());
                    Files.writeString(
                            journal,
                            what + "\n",
                            StandardCharsets.UTF_8,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            };
            run.listener.accept("begun");
            handler(kind, bench).run(run);
            run.listener.accept("over");
        }
    }

    private static void write(Path file, String text) {
        try {
            Path temporary = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(temporary, text);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
