// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.runtime.Role;
import java.io.IOException;
import java.io.Reader;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;

/**
 * The unpacked program.
 *
 * @param root holds {@code bin/ bundles/ lib/}
 * @param version of the product
 * @param role which assembly it is
 */
record Program(Path root, String version, Role role) {
    /** Reads {@code lib/assembly.properties}: {@code version}, {@code role}. */
    static Program at(Path root) {
        Properties assembly = new Properties();
        Path file = root.resolve("lib").resolve("assembly.properties");
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                assembly.load(reader);
            } catch (IOException e) {
                throw new Refusal(1, "program-damaged", file + " cannot be read.", "Unpack the archive again.", e);
            }
        }
        String version = assembly.getProperty("version", "development");
        return new Program(root, version, role(assembly.getProperty("role", "standalone")));
    }

    /** The folder that the start script named, else the one above the {@code lib/} that holds this class's jar. */
    static Path installed() {
        String named = System.getProperty("reconsync.install", "");
        if (!named.isBlank()) {
            return Path.of(named).toAbsolutePath().normalize();
        }
        try {
            Path jar = Path.of(Program.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path lib = jar.getParent();
            return lib.getFileName().toString().equals("lib") ? lib.getParent() : lib;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Role role(String name) {
        for (Role role : Role.values()) {
            if (role.toString().equals(name.toLowerCase(Locale.ROOT))) {
                return role;
            }
        }
        throw new Refusal(2, "usage", "There is no role '" + name + "'.", "Use agent, bot or standalone.");
    }

    Path bundles() {
        return root.resolve("bundles");
    }

    Path trial() {
        return root.resolve("try");
    }
}
