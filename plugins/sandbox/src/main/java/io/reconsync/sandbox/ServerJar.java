// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.sandbox;

import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The server's program as a file, so that a process can be started from it and outlive this bundle. */
final class ServerJar {
    private static final String RESOURCE = "/server/sandbox-server.jar";
    private static final int DIGITS = 16;

    private ServerJar() {}

    /** Lays the program down below a folder, under a name of its own per content; what is there is left alone. */
    static Path lay(Path folder) {
        try (InputStream in = ServerJar.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException("the bundle has no " + RESOURCE);
            }
            byte[] content = in.readAllBytes();
            String sum = HexFormat.of().formatHex(sha256(content)).substring(0, DIGITS);
            Path file = folder.resolve("sandbox-server-" + sum + ".jar");
            if (!Files.isRegularFile(file) || Files.size(file) != content.length) {
                Path temporary = Files.createTempFile(folder, "server", ".tmp");
                Files.write(temporary, content);
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return file;
        } catch (IOException e) {
            throw new ReconException(
                    "sandbox-program-missing",
                    ErrorOwner.HOST,
                    "The program of the sandbox server cannot be written to " + folder + ": " + e.getMessage() + ".",
                    "Make room and give the user that runs ReconSync the right to write there.",
                    e);
        }
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
