// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A game as a process: writes to its output, obeys its input. Arguments: what it does, then anything. */
public final class FakeGame {
    private FakeGame() {}

    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        Files.write(Path.of("arguments"), words, StandardCharsets.UTF_8);
        if (words.contains("fail")) {
            System.out.println("Cannot load the world");
            System.exit(3);
        }
        if (words.contains("deaf")) {
            Runtime.getRuntime().addShutdownHook(new Thread(FakeGame::never));
        }
        System.out.println("Loading");
        if (!words.contains("slow")) {
            System.out.println("Done (0.1s)!");
        }
        obey(words.contains("deaf"));
    }

    private static void obey(boolean deaf) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = in.readLine();
        while (line != null) {
            if (line.equals("stop") && !deaf) {
                System.out.println("Stopping");
                Runtime.getRuntime().halt(0);
            }
            System.out.println(line.startsWith("print ") ? line.substring(6) : "Unknown: " + line);
            line = in.readLine();
        }
        System.out.println("End of input");
        never();
    }

    private static void never() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
