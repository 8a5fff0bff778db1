// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.itests;

/** What differs between the games: where their program and their worlds lie, and the keys of their servers. */
enum Game {
    RUST(
            "rust-simulator",
            "plugins/rust/simulator",
            "RustDedicated",
            "$PWD",
            "server/main",
            "confirmed",
            "rust: {port: %1$d, identity: main}\nquery: {port: %2$d}\nconsole: {port: %3$d, password: \"%4$s\"}\n"),
    ARK(
            "ark-simulator",
            "plugins/ark/simulator",
            "ShooterGame/Binaries/Linux/ShooterGameServer",
            "$PWD/../../..",
            "ShooterGame/Saved/SavedArks",
            "confirmed",
            "map: TheIsland\nark: {port: %1$d}\nquery: {port: %2$d}\nconsole: {port: %3$d, password: \"%4$s\"}\n"),
    VALHEIM(
            "valheim-simulator",
            "plugins/valheim/simulator",
            "valheim_server.x86_64",
            "$PWD/saves",
            "saves/worlds_local",
            "stable",
            "valheim: {port: %1$d, password: \"%4$s\"}\n");

    final String jar;
    final String room;
    final String program;
    final String folder;
    final String world;
    final String grade;
    private final String keys;

    Game(String jar, String room, String program, String folder, String world, String grade, String keys) {
        this.jar = jar;
        this.room = room;
        this.program = program;
        this.folder = folder;
        this.world = world;
        this.grade = grade;
        this.keys = keys;
    }

    String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    String keys(int port, int query, int console, String secret) {
        return String.format(keys, port, query, console, secret);
    }
}
