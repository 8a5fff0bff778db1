// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.installer;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.json.JsonCodec;
import io.reconsync.contract.values.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code data/active-set.json}. Every write is durable and whole, so a kill leaves the set before or after it. */
final class ActiveSetFile {
    private static final Logger LOG = LoggerFactory.getLogger(ActiveSetFile.class);

    private final Path file;
    private final JsonCodec json;

    ActiveSetFile(Path file, JsonCodec json) {
        this.file = file;
        this.json = json;
    }

    /** What was written last; an empty set when there is no file, or when it is damaged: it can be made again. */
    ActiveSet read() {
        try {
            return parse(json.read(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return ActiveSet.empty();
        } catch (IOException | ReconException | ClassCastException e) {
            LOG.error("{} cannot be read ({}); it is made again from the jars in plugins/.", file, e.getMessage());
            return ActiveSet.empty();
        }
    }

    void write(ActiveSet set) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("format", 1L);
        root.put("plugins", set.sorted().stream().map(ActiveSetFile::entry).toList());
        set.pending().ifPresent(pending -> root.put("pending", pending(pending)));
        try {
            Files.createDirectories(file.getParent());
            DurableFiles.write(file, (json.pretty(root) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ReconException(
                    "active-set-failed",
                    ErrorOwner.HOST,
                    "The list of active plugins cannot be written to " + file + ": " + e.getMessage() + ".",
                    "Check the space and the rights there.",
                    e);
        }
    }

    private static Map<String, Object> entry(ActiveSet.Entry entry) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", entry.name());
        map.put("file", entry.file());
        map.put("sha256", entry.sha256());
        map.put("version", entry.version());
        map.put("former", entry.former());
        map.put("refused", entry.refused());
        map.put("refused_by", entry.refusedBy());
        map.put("why", entry.why());
        return map;
    }

    private static Map<String, Object> pending(ActiveSet.Pending pending) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", pending.name());
        map.put("from", pending.from());
        map.put("to", pending.to());
        map.put("copied", pending.copied());
        map.put("tries", (long) pending.tries());
        return map;
    }

    private static ActiveSet parse(Object root) {
        Map<?, ?> map = (Map<?, ?>) root;
        Map<String, ActiveSet.Entry> plugins = new TreeMap<>();
        for (Object each : map.get("plugins") instanceof List<?> list ? list : List.of()) {
            Map<?, ?> entry = (Map<?, ?>) each;
            String name = text(entry, "name");
            plugins.put(
                    name,
                    new ActiveSet.Entry(
                            name,
                            text(entry, "file"),
                            text(entry, "sha256"),
                            text(entry, "version"),
                            text(entry, "former"),
                            text(entry, "refused"),
                            text(entry, "refused_by"),
                            text(entry, "why")));
        }
        Optional<ActiveSet.Pending> pending = Optional.ofNullable((Map<?, ?>) map.get("pending"))
                .map(now -> new ActiveSet.Pending(
                        text(now, "name"),
                        text(now, "from"),
                        text(now, "to"),
                        Boolean.TRUE.equals(now.get("copied")),
                        now.get("tries") instanceof Number number ? number.intValue() : 1));
        return new ActiveSet(plugins, pending);
    }

    private static String text(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? text : "";
    }
}
