// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.control.ControlSocket;
import io.reconsync.contract.runtime.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds a place for the control socket when the home's own name is too long for a socket's address. */
final class SocketPlace {
    private static final FileAttribute<Set<PosixFilePermission>> OWN =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Map<String, String> environment;

    SocketPlace(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Makes sure that {@link ControlSocket#of} gives a usable place; call with the home locked. */
    void prepare(Home home) {
        Path preferred = ControlSocket.preferred(home);
        try {
            if (ControlSocket.fits(preferred)) {
                Files.deleteIfExists(ControlSocket.note(home));
                return;
            }
            if (remembered(home)) {
                return;
            }
            Path place = shortFolder().resolve("control.sock");
            Files.write(ControlSocket.note(home), place.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Refusal(
                    1,
                    "socket-unusable",
                    "There is no place for the control socket: " + Failures.sentence(e),
                    "Use a home with a shorter path, or set XDG_RUNTIME_DIR to a folder of your own.",
                    e);
        }
    }

    /** Whether the folder of a former run, perhaps a killed one, is still there and is ours alone. */
    private static boolean remembered(Home home) throws IOException {
        if (!Files.exists(ControlSocket.note(home))) {
            return false;
        }
        Path folder = ControlSocket.of(home).getParent();
        return folder != null
                && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(folder).equals(Files.getOwner(home.run()))
                && (!posix(folder) || Files.getPosixFilePermissions(folder).equals(OWN.value()));
    }

    private static boolean posix(Path folder) {
        return Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null;
    }

    /** A fresh folder of mode 0700 that belongs to us; its name cannot be guessed, so nobody can wait there. */
    private Path shortFolder() throws IOException {
        List<Path> parents = new ArrayList<>();
        String runtime = environment.get("XDG_RUNTIME_DIR");
        if (runtime != null && !runtime.isBlank()) {
            parents.add(Path.of(runtime));
        }
        parents.add(Path.of(System.getProperty("java.io.tmpdir")));
        parents.add(Path.of("/tmp"));
        for (Path parent : parents) {
            boolean usable = Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS) && Files.isWritable(parent);
            if (usable && ControlSocket.fits(parent.resolve("reconsync-01234567890123456789/control.sock"))) {
                return posix(parent)
                        ? Files.createTempDirectory(parent, "reconsync-", OWN)
                        : Files.createTempDirectory(parent, "reconsync-");
            }
        }
        throw new IOException("no writable folder has a path that is short enough.");
    }

    /** Removes the socket, and the short folder if there is one. */
    static void remove(Home home) throws IOException {
        Path socket = ControlSocket.of(home);
        Files.deleteIfExists(socket);
        if (!socket.equals(ControlSocket.preferred(home))) {
            Files.deleteIfExists(socket.getParent());
            Files.deleteIfExists(ControlSocket.note(home));
        }
    }
}
