// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The test's door, on 127.0.0.1; hangs and crashes never close it before the process ends. */
final class ControlPort {
    private final ServerSocket server = new ServerSocket();
    private final Simulation simulation;
    private final Control control;

    ControlPort(Simulation simulation, Control control, int port) throws IOException {
        this.simulation = simulation;
        this.control = control;
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    int port() {
        return server.getLocalPort();
    }

    void run() throws IOException {
        while (true) {
            Socket client = server.accept();
            simulation.daemon("control", () -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException, InterruptedException {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = client.getOutputStream();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.write((control.answer(line).replace("\n", "\\n") + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
    }
}
