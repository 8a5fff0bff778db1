// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.reconsync.api.command.Reply;
import io.reconsync.contract.commands.Commands;
import io.reconsync.contract.control.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher explains commands while nothing runs, out of a file that has to say what the commands say. */
class ShippedHelpTest {
    private static final Path SHIPPED = Path.of(System.getProperty("basedir", "."))
            .resolve("../launcher/src/main/resources/io/reconsync/launcher/commands.json");

    @TempDir
    Path home;

    private static String line(Commands.Entry entry) {
        Reply help = HelpText.of(entry);
        Map<String, Object> line = new LinkedHashMap<>(help.data());
        help.parts().forEach(part -> {
            if (part instanceof Reply.Table table) {
                line.put("options", table.rows());
            }
        });
        return WireJson.write(line);
    }

    /** With {@code -Dhelp.write=true} the file is written anew. */
    @Test
    void theFileSaysWhatTheCommandsSay() throws IOException {
        List<Commands.Entry> entries = new SampleRooms(home).registry.list();
        String now = entries.stream().map(ShippedHelpTest::line).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
        if (Boolean.getBoolean("help.write")) {
            Files.writeString(SHIPPED, now);
        }
        assertEquals(now, Files.readString(SHIPPED), "write it anew: mvn -pl core/commands -Dhelp.write=true test");
    }
}
