// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * A folder out of which no path leads. Every path outside of ReconSync's own folders is made by one of these: relative
 * names are resolved below the root, and a name that would leave it, lexically or through a symbolic link on the way, is
 * refused with a {@link ReconException} (code {@code path-outside}, owner USER).
 *
 * <pre>{@code
 * SafePath world = SafePath.of(server.install());
 * Path save = world.resolve("ShooterGame/Saved");
 * }</pre>
 *
 * Immutable and thread-safe. A check and a later use are two moments: whoever writes below a root that hostile processes
 * may change at the same time must open with {@link LinkOption#NOFOLLOW_LINKS} as well.
 */
public final class SafePath {
    private static final Set<String> WINDOWS_DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
            "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    private final Path root;

    private SafePath(Path root) {
        this.root = root;
    }

    /** The folder {@code root}, which need not exist yet; made absolute and normalised, links in it are followed. */
    public static SafePath of(Path root) {
        Path absolute = root.toAbsolutePath().normalize();
        try {
            return new SafePath(Files.exists(absolute) ? absolute.toRealPath() : absolute);
        } catch (IOException e) {
            throw new ReconException(
                    "path-unreadable",
                    ErrorOwner.HOST,
                    "The folder " + absolute + " cannot be looked at: " + e.getMessage() + ".",
                    "Give the user that runs ReconSync the right to read it.",
                    e);
        }
    }

    /** The root, absolute. */
    public Path root() {
        return root;
    }

    /**
     * The path of {@code relative} below the root. It need not exist.
     *
     * @throws ReconException code {@code path-outside} when it is absolute, leaves the root, or passes a link that does
     */
    public Path resolve(String relative) {
        Objects.requireNonNull(relative, "relative");
        if (relative.indexOf('\0') >= 0) {
            throw outside(relative.replace('\0', '?'), "contains a NUL character");
        }
        if (relative.matches("^[A-Za-z]:.*") || relative.startsWith("\\") || relative.startsWith("/")) {
            throw outside(relative, "is not relative");
        }
        try {
            return resolve(root.getFileSystem().getPath(relative));
        } catch (InvalidPathException e) {
            throw outside(relative, "is not a valid path on this system");
        }
    }

    /** As {@link #resolve(String)} for a path that keeps the bytes of its name. */
    public Path resolve(Path relative) {
        if (relative.isAbsolute()) {
            throw outside(relative.toString(), "is not relative");
        }
        for (Path part : relative) {
            String name = part.toString();
            if (name.equals("..") || name.contains("\\..") || name.contains("..\\")) {
                throw outside(relative.toString(), "leads upwards");
            }
            if (windows() && reserved(name)) {
                throw outside(relative.toString(), "uses a device name of Windows");
            }
        }
        Path target = root.resolve(relative).normalize();
        if (!target.startsWith(root)) {
            throw outside(relative.toString(), "leads outside");
        }
        noEscape(target, relative);
        return target;
    }

    /** Whether {@code path}, with all links followed as far as it exists, stands below the root or is the root. */
    public boolean contains(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path existing = absolute;
        while (existing != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        if (existing == null) {
            return absolute.startsWith(root);
        }
        try {
            Path real = existing.toRealPath();
            return real.resolve(existing.relativize(absolute)).normalize().startsWith(root);
        } catch (IOException e) {
            return false;
        }
    }

    private void noEscape(Path target, Path relative) {
        Path at = root;
        for (Path part : root.relativize(target)) {
            at = at.resolve(part);
            if (Files.isSymbolicLink(at)) {
                if (!contains(at)) {
                    throw outside(relative.toString(), "passes a link that leads outside");
                }
            }
        }
    }

    /** Whether Windows would take this part for a device, or open another file than it names. */
    static boolean reserved(String name) {
        int dot = name.indexOf('.');
        String base = (dot < 0 ? name : name.substring(0, dot)).strip().toLowerCase(Locale.ROOT);
        return WINDOWS_DEVICES.contains(base) || name.endsWith(".") || name.endsWith(" ") || name.contains(":");
    }

    private static boolean windows() {
        return java.io.File.separatorChar == '\\';
    }

    private ReconException outside(String name, String why) {
        return new ReconException(
                "path-outside",
                ErrorOwner.USER,
                "The path '" + name + "' " + why + " of the folder " + root + ".",
                "Use a path that stays below that folder.");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SafePath that && root.equals(that.root);
    }

    @Override
    public int hashCode() {
        return root.hashCode();
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
