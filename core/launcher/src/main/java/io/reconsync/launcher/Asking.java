// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.control.WireJson;
import io.reconsync.contract.runtime.Home;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives commands over the control socket and takes their answers as data, as any script would. */
final class Asking {
    private final Home home;

    Asking(Home home) {
        this.home = home;
    }

    /**
     * An answer.
     *
     * @param exit the exit code
     * @param data what {@code --json} gave; null when that was nothing
     * @param complaint what stood on standard error
     */
    record Answer(int exit, Object data, String complaint) {
        /** The sentence of an error. */
        String sentence() {
            Optional<String> message = find(data, "message").map(String::valueOf);
            Optional<String> next = find(data, "next_step").map(String::valueOf);
            return message.map(text -> text + next.map(step -> " " + step).orElse(""))
                    .orElse(complaint.isBlank() ? "exit code " + exit : complaint.strip());
        }

        /** The first value of a key, however deep. */
        Optional<Object> value(String key) {
            return find(data, key);
        }
    }

    Answer ask(String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of(words));
        line.add("--json");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit;
        try (ControlClient client = ControlClient.connect(home)) {
            exit = new RemoteCommand(client, print(out), print(err)).run("run", line, false, 0);
        }
        String json = out.toString(StandardCharsets.UTF_8).strip();
        return new Answer(exit, json.isEmpty() ? null : WireJson.read(json), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** The state of a server in an answer that lists servers: beside its id stands {@code state}. */
    static Optional<String> state(Object data, String server) {
        if (data instanceof Map<?, ?> map) {
            if (map.containsValue(server) && map.get("state") instanceof String state) {
                return Optional.of(state);
            }
            return map.values().stream()
                    .flatMap(value -> state(value, server).stream())
                    .findFirst();
        }
        return data instanceof List<?> list
                ? list.stream().flatMap(value -> state(value, server).stream()).findFirst()
                : Optional.empty();
    }

    private static Optional<Object> find(Object data, String key) {
        if (data instanceof Map<?, ?> map) {
            if (map.get(key) != null) {
                return Optional.of(map.get(key));
            }
            return map.values().stream()
                    .flatMap(value -> find(value, key).stream())
                    .findFirst();
        }
        return data instanceof List<?> list
                ? list.stream().flatMap(value -> find(value, key).stream()).findFirst()
                : Optional.empty();
    }
}
