// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.command.CommandOption;
import io.reconsync.api.command.Tier;
import io.reconsync.contract.backup.Snapshots;
import io.reconsync.contract.backup.Snapshots.Snapshot;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.config.Configuration;
import io.reconsync.contract.jobs.JobRequest;
import io.reconsync.contract.jobs.Jobs;
import io.reconsync.contract.values.ByteText;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code backup …} and {@code restore}. */
@Component(service = {BuiltInGroup.class, FactSource.class})
public final class BackupCommands implements BuiltInGroup, FactSource {
    private static final CommandOption SNAPSHOT =
            CommandOption.argument("snapshot", "Id of a snapshot, its end, or latest", "snapshots");

    private final Snapshots snapshots;
    private final Jobs jobs;
    private final Configuration configuration;

    @Activate
    public BackupCommands(
            @Reference Snapshots snapshots, @Reference Jobs jobs, @Reference Configuration configuration) {
        this.snapshots = snapshots;
        this.jobs = jobs;
        this.configuration = configuration;
    }

    @Override
    public List<BuiltIn> commands() {
        CommandOption server = CommandOption.server();
        return List.of(
                BuiltIn.change(
                        "backup now",
                        "Back up a server now",
                        "backup now ark-island --label before-update",
                        this::now,
                        server,
                        CommandOption.text("label", "A word to find it by")),
                BuiltIn.look(
                                "backup list",
                                "What has been backed up",
                                "backup list ark-island",
                                this::list,
                                server.optional())
                        .keepsToScope(),
                BuiltIn.look(
                        "backup show",
                        "Everything about one snapshot",
                        "backup show ark-island latest",
                        this::show,
                        server,
                        SNAPSHOT.optional()),
                BuiltIn.change(
                        "backup verify",
                        "Read a snapshot back and compare every byte",
                        "backup verify ark-island latest",
                        this::verify,
                        server,
                        SNAPSHOT.optional()),
                BuiltIn.change(
                                "backup delete",
                                "Delete a snapshot from every destination",
                                "backup delete ark-island 3f9a0c1d22ab --yes",
                                this::delete,
                                server,
                                SNAPSHOT,
                                CommandOption.flag("last", "Even the last good one"))
                        .tier(Tier.OWNER)
                        .confirmed(),
                BuiltIn.change(
                        "backup rescan",
                        "Read a destination again and enter what is found there",
                        "backup rescan local",
                        this::rescan,
                        CommandOption.argument("destination", "Its name", "destinations")),
                BuiltIn.change(
                                "restore",
                                "Put a server's world back to a snapshot, after a safety backup of the current one",
                                "restore ark-island latest --yes",
                                this::restore,
                                server,
                                SNAPSHOT.optional(),
                                CommandOption.text("to", "Another, empty folder instead of the server's own"),
                                CommandOption.text("path", "Only what matches this glob; needs --to"),
                                new CommandOption(
                                        "safety",
                                        "What becomes of the current world: on backs it up first, rename sets it aside,"
                                                + " off drops it (owners)",
                                        CommandOption.Type.TEXT,
                                        false,
                                        false,
                                        List.of("on", "rename", "off"),
                                        Optional.empty()))
                        .confirmed(),
                BuiltIn.change(
                                "restore undo",
                                "Bring back the world that the last restore replaced",
                                "restore undo ark-island --yes",
                                this::undo,
                                server)
                        .confirmed());
    }

    private Commands.Result now(Call call) {
        Map<String, String> arguments = new HashMap<>();
        call.argument("label").ifPresent(label -> arguments.put("label", label));
        return submit("backup", call, arguments);
    }

    private Commands.Result verify(Call call) {
        return submit("verify", call, Map.of("snapshot", chosen(call).id()));
    }

    private Commands.Result delete(Call call) {
        Snapshot snapshot = chosen(call);
        boolean last = snapshot.counts()
                && snapshots.list(Optional.of(snapshot.server())).stream()
                        .noneMatch(other -> other.counts() && !other.id().equals(snapshot.id()));
        if (last && !call.flag("last")) {
            throw new io.reconsync.api.ReconException(
                    "snapshot-last",
                    io.reconsync.api.ErrorOwner.USER,
                    "The " + describe(snapshot) + " is the last good one of " + snapshot.server() + ".",
                    "Make another with 'backup now " + snapshot.server() + "' first, or add --last.");
        }
        if (!call.flag(CommandLine.YES)) {
            throw Confirm.needed(describe(snapshot) + " would be deleted everywhere.", "backup delete");
        }
        return submit("backup-delete", call, Map.of("snapshot", snapshot.id()));
    }

    private Commands.Result restore(Call call) {
        Snapshot snapshot = chosen(call);
        String to = call.argument("to").orElse("");
        String safety = call.argument("safety").orElse("on");
        if (safety.equals("off") && call.actor().tier() != Tier.OWNER) {
            throw new io.reconsync.api.ReconException(
                    "denied",
                    io.reconsync.api.ErrorOwner.USER,
                    "Only an owner may restore without keeping the current world.",
                    "Use --safety rename, or ask an owner.");
        }
        if (call.argument("path").isPresent() && to.isEmpty()) {
            throw new io.reconsync.api.ReconException(
                    "usage",
                    io.reconsync.api.ErrorOwner.USER,
                    "A part of a snapshot cannot be mixed into a live world.",
                    "Give --to with an empty folder and copy from there what you want.");
        }
        if (!call.flag(CommandLine.YES)) {
            String effect = to.isEmpty()
                    ? "The world of " + snapshot.server() + " would be replaced by " + describe(snapshot)
                            + "; the server is stopped for it"
                            + (safety.equals("on") ? " and the current world is backed up first." : ".")
                    : describe(snapshot) + " would be unpacked into " + to + ".";
            throw Confirm.needed(effect, "restore " + snapshot.server() + " " + Answer.shortId(snapshot.id()));
        }
        Map<String, String> arguments = new HashMap<>();
        arguments.put("snapshot", snapshot.id());
        arguments.put("safety", safety);
        if (!to.isEmpty()) {
            arguments.put("to", to);
        }
        call.argument("path").ifPresent(path -> arguments.put("path", path));
        return submit("restore", call, arguments);
    }

    private Commands.Result undo(Call call) {
        if (!call.flag(CommandLine.YES)) {
            throw Confirm.needed(undone(call.required("server")), "restore undo " + call.required("server"));
        }
        return submit("restore-undo", call, Map.of());
    }

    private String undone(String id) {
        ZoneId zone = configuration.server(id).orElseThrow(() -> unknown(id)).timezone();
        Snapshots.Undoable world = snapshots
                .undoable(id)
                .orElseThrow(() -> new io.reconsync.api.ReconException(
                        "nothing-to-undo",
                        io.reconsync.api.ErrorOwner.USER,
                        "There is no restore of " + id + " to undo: no world from before one is kept.",
                        "To go back, choose a snapshot with 'backup list " + id + "' and give it to 'restore " + id
                                + " <snapshot>'."));
        return "The world that " + id + " had until " + Shown.moment(world.replaced(), zone)
                + ", when the restore of snapshot " + Answer.shortId(world.snapshot())
                + " put it aside, would come back; the world of now is put aside, and the server is stopped for it.";
    }

    private Commands.Result rescan(Call call) {
        int found = snapshots.rescan(call.required("destination"));
        return new Answer("rescan")
                .text(found + " snapshots were entered from " + call.required("destination") + ".")
                .data("entered", (long) found)
                .result();
    }

    private Commands.Result submit(String kind, Call call, Map<String, String> arguments) {
        String server = call.required("server");
        if (configuration.server(server).isEmpty()) {
            throw unknown(server);
        }
        return Answer.job(jobs.submit(JobRequest.of(kind, server, arguments, call.actor())));
    }

    private io.reconsync.api.ReconException unknown(String server) {
        List<String> ids =
                configuration.servers().stream().map(known -> known.id()).toList();
        String near =
                Nearest.to(server, ids).map(id -> " Did you mean " + id + "?").orElse("");
        return new io.reconsync.api.ReconException(
                "server-unknown",
                io.reconsync.api.ErrorOwner.USER,
                "There is no server '" + server + "'." + near,
                ids.isEmpty() ? "Put a file into conf/servers." : "There is: " + String.join(", ", ids) + ".");
    }

    private Snapshot chosen(Call call) {
        return snapshots.get(call.required("server"), call.argument("snapshot").orElse("latest"));
    }

    private String describe(Snapshot snapshot) {
        return "snapshot " + Answer.shortId(snapshot.id()) + " of " + Shown.moment(snapshot.made(), zone(snapshot))
                + " (" + Shown.name(snapshot.grade()) + ", " + ByteText.format(snapshot.bytes()) + ")";
    }

    private ZoneId zone(Snapshot snapshot) {
        return configuration
                .server(snapshot.server())
                .map(server -> server.timezone())
                .orElseGet(configuration::zone);
    }

    private Commands.Result list(Call call) {
        Optional<String> server = call.argument("server");
        server.filter(id -> configuration.server(id).isEmpty()
                        && snapshots.list(Optional.of(id)).isEmpty())
                .ifPresent(id -> {
                    throw unknown(id);
                });
        List<Snapshot> found = snapshots.list(server).stream()
                .filter(snapshot -> call.sees(snapshot.server()))
                .toList();
        List<List<String>> rows = new ArrayList<>();
        for (Snapshot snapshot : found) {
            rows.add(List.of(
                    Answer.shortId(snapshot.id()),
                    snapshot.server(),
                    Shown.moment(snapshot.made(), zone(snapshot)),
                    Shown.name(snapshot.grade()) + (snapshot.verified().isPresent() ? ", verified" : ", not verified"),
                    ByteText.format(snapshot.bytes()),
                    ByteText.format(snapshot.stored()),
                    String.join(" ", snapshot.copies().keySet()),
                    snapshot.label().isEmpty() ? "-" : snapshot.label()));
        }
        Answer answer = new Answer("snapshots")
                .data("snapshots", found.stream().map(BackupCommands::data).toList());
        return (rows.isEmpty()
                        ? answer.text("No snapshots yet. Make one with 'backup now <server>'.")
                        : answer.table(
                                List.of("snapshot", "server", "made", "state", "world", "stored", "where", "label"),
                                rows))
                .result();
    }

    private Commands.Result show(Call call) {
        Snapshot snapshot = chosen(call);
        return new Answer("snapshot")
                .fields(new SnapshotFields(snapshot, zone(snapshot)).all())
                .data(data(snapshot))
                .result();
    }

    static Map<String, Object> data(Snapshot snapshot) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", snapshot.id());
        data.put("server", snapshot.server());
        data.put("game", snapshot.game());
        data.put("made", snapshot.made().toString());
        data.put("grade", Shown.name(snapshot.grade()));
        data.put("verified", Shown.machine(snapshot.verified()));
        data.put("pinned", snapshot.pinned());
        data.put("format", snapshot.format());
        data.put("files", snapshot.files());
        data.put("bytes", snapshot.bytes());
        data.put("stored", snapshot.stored());
        data.put("held_ms", snapshot.held().toMillis());
        data.put("label", snapshot.label());
        data.put("copies", snapshot.copies());
        data.put("reason", snapshot.reason());
        return data;
    }

    @Override
    public Map<String, List<String>> facts() {
        List<String> ids = new ArrayList<>(List.of("latest"));
        snapshots.list(Optional.empty()).stream().limit(50).forEach(known -> ids.add(Answer.shortId(known.id())));
        return Map.of(
                "snapshots",
                ids,
                "destinations",
                List.copyOf(configuration.destinations().keySet()));
    }
}
