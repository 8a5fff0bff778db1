// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.api.command.Reply;
import io.reconsync.api.command.Tier;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.json.JsonCodec;
import io.reconsync.contract.runtime.Instance;
import io.reconsync.contract.runtime.LogControl;
import io.reconsync.contract.runtime.SecretMasks;
import io.reconsync.contract.values.ByteText;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code dump}: one file with what somebody who helps needs, secrets masked. */
@Component(service = BuiltInGroup.class)
public final class DumpCommands implements BuiltInGroup {
    private static final List<String> ANSWERS = List.of(
            "status",
            "server list",
            "plugin list",
            "jobs",
            "schedules",
            "backup list",
            "incidents",
            "events",
            "config view",
            "config check",
            "games");

    private final Instance instance;
    private final LogControl log;
    private final SecretMasks masks;
    private final JsonCodec codec;

    @Activate
    public DumpCommands(
            @Reference Instance instance,
            @Reference LogControl log,
            @Reference SecretMasks masks,
            @Reference JsonCodec codec) {
        this.instance = instance;
        this.log = log;
        this.masks = masks;
        this.codec = codec;
    }

    @Override
    public List<BuiltIn> commands() {
        return List.of(
                BuiltIn.look("dump", "Write a file for somebody who helps, with secrets masked", "dump", this::dump)
                        .tier(Tier.OWNER));
    }

    private Commands.Result dump(Call call) {
        String stamp = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
                .format(Instant.now().atOffset(ZoneOffset.UTC));
        Path file = instance.home().logs().resolve("dump-" + stamp + ".zip");
        try {
            Files.createDirectories(file.getParent());
            try (OutputStream out = Files.newOutputStream(file);
                    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
                for (Map.Entry<String, String> part : parts(call).entrySet()) {
                    zip.putNextEntry(new ZipEntry(part.getKey()));
                    zip.write(masks.mask(part.getValue()).getBytes(StandardCharsets.UTF_8));
                    zip.closeEntry();
                }
            }
            long size = Files.size(file);
            String text =
                    "Written to " + file + " (" + ByteText.format(size) + "). Look into it before you pass it on.";
            return new Answer("dump")
                    .text(text)
                    .data("file", file.toString())
                    .data("bytes", size)
                    .result();
        } catch (IOException e) {
            throw new ReconException(
                    "dump-failed",
                    ErrorOwner.HOST,
                    "The file " + file + " could not be written: " + e.getMessage() + ".",
                    "Make room on that volume or give the right to write there.",
                    e);
        }
    }

    private Map<String, String> parts(Call call) {
        Map<String, String> parts = new TreeMap<>();
        for (String name : ANSWERS) {
            parts.put(name.replace(' ', '-') + ".json", answer(call, name));
        }
        StringBuilder lines = new StringBuilder();
        log.tail(2000, "DEBUG")
                .forEach(entry -> lines.append(entry.at())
                        .append(' ')
                        .append(entry.level())
                        .append(' ')
                        .append(entry.logger())
                        .append(' ')
                        .append(entry.text())
                        .append('\n'));
        parts.put("log.txt", lines.toString());
        StringBuilder threads = new StringBuilder();
        for (ThreadInfo info : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
            threads.append(info);
        }
        parts.put("threads.txt", threads.toString());
        parts.put("machine.txt", machine());
        return parts;
    }

    private String answer(Call call, String name) {
        try {
            Reply reply = call.registry()
                    .run(List.of(name.split(" ")), call.actor(), call.deadline())
                    .reply();
            return codec.pretty(reply.data());
        } catch (ReconException e) {
            return e.code() + ": " + e.sentence();
        }
    }

    private String machine() {
        StringBuilder text = new StringBuilder();
        for (String key : List.of(
                "java.version",
                "java.vendor",
                "os.name",
                "os.version",
                "os.arch",
                "file.encoding",
                "sun.jnu.encoding")) {
            text.append(key).append(": ").append(System.getProperty(key)).append('\n');
        }
        Runtime runtime = Runtime.getRuntime();
        text.append("processors: ").append(runtime.availableProcessors()).append('\n');
        text.append("heap used: ")
                .append(ByteText.format(runtime.totalMemory() - runtime.freeMemory()))
                .append('\n');
        text.append("heap limit: ").append(ByteText.format(runtime.maxMemory())).append('\n');
        return text.toString();
    }
}
