// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.engine;

import io.reconsync.simulation.Crash;
import io.reconsync.simulation.Dice;
import io.reconsync.simulation.Pace;
import io.reconsync.simulation.world.WorldFile;
import io.reconsync.simulation.world.WorldImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One save in progress: writes files at the game's pace, passes the ordered faults, and notes what was written. */
public final class SaveRun {
    private final Simulation simulation;
    private final WorldImage image;
    private final String cause;
    private final boolean instant;
    private final Faults.NextSave fault;
    private final Dice dice;
    private final SortedMap<String, String> files = new TreeMap<>();
    private final Map<String, Long> databases = new TreeMap<>();
    private long bytes;

    SaveRun(Simulation simulation, WorldImage image, String cause, boolean instant, Faults.NextSave fault) {
        this.simulation = simulation;
        this.image = image;
        this.cause = cause;
        this.instant = instant;
        this.fault = fault;
        this.dice = simulation.dice().named("save" + image.generation());
    }

    public WorldImage image() {
        return image;
    }

    public long generation() {
        return image.generation();
    }

    public String cause() {
        return cause;
    }

    public Dice dice() {
        return dice;
    }

    /** Begins a step that the ledger and an ordered crash know by this name. */
    public void phase(String name) throws InterruptedException, IOException {
        simulation.ledger().write("save-phase", "generation", generation(), "phase", name, "bytes", bytes);
        Crash crash = simulation.faults().crashFor(name);
        if (crash != null) {
            simulation.crash(crash);
        }
        simulation.gates().pass(Gates.Gate.ENGINE);
    }

    /** Waits between two steps, in game milliseconds. */
    public void pause(long low, long high) throws InterruptedException {
        if (!instant) {
            simulation.pace().sleep(dice.between(low, high));
        }
    }

    /** How long the world file's writing takes, in nanoseconds. */
    public long spread(double share) {
        if (instant) {
            return 0;
        }
        long ordered = simulation.faults().saveDelay();
        long whole = ordered >= 0
                ? ordered * 1_000_000
                : simulation.pace().nanos(simulation.game().saveMillis());
        return (long) (whole * share);
    }

    /** Writes a file of the set at once. Returns its SHA-256. */
    public String write(Path file, WorldImage part, byte[] preamble) throws IOException, InterruptedException {
        return write(file, part, preamble, 0, Faults.NextSave.GOOD);
    }

    /** Writes the world's main file in 64 KiB steps over {@code nanos}; ordered faults strike here. */
    public String writeMain(Path file, WorldImage world, byte[] preamble, long nanos)
            throws IOException, InterruptedException {
        return write(file, world, preamble, nanos, fault);
    }

    private String write(Path file, WorldImage part, byte[] preamble, long nanos, Faults.NextSave how)
            throws IOException, InterruptedException {
        long size = WorldFile.size(part, preamble);
        try (OutputStream out = open(file, StandardOpenOption.TRUNCATE_EXISTING);
                PacedOutput paced = paced(out, size, nanos, how)) {
            WorldFile.write(part, preamble, paced);
            paced.flush();
            return paced.sha256();
        } catch (PacedOutput.Interrupted interrupted) {
            throw new InterruptedException(interrupted.getMessage());
        }
    }

    /** Overwrites {@code to} in place with the bytes of {@code from}, as a copy with "overwrite" does. */
    public String overwrite(Path from, Path to, long nanos) throws IOException, InterruptedException {
        try (OutputStream out = open(to, StandardOpenOption.TRUNCATE_EXISTING);
                PacedOutput paced = paced(out, Files.size(from), nanos, Faults.NextSave.GOOD)) {
            Files.copy(from, paced);
            paced.flush();
            return paced.sha256();
        } catch (PacedOutput.Interrupted interrupted) {
            throw new InterruptedException(interrupted.getMessage());
        }
    }

    /** A stream into something else than a file (an SQLite world), with the same pace and faults. */
    public PacedOutput paced(OutputStream out, long size, long nanos) {
        return paced(out, size, nanos, fault);
    }

    private PacedOutput paced(OutputStream out, long size, long nanos, Faults.NextSave how) {
        return new PacedOutput(out, size, nanos, how, this::step);
    }

    private void step(int count) throws IOException, InterruptedException {
        bytes += count;
        if (simulation.faults().diskFull()) {
            throw new IOException("No space left on device");
        }
        simulation.gates().pass(Gates.Gate.ENGINE);
    }

    private static OutputStream open(Path file, OpenOption truncate) throws IOException {
        return Channels.newOutputStream(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, truncate));
    }

    /** Notes a file of the finished set, by its name below the set's root. */
    public void file(String name, String sha256) {
        files.put(name, sha256);
    }

    public void database(String name) {
        databases.put(name, generation());
    }

    SortedMap<String, String> files() {
        return files;
    }

    Map<String, Long> databases() {
        return databases;
    }

    long bytes() {
        return bytes;
    }

    boolean torn() {
        return fault == Faults.NextSave.TEAR;
    }

    Pace pace() {
        return simulation.pace();
    }
}
