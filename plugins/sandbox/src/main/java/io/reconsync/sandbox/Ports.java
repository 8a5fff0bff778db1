// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox;

import io.reconsync.api.runtime.PluginState;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Two ports of each server that were free when they were chosen, the same ones from then on. Thread-safe. */
final class Ports {
    /** Below what systems hand out by themselves, and where few programs listen. */
    private static final int LOWEST = 21_000;

    private static final int HIGHEST = 29_998;
    private static final int TRIES = 200;

    private final PluginState state;

    Ports(PluginState state) {
        this.state = state;
    }

    /** {@code query.port} and {@code console.port}; empty when nothing is free. */
    synchronized Map<String, String> of(String server) {
        String key = "ports." + server;
        Optional<Integer> first =
                state.get(key).filter(text -> text.matches("\\d{5}")).map(Integer::valueOf);
        if (first.isEmpty()) {
            first = choose();
            first.ifPresent(port -> state.put(key, Integer.toString(port)));
        }
        return first.map(port ->
                        Map.of("query.port", Integer.toString(port), "console.port", Integer.toString(port + 1)))
                .orElse(Map.of());
    }

    private static Optional<Integer> choose() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST) & ~1;
            if (free(port) && free(port + 1)) {
                return Optional.of(port);
            }
        }
        return Optional.empty();
    }

    private static boolean free(int port) {
        InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (ServerSocket tcp = new ServerSocket();
                DatagramSocket udp = new DatagramSocket(at)) {
            tcp.bind(at);
            return tcp.isBound() && udp.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
