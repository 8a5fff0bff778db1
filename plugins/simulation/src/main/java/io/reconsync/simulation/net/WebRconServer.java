// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.simulation.net;

import io.reconsync.simulation.Dice;
import io.reconsync.simulation.Json;
import io.reconsync.simulation.Pace;
import io.reconsync.simulation.engine.Gates;
import io.reconsync.simulation.engine.Simulation;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Rust's WebRCON on 127.0.0.1: the password is the path. Console lines go to everybody with Identifier 0, chat with -1,
 * also between a request and its reply; long or unlucky messages come in fragments. Switches:
 * {@code webrcon-refuse=http|close|mixed}, {@code webrcon-fragment} (chance), {@code webrcon-noise} (chance).
 */
public final class WebRconServer {
    private static final long PING_NANOS = 10_000_000_000L;
    private final Simulation simulation;
    private final ServerSocket server = new ServerSocket();
    private final String password;
    private final Commands commands;
    private final Dice dice;
    private final String refuse;
    private final double fragments;
    private final double noise;
    private final List<WebSocket> clients = new CopyOnWriteArrayList<>();

    /** Runs a command; an empty result means that no reply frame is sent at all. */
    @FunctionalInterface
    public interface Commands {
        Optional<String> run(String command) throws InterruptedException, IOException;
    }

    public WebRconServer(Simulation simulation, int port, String password, Commands commands) throws IOException {
        this.simulation = simulation;
        this.password = password;
        this.commands = commands;
        this.dice = simulation.dice().named("webrcon");
        this.refuse = simulation.options().flag("webrcon-refuse", "mixed");
        this.fragments = simulation.options().flag("webrcon-fragment", 0.3);
        this.noise = simulation.options().flag("webrcon-noise", 0.3);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        simulation.daemon("webrcon", this::accept);
        simulation.daemon("webrcon-ping", this::ping);
        simulation.log().listen(line -> broadcast(line, 0, "Generic"));
    }

    public int port() {
        return server.getLocalPort();
    }

    public void close() throws IOException {
        server.close();
    }

    /** Sends a message that nobody asked for to every client. */
    public void broadcast(String message, int identifier, String type) {
        if (simulation.gates().isClosed(Gates.Gate.CONSOLE)) {
            return;
        }
        for (WebSocket client : clients) {
            try {
                send(client, message, identifier, type);
            } catch (IOException gone) {
                clients.remove(client);
            }
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            simulation.daemon("webrcon-client", () -> serve(client));
        }
    }

    private void ping() throws InterruptedException {
        while (true) {
            Pace.until(System.nanoTime() + PING_NANOS);
            simulation.gates().pass(Gates.Gate.CONSOLE);
            for (WebSocket client : clients) {
                try {
                    client.ping();
                } catch (IOException gone) {
                    clients.remove(client);
                }
            }
        }
    }

    private void serve(Socket client) throws IOException, InterruptedException {
        client.setTcpNoDelay(true);
        DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
        try (WebSocket socket = new WebSocket(client, in)) {
            simulation.gates().pass(Gates.Gate.CONSOLE);
            if (!handshake(client.getOutputStream(), in)) {
                simulation.ledger().write("webrcon-refused");
                return;
            }
            clients.add(socket);
            try {
                for (String message = socket.read(); message != null; message = socket.read()) {
                    simulation.gates().pass(Gates.Gate.CONSOLE);
                    answer(socket, message);
                }
            } finally {
                clients.remove(socket);
            }
        }
    }

    private boolean handshake(OutputStream out, DataInputStream in) throws IOException {
        String request = line(in);
        String key = "";
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
                key = header.substring(header.indexOf(':') + 1);
            }
        }
        String[] words = request.split(" ");
        String path = words.length > 1 && words[1].length() > 1 ? words[1].substring(1) : "";
        boolean right = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8)
                .equals(password);
        boolean http = refuse.equals("http") || refuse.equals("mixed") && dice.chance(0.5);
        if (key.isEmpty() || !right && http) {
            out.write("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            return false;
        }
        String accepted = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + WebSocket.accept(key) + "\r\n\r\n";
        out.write(accepted.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return right;
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > 8192) {
                throw new IOException("no HTTP request");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private void answer(WebSocket socket, String message) throws IOException, InterruptedException {
        int identifier;
        String command;
        try {
            if (!(Json.parse(message) instanceof Map<?, ?> request)
                    || !(request.get("Message") instanceof String text)
                    || !(request.get("Identifier") instanceof Number number)) {
                return;
            }
            identifier = number.intValue();
            command = text;
        } catch (IllegalArgumentException notJson) {
            return;
        }
        simulation.ledger().write("command", "via", "webrcon", "text", command);
        simulation.faults().delay(dice);
        if (dice.chance(noise)) {
            send(socket, "[EAC] Kicking nobody: all is well", 0, "Generic");
        }
        Optional<String> reply = commands.run(command);
        simulation.gates().pass(Gates.Gate.CONSOLE);
        if (reply.isPresent()) {
            send(socket, reply.get(), identifier, "Generic");
            simulation.ledger().write("reply", "via", "webrcon", "text", command);
        }
    }

    private void send(WebSocket socket, String message, int identifier, String type) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Message", message);
        json.put("Identifier", identifier);
        json.put("Type", type);
        json.put(dice.chance(0.1) ? "StackTrace" : "Stacktrace", "");
        int fragment = dice.chance(fragments) ? (int) dice.between(7, 200) : 64 * 1024;
        socket.send(Json.pretty(json), fragment);
    }
}
