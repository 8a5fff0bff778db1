// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.process;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts a game so that it outlives us: in a session of its own, its output in a file, its input a named pipe. */
public final class OwnProcess {
    private final OutputLog output;
    private final StdinPipe input;

    /** With these two ends. */
    public OwnProcess(OutputLog output, StdinPipe input) {
        this.output = output;
        this.input = input;
    }

    /**
     * Starts it.
     *
     * @throws ReconException code {@code start-failed}
     */
    public Process start(Launch launch) throws InterruptedException {
        try {
            boolean piped = input.make();
            Path file = output.fresh();
            ProcessBuilder builder = new ProcessBuilder(detached(launch.arguments()))
                    .directory(launch.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()));
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("RECONSYNC_") || name.equals("NOTIFY_SOCKET"));
            environment.putAll(launch.environment());
            if (!piped) {
                return builder.redirectInput(
                                ProcessBuilder.Redirect.from(Tool.nothing().toFile()))
                        .start();
            }
            try (RandomAccessFile both = input.open()) {
                Process process = builder.redirectInput(
                                ProcessBuilder.Redirect.from(input.path().toFile()))
                        .start();
                input.holdFor(process.pid());
                return process;
            }
        } catch (IOException e) {
            throw new ReconException(
                    "start-failed",
                    ErrorOwner.USER,
                    "The program " + launch + " cannot be started: " + e.getMessage() + ".",
                    "Check that the file exists below install: and may be executed by the user that runs ReconSync.",
                    e);
        }
    }

    /** In a session of its own where the system can do that, so that neither Ctrl-C nor a hang-up of ours reaches it. */
    static List<String> detached(List<String> arguments) {
        Path setsid = Tool.find("setsid");
        if (setsid == null) {
            return arguments;
        }
        List<String> all = new ArrayList<>(arguments.size() + 1);
        all.add(setsid.toString());
        all.addAll(arguments);
        return all;
    }
}
