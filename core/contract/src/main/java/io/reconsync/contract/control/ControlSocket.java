// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.contract.control;

import io.reconsync.contract.runtime.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the control socket of an installation is: {@code run/control.sock}, or, where that name is too long for a
 * socket's address, the path that the launcher wrote into {@code run/control.path}.
 */
public final class ControlSocket {
    /** The longest name in bytes; the address of a Unix socket has 104 to 108 bytes with its end mark. */
    public static final int LONGEST = 100;

    private ControlSocket() {}

    /** The place inside the home, whether or not its name is short enough. */
    public static Path preferred(Home home) {
        return home.run().resolve("control.sock");
    }

    /** The file that names the place when {@link #preferred} is too long. */
    public static Path note(Home home) {
        return home.run().resolve("control.path");
    }

    /** Whether the name fits into a socket's address. */
    public static boolean fits(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }

    /**
     * The place in use.
     *
     * @throws IOException when it stands in {@code run/control.path} and that cannot be read: nothing runs
     */
    public static Path of(Home home) throws IOException {
        Path preferred = preferred(home);
        return fits(preferred)
                ? preferred
                : Path.of(Files.readString(note(home)).strip());
    }
}
