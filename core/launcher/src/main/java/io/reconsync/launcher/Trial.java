// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.commands.ExitCode;
import io.reconsync.contract.runtime.Home;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What {@code try} works with, out of the program's folder {@code try/}: the files below {@code try/home} are copied into
 * a home without servers, and {@code try/journey.properties} says what the journey is about. In {@code .yaml} and
 * {@code .properties} files {@code @home@}, {@code @outside@} (a folder of the trial apart from the home),
 * {@code @program@} and {@code @java@} are filled in.
 *
 * @param server the id of the server
 * @param world the folder that the journey deletes and expects back
 * @param hashes what the server itself wrote about its saves: a list of SHA-256 sums as of {@code sha256sum}, with paths
 *     below the world, or a folder of such lists, one for each save
 */
record Trial(String server, Path world, Path hashes) {
    static Trial read(Program program, Home home, Path outside) {
        Path file = program.trial().resolve("journey.properties");
        if (!Files.isRegularFile(file)) {
            throw new Refusal(
                    ExitCode.FAILED,
                    "trial-missing",
                    "This archive has no folder try/, so there is nothing to try.",
                    "Take the standalone archive.");
        }
        try (Reader text = new StringReader(filled(Files.readString(file), places(program, home, outside)))) {
            Properties journey = new Properties();
            journey.load(text);
            Path world = place(journey, "world", home);
            if (!world.startsWith(home.root()) && !world.startsWith(outside)) {
                throw new IOException("the world " + world + " is neither in the home nor beside it.");
            }
            return new Trial(required(journey, "server"), world, place(journey, "hashes", home));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static Path place(Properties journey, String key, Home home) throws IOException {
        return home.root().resolve(required(journey, key)).normalize();
    }

    private static String required(Properties journey, String key) throws IOException {
        String value = journey.getProperty(key, "").strip();
        if (value.isEmpty()) {
            throw new IOException("try/journey.properties lacks " + key + ".");
        }
        return value;
    }

    private static Refusal unusable(IOException e) {
        return new Refusal(
                ExitCode.FAILED,
                "trial-unusable",
                "The trial cannot be prepared: " + Failures.sentence(e),
                "Choose another folder with --home.",
                e);
    }

    /** Copies the template into a home without servers; a home that has it already stays as it is. */
    void install(Program program, Home home, Path outside) {
        try {
            if (Files.exists(home.serverConfigs().resolve(server + ".yaml"))) {
                return;
            }
            if (!servers(home).isEmpty()) {
                throw new Refusal(
                        ExitCode.FAILED,
                        "home-in-use",
                        "The home " + home.root() + " has servers of its own; a trial wants it for itself.",
                        "Give it a new one: reconsync --home <new folder> try.");
            }
            Files.createDirectories(outside);
            copy(program.trial().resolve("home"), home.root(), places(program, home, outside));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static void copy(Path template, Path home, Map<String, String> places) throws IOException {
        try (Stream<Path> files = Files.walk(template)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = home.resolve(template.relativize(file).toString());
                Files.createDirectories(target.getParent());
                String name = file.getFileName().toString();
                if (name.endsWith(".yaml") || name.endsWith(".properties")) {
                    Files.writeString(target, filled(Files.readString(file), places));
                } else if (!Files.exists(target)) {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static List<Path> servers(Home home) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(home.serverConfigs())) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(home.serverConfigs(), "*.{yaml,yml}")) {
                files.forEach(found::add);
            }
        }
        return found;
    }

    /** What is filled in, fit for double quotes in YAML and for properties alike. */
    private static Map<String, String> places(Program program, Home home, Path outside) {
        Map<String, String> places = new TreeMap<>();
        places.put("@home@", home.root().toString());
        places.put("@outside@", outside.toString());
        places.put("@program@", program.root().toString());
        places.put(
                "@java@",
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        places.replaceAll((place, path) -> path.replace("\\", "\\\\").replace("\"", "\\\""));
        return places;
    }

    private static String filled(String text, Map<String, String> places) {
        String filled = text;
        for (Map.Entry<String, String> place : places.entrySet()) {
            filled = filled.replace(place.getKey(), place.getValue());
        }
        return filled;
    }
}
